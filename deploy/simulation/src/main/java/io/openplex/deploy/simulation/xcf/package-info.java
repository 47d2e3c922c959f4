/**
 * The twin of xcf/zookeeper under virtual time: one {@link io.openplex.deploy.simulation.xcf.SimulatedXcf} is the whole
 * coupling, a {@link io.openplex.deploy.simulation.xcf.SimulatedStack} one stack's access to it. Nothing happens but in
 * {@code step}; the same seed and the same calls give the same events at the same nanosecond.
 */
@NullMarked
package io.openplex.deploy.simulation.xcf;

import org.jspecify.annotations.NullMarked;
