/** The lexer and the table-driven statement kernel that PROFILE.TCPIP and OMPROUTE.CONF share. */
@NullMarked
package io.openplex.proto.statements;

import org.jspecify.annotations.NullMarked;
