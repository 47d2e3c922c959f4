/**
 * What must always hold, checked after every step of the world, and what must follow once everything has healed.
 *
 * <ul>
 *   <li>{@link io.openplex.deploy.simulation.check.Invariant}: I1 to I7 of the design and the other rules, with their
 *       words.
 *   <li>{@link io.openplex.deploy.simulation.check.OwnershipChecks}: who answers for an address, against the records.
 *   <li>{@link io.openplex.deploy.simulation.check.OwnershipHistory}: the whole history of an address afterwards.
 *   <li>{@link io.openplex.deploy.simulation.check.ConnectionChecks}: every byte and every end of every connection.
 *   <li>{@link io.openplex.deploy.simulation.check.Violations}: what was found; the first defect ends a run.
 * </ul>
 */
@NullMarked
package io.openplex.deploy.simulation.check;

import org.jspecify.annotations.NullMarked;
