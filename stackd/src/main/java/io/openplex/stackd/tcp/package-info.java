/** TCP (RFC 9293) and the in-process socket interface. */
@NullMarked
package io.openplex.stackd.tcp;

import org.jspecify.annotations.NullMarked;
