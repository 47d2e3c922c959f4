package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/** What a transport protocol needs of the IP layer to send. */
public interface IpSender {
    /** An empty frame with headroom for every header below the transport, or null when all are in use. */
    @Nullable
    Frame acquire();

    /**
     * Sends one packet: the frame holds transport header and data. The IP header is prepended, the transport checksum
     * of TCP and UDP completed, the route looked up. The frame is consumed whatever happens.
     *
     * @return false when the packet was dropped (counted with its reason): no route, interface down
     */
    boolean send(Frame frame, IpAddress source, IpAddress destination, int protocol, long nowNanos);

    /** Largest IP packet in bytes on the way to a destination as known now, at least 576 (IPv4) or 1280 (IPv6). */
    int mtu(IpAddress destination);

    /** The local address from which to reach a destination when the application names none; null without route. */
    @Nullable
    IpAddress sourceFor(IpAddress destination);
}
