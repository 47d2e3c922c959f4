/**
 * The simulator: whole sysplexes in one thread, under virtual time, from one seed. Every stack is the real one of
 * stackd on its real loop; what surrounds it is memory.
 *
 * <ul>
 *   <li>{@link io.openplex.deploy.simulation.SimulatedSysplex}: the world. It owns the clock, steps everything in a
 *       defined order and jumps to the next moment at which anything is due.
 *   <li>{@link io.openplex.deploy.simulation.SimulatedLpar}: one LPAR and the lives of its stack.
 *   <li>{@link io.openplex.deploy.simulation.Actor}: whatever the world steps; a schedule of faults or a checker is
 *       one more.
 *   <li>{@link io.openplex.deploy.simulation.Trace}: one line per event; the same seed gives the same lines.
 *   <li>{@code lan}: an Ethernet with a record of all ARP claims. {@code link}: the data links between stacks.
 *       {@code client}: hosts whose connections account for every byte, on the sysplex's LAN or behind a router.
 *       {@code xcf}: group and structures.
 * </ul>
 */
@NullMarked
package io.openplex.deploy.simulation;

import org.jspecify.annotations.NullMarked;
