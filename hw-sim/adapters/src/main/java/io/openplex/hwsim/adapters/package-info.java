/**
 * The simulated hardware. Everything here is stepped with a monotonic time and does no I/O of its own; frames cross
 * {@link io.openplex.hwsim.adapters.lan.LanPort}s.
 *
 * <ul>
 *   <li>{@link io.openplex.hwsim.adapters.AdapterSession}: what a stack sees of an adapter, with
 *       {@link io.openplex.hwsim.adapters.SessionEvents} for what it is told and
 *       {@link io.openplex.hwsim.adapters.SessionRefused} for what it cannot have.
 *   <li>{@link io.openplex.hwsim.adapters.RegistrationKind}: which addresses need the session's lease to be claimed,
 *       and which must not be claimed at all while their connections go on. An
 *       {@link io.openplex.hwsim.adapters.AdapterClock} says when the lease is over.
 *   <li>{@link io.openplex.hwsim.adapters.RegistrationGate}: the stack's own word, in front of every ARP claim.
 *   <li>{@link io.openplex.hwsim.adapters.osa}: the OSA port that stacks share.
 *   <li>{@link io.openplex.hwsim.adapters.EthernetSwitch} with {@link io.openplex.hwsim.adapters.SwitchPort}s: the LAN
 *       of the embedded lab, with the cable fault.
 *   <li>{@link io.openplex.hwsim.adapters.KeyIndex}: the table that all of them use.
 * </ul>
 */
@NullMarked
package io.openplex.hwsim.adapters;

import org.jspecify.annotations.NullMarked;
