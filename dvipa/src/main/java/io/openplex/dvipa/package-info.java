/**
 * Who owns which dynamic VIPA: definitions, ranks, states, take-over, take-back, deletion (dvipa-and-distributor.md 1,
 * 2). A plain state machine: it decides and emits actions; it knows no packet, thread, socket or clock.
 *
 * <p>{@link io.openplex.dvipa.DvipaEngine} takes {@link io.openplex.dvipa.DvipaEvent events} and answers with
 * {@link io.openplex.dvipa.DvipaAction actions}. The ownership record of an address in the coupling facility
 * ({@link io.openplex.dvipa.OwnershipView}) is the only thing that makes an owner; tables and announcements of other
 * stacks ({@link io.openplex.dvipa.TableEntry}) only say who is in line. Configuration records are in
 * {@link io.openplex.dvipa.config}; the rows of the displays are {@link io.openplex.dvipa.LocalRow} and
 * {@link io.openplex.dvipa.GroupRow}.
 */
@NullMarked
package io.openplex.dvipa;

import org.jspecify.annotations.NullMarked;
