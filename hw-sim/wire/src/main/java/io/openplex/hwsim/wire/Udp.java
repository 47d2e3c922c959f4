package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;

/** UDP header (RFC 768): source port 2, destination port 2, length 2, checksum 2. */
public final class Udp {
    /** Header length. */
    public static final int LENGTH = 8;

    private Udp() {}

    /** True when a header and the announced length lie in {@code length} bytes. */
    public static boolean check(ByteBuffer b, int at, int length) {
        return length >= LENGTH && udpLength(b, at) >= LENGTH && udpLength(b, at) <= length;
    }

    /** Source port. */
    public static int sourcePort(ByteBuffer b, int at) {
        return b.getShort(at) & 0xffff;
    }

    /** Destination port. */
    public static int destinationPort(ByteBuffer b, int at) {
        return b.getShort(at + 2) & 0xffff;
    }

    /** Length of header and data. */
    public static int udpLength(ByteBuffer b, int at) {
        return b.getShort(at + 4) & 0xffff;
    }
}
