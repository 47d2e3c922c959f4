package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;

/** IPv6 fixed header (RFC 8200 3). */
public final class Ipv6 {
    /** Header length. */
    public static final int LENGTH = 40;

    /** Offset of the payload length. */
    public static final int PAYLOAD_LENGTH = 4;

    /** Offset of the next header. */
    public static final int NEXT_HEADER = 6;

    /** Offset of the hop limit. */
    public static final int HOP_LIMIT = 7;

    /** Offset of the source address. */
    public static final int SOURCE = 8;

    /** Offset of the destination address. */
    public static final int DESTINATION = 24;

    private Ipv6() {}

    /** True when a header and the payload that it announces lie in {@code length} bytes. */
    public static boolean check(ByteBuffer b, int at, int length) {
        return length >= LENGTH && (b.get(at) >>> 4 & 0xf) == 6 && LENGTH + payloadLength(b, at) <= length;
    }

    /** Payload length. */
    public static int payloadLength(ByteBuffer b, int at) {
        return b.getShort(at + PAYLOAD_LENGTH) & 0xffff;
    }

    /** Next header. */
    public static int nextHeader(ByteBuffer b, int at) {
        return b.get(at + NEXT_HEADER) & 0xff;
    }

    /** First 64 bits of the source. */
    public static long sourceHigh(ByteBuffer b, int at) {
        return b.getLong(at + SOURCE);
    }

    /** Last 64 bits of the source. */
    public static long sourceLow(ByteBuffer b, int at) {
        return b.getLong(at + SOURCE + 8);
    }

    /** First 64 bits of the destination. */
    public static long destinationHigh(ByteBuffer b, int at) {
        return b.getLong(at + DESTINATION);
    }

    /** Last 64 bits of the destination. */
    public static long destinationLow(ByteBuffer b, int at) {
        return b.getLong(at + DESTINATION + 8);
    }

    /** Hop limit. */
    public static int hopLimit(ByteBuffer b, int at) {
        return b.get(at + HOP_LIMIT) & 0xff;
    }
}
