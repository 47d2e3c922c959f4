/**
 * The simulated hardware (hardware.md 2.2, 2.3, 2.9). Everything here is stepped with a monotonic time and does no
 * I/O of
 * its own; frames cross {@link io.openplex.hwsim.adapters.lan.LanPort}s.
 *
 * <ul>
 *   <li>{@link io.openplex.hwsim.adapters.AdapterSession}: what a stack sees of an adapter.
 *   <li>{@link io.openplex.hwsim.adapters.OsaPort}: a dedicated OSA port with its layer-3 session. Inside: {@code
 *     OsaLink}
 *       (Ethernet headers, VLAN, padding), {@code OsaArp} with {@code ArpCache}, {@code PendingHops} and
 *       {@code Registrations}; {@code OsaTiming} holds every time and bound that is a choice of this model.
 *   <li>{@link io.openplex.hwsim.adapters.RegistrationKind}: which addresses need the session's lease to be
 *       claimed, and which must not be claimed at all while their connections go on.
 *       {@code Lease} holds its deadline, an {@link io.openplex.hwsim.adapters.AdapterClock} says when it has come, and
 *       {@code TcpClaims} which segments are claims. {@code OsaLink} asks as the last thing before the LAN port, so
 *       that a process that wakes up after a freeze claims nothing that has moved meanwhile.
 *   <li>{@link io.openplex.hwsim.adapters.RegistrationGate}: the stack's own word, in front of every ARP claim.
 *   <li>{@link io.openplex.hwsim.adapters.EthernetSwitch} with {@link io.openplex.hwsim.adapters.SwitchPort}s: the
 *     LAN of
 *       the embedded lab, with the cable fault.
 * </ul>
 *
 * <p>Departures from the hardware: {@code register} does not wait for an answer to its gratuitous ARP, so a duplicate
 * (E00A) is reported later through {@link io.openplex.hwsim.adapters.DuplicateAddressListener}; frames shorter than 60
 * bytes are taken, because virtual links do not pad. Sharing of a port by several sessions is not modelled.
 */
@NullMarked
package io.openplex.hwsim.adapters;

import org.jspecify.annotations.NullMarked;
