/** The simulated Ethernet: the real switch on cables in memory, and a record of who claimed which address. */
@NullMarked
package io.openplex.deploy.simulation.lan;

import org.jspecify.annotations.NullMarked;
