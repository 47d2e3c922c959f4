/**
 * Runs: one scenario from its seed to its result, many of them in parallel, and what is kept of a failure.
 *
 * <ul>
 *   <li>{@link io.openplex.deploy.simulation.run.Scenario}: everything that decides a run.
 *   <li>{@link io.openplex.deploy.simulation.run.SimulationRun}: the two phases.
 *   <li>{@link io.openplex.deploy.simulation.run.ClientNetwork}: one client on the sysplex's LAN, one behind a router.
 *   <li>{@link io.openplex.deploy.simulation.run.Load}: their connections.
 *   <li>{@link io.openplex.deploy.simulation.run.Shrinker}: the least faults with which a run still fails.
 *   <li>{@link io.openplex.deploy.simulation.run.FailureReport}: seed, history and capture of a failure.
 *   <li>{@link io.openplex.deploy.simulation.run.Campaign}, {@link io.openplex.deploy.simulation.run.SimulateCommand}:
 *       many runs, and the command line.
 *   <li>{@link io.openplex.deploy.simulation.run.Corpus}: seeds that once failed.
 * </ul>
 */
@NullMarked
package io.openplex.deploy.simulation.run;

import org.jspecify.annotations.NullMarked;
