/** OSPF and BFD, their configuration and their displays. */
@NullMarked
package io.openplex.omproute;

import org.jspecify.annotations.NullMarked;
