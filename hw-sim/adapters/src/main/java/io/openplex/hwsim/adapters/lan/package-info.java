/**
 * LAN attachments behind one interface, {@link io.openplex.hwsim.adapters.lan.LanPort}. The only package of this module
 * that may do I/O (on the caller's thread; sockets non-blocking, capture files buffered). Attachments to real
 * interfaces are in {@code hw-sim/linux}; what any port counts goes through
 * {@link io.openplex.hwsim.adapters.lan.LanCounter}.
 *
 * <ul>
 *   <li>{@link io.openplex.hwsim.adapters.lan.UdpLanPort}: a cable made of UDP datagrams on loopback.
 *   <li>{@link io.openplex.hwsim.adapters.lan.MemoryLanPort}: a cable in memory, for tests and simulation.
 *   <li>{@link io.openplex.hwsim.adapters.lan.PcapngTap}: records another port through
 *       {@link io.openplex.hwsim.adapters.lan.PcapngWriter} into a {@link io.openplex.hwsim.adapters.lan.PcapngSink},
 *       usually a {@link io.openplex.hwsim.adapters.lan.PcapngFile}.
 * </ul>
 */
@NullMarked
package io.openplex.hwsim.adapters.lan;

import org.jspecify.annotations.NullMarked;
