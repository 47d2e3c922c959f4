/**
 * The room of OSPF and BFD, their configuration and their displays. There is the configuration:
 * {@link io.openplex.omproute.config} reads OMPROUTE.CONF into immutable records and knows which statement holds for
 * which interface. There is no protocol engine, no BFD, no display and no daemon yet, and no stack reads the
 * configuration; {@code D TCPIP,,OMPROUTE} is answered with OPX0004I.
 */
@NullMarked
package io.openplex.omproute;

import org.jspecify.annotations.NullMarked;
