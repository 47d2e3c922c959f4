package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.Frame;

/** A transport protocol as IP input sees it. */
@FunctionalInterface
public interface PacketHandler {
    /**
     * A whole packet for a local address. {@code offset} and {@code l3} are at the IP header, {@code l4} behind it, the
     * length is the one the IP header says. TCP and UDP headers are proven to lie inside; UDP checksums are verified,
     * TCP checksums are the handler's. The frame is lent for the call.
     *
     * @return false when nobody listens there: UDP answers with port unreachable
     */
    boolean packet(Frame packet, long nowNanos);
}
