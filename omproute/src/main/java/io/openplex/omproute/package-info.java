/**
 * The room of OSPF and BFD, their configuration and their displays. Nothing is here yet: the language kernel it will
 * use is in {@code proto.statements} (lexer and dialect OMPROUTE), its first messages in {@code proto.messages}.
 */
@NullMarked
package io.openplex.omproute;

import org.jspecify.annotations.NullMarked;
