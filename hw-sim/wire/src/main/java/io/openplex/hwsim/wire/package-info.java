/**
 * Wire formats: addresses of both families, header views, checksums and the frame descriptor. Nothing here holds
 * protocol state or does I/O; engines see this package and nothing else of the simulated hardware.
 *
 * <p>Header classes ({@link io.openplex.hwsim.wire.Ethernet}, {@link io.openplex.hwsim.wire.Arp},
 * {@link io.openplex.hwsim.wire.Ipv4}, {@link io.openplex.hwsim.wire.Ipv6}, {@link io.openplex.hwsim.wire.Icmp4},
 * {@link io.openplex.hwsim.wire.Udp}, {@link io.openplex.hwsim.wire.Tcp}) are sets of static accessors over a
 * big-endian {@link java.nio.ByteBuffer} and an offset. Each has a {@code check} method that proves once that the
 * header, and what it announces, lies in the given number of bytes (which the caller knows to lie in the buffer, as
 * {@link io.openplex.hwsim.wire.Frame} guarantees of its bounds); accessors may be called only after it succeeded.
 *
 * <p>Work that a sender left to its card (virtio-net offloads) is finished in software by
 * {@link io.openplex.hwsim.wire.Offloads} (checksums) and {@link io.openplex.hwsim.wire.SegmentCutter} (large
 * segments), which find their way through a frame with {@link io.openplex.hwsim.wire.PacketHeaders}.
 */
@NullMarked
package io.openplex.hwsim.wire;

import org.jspecify.annotations.NullMarked;
