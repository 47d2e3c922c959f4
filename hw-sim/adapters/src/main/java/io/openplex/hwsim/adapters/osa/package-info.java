/**
 * A port of an OSA-Express feature and the sessions that share it (hardware.md 1.7 to 1.11, 2). Stepped with a
 * monotonic time, no I/O of its own, on one thread.
 *
 * <ul>
 *   <li>{@link io.openplex.hwsim.adapters.osa.OsaPort}: the station with its cable; activates
 *       {@link io.openplex.hwsim.adapters.osa.OsaSession}s, the rows of its {@code Oat}. What the port is says
 *       {@link io.openplex.hwsim.adapters.osa.OsaHardware}, what a session wants
 *       {@link io.openplex.hwsim.adapters.osa.OsaSettings}.
 *   <li>{@code OsaDelivery} decides who gets a frame: VLAN, MAC address, registered address, router role, group,
 *       isolation. {@code OsaOutput} sends what sessions say, through {@code OsaLink} (headers, tags, padding).
 *   <li>{@code OsaArp} with {@code ArpCache} and {@code PendingHops}: ARP for layer-3 sessions.
 *   <li>{@code Registrations} and {@code GroupTable}: what one session has registered. {@code Lease} holds the deadline
 *       of its claims, {@code TcpClaims} knows which segments are claims; {@code OsaLink} asks as the last thing before
 *       the LAN port, so that a process that wakes up after a freeze claims nothing that has moved meanwhile.
 *   <li>{@link io.openplex.hwsim.adapters.osa.DedicatedOsa}: a port with one session in the loop of its program.
 *   <li>{@code OsaTiming}: every time and bound that is a choice of this model.
 * </ul>
 *
 * <p>Departures from the hardware: an address that can move passes from a session whose lease is over to the next one
 * that registers it, where the hardware waits for the reset of a hung system; several secondary routers are accepted
 * (hardware.md 2.3) and the return code E011 is not used; frames shorter than 60 bytes are taken, because virtual links
 * do not pad.
 */
@NullMarked
package io.openplex.hwsim.adapters.osa;

import org.jspecify.annotations.NullMarked;
