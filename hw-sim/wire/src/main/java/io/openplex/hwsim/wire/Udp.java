package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;

/** UDP header (RFC 768): source port 2, destination port 2, length 2, checksum 2. */
public final class Udp {
    /** Header length. */
    public static final int LENGTH = 8;

    /** Offset of the length of header and data. */
    public static final int TOTAL_LENGTH = 4;

    /** Offset of the checksum. */
    public static final int CHECKSUM = 6;

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
        return b.getShort(at + TOTAL_LENGTH) & 0xffff;
    }

    /**
     * True when the checksum of header and data is right, with the IP header at {@code l3}. Over IPv4 a checksum of 0
     * means that the sender made none and is right; over IPv6 it is wrong (RFC 8200 8.1).
     */
    public static boolean checksumGood(ByteBuffer b, int l3, int at) {
        if (b.getShort(at + CHECKSUM) == 0) {
            return b.get(l3) >>> 4 == 4;
        }
        int length = udpLength(b, at);
        long pseudo = InternetSum.pseudo(b, l3, IpProtocol.UDP, length);
        return InternetSum.finish(InternetSum.sum(b, at, length, pseudo)) == 0;
    }

    /** Writes a header without checksum; {@code udpLength} counts header and data. */
    public static void write(ByteBuffer b, int at, int sourcePort, int destinationPort, int udpLength) {
        b.putShort(at, (short) sourcePort);
        b.putShort(at + 2, (short) destinationPort);
        b.putShort(at + TOTAL_LENGTH, (short) udpLength);
        b.putShort(at + CHECKSUM, (short) 0);
    }

    /** Computes and stores the checksum, with the IP header at {@code l3}; a result of 0 is sent as 0xffff. */
    public static void writeChecksum(ByteBuffer b, int l3, int at) {
        int length = udpLength(b, at);
        b.putShort(at + CHECKSUM, (short) 0);
        long pseudo = InternetSum.pseudo(b, l3, IpProtocol.UDP, length);
        int checksum = InternetSum.finish(InternetSum.sum(b, at, length, pseudo));
        b.putShort(at + CHECKSUM, (short) (checksum == 0 ? 0xffff : checksum));
    }
}
