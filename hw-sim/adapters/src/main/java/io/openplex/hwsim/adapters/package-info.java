/** The simulated hardware: OSA, HiperSockets, the CPC that hosts them, the Ethernet switch, captures and faults. */
@NullMarked
package io.openplex.hwsim.adapters;

import org.jspecify.annotations.NullMarked;
