/**
 * The twin of xcf/zookeeper under virtual time: one {@link io.openplex.deploy.simulation.xcf.SimulatedXcf} is the whole
 * coupling, a {@link io.openplex.deploy.simulation.xcf.SimulatedStack} one stack's access to it, {@link
 * io.openplex.deploy.simulation.xcf.XcfFaults} what a schedule can do to both. Nothing happens but in {@code step} and
 * in the calls of stacks and schedule; the same seed and the same calls give the same events at the same nanosecond.
 *
 * <p>The parts follow those of the real one, request by request: {@code SimulatedService} is what the ensemble has
 * committed, {@code ServiceConnection} a process's client of it with connection and session, {@code SimulatedJoin},
 * {@code SimulatedMembership} and {@code SimulatedPeers} what the stack makes of it, {@code SimulatedLink} with two
 * {@code LinkEnd}s a signalling link. A change of the real one's requests, waits or reasons belongs here too.
 */
@NullMarked
package io.openplex.deploy.simulation.xcf;

import org.jspecify.annotations.NullMarked;
