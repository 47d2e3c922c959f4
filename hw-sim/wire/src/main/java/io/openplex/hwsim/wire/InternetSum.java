package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;

/** The Internet checksum (RFC 1071) over buffers and pseudo-headers. Sums are ones-complement, unfolded in a long. */
public final class InternetSum {
    private InternetSum() {}

    /** Adds {@code length} bytes from {@code offset} to a running sum; an odd last byte is padded with zero. */
    public static long sum(ByteBuffer buffer, int offset, int length, long start) {
        long sum = start;
        int at = offset;
        int end = offset + length;
        while (end - at >= 8) {
            long word = buffer.getLong(at);
            sum += (word >>> 32) + (word & 0xffffffffL);
            at += 8;
        }
        while (end - at >= 2) {
            sum += buffer.getShort(at) & 0xffffL;
            at += 2;
        }
        if (at < end) {
            sum += (buffer.get(at) & 0xffL) << 8;
        }
        return sum;
    }

    /** Folds a running sum to its 16-bit complement, the value that goes into a header. */
    public static int finish(long sum) {
        long folded = (sum >>> 32) + (sum & 0xffffffffL);
        folded = (folded >>> 32) + (folded & 0xffffffffL);
        folded = (folded >>> 16) + (folded & 0xffffL);
        folded = (folded >>> 16) + (folded & 0xffffL);
        folded = (folded >>> 16) + (folded & 0xffffL);
        return (int) ~folded & 0xffff;
    }

    /** Sum of the IPv4 pseudo-header (RFC 9293 3.1) for the header at {@code l3}. */
    public static long pseudoV4(ByteBuffer buffer, int l3, int protocol, int l4Length) {
        long addresses =
                (buffer.getInt(l3 + Ipv4.SOURCE) & 0xffffffffL) + (buffer.getInt(l3 + Ipv4.DESTINATION) & 0xffffffffL);
        return addresses + protocol + l4Length;
    }

    /** Sum of the IPv6 pseudo-header (RFC 8200 8.1) for the header at {@code l3}. */
    public static long pseudoV6(ByteBuffer buffer, int l3, int protocol, int l4Length) {
        return sum(buffer, l3 + Ipv6.SOURCE, 32, 0) + protocol + l4Length;
    }

    /** Pseudo-header sum of the family that the version nibble at {@code l3} names. */
    public static long pseudo(ByteBuffer buffer, int l3, int protocol, int l4Length) {
        return buffer.get(l3) >>> 4 == 4
                ? pseudoV4(buffer, l3, protocol, l4Length)
                : pseudoV6(buffer, l3, protocol, l4Length);
    }
}
