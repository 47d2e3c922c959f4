/**
 * Faults: what can go wrong, schedules drawn from the seed, and who makes it happen at its time and heals it.
 *
 * <ul>
 *   <li>{@link io.openplex.deploy.simulation.fault.Fault}, {@link io.openplex.deploy.simulation.fault.FaultKind}: one
 *       fault with its beginning and its end, as data, so that a schedule can be printed, shortened and run again.
 *   <li>{@link io.openplex.deploy.simulation.fault.FaultGenerator}: a schedule from the seed.
 *   <li>{@link io.openplex.deploy.simulation.fault.Injector}: carries a schedule out.
 * </ul>
 */
@NullMarked
package io.openplex.deploy.simulation.fault;

import org.jspecify.annotations.NullMarked;
