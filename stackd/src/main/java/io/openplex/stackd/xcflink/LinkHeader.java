package io.openplex.stackd.xcflink;

import java.nio.ByteBuffer;

/**
 * Header of a link datagram, big endian; one IP packet follows.
 *
 * <pre>
 *   0   4  magic "OXL" and version 1
 *   4   4  group tag
 *   8   8  incarnation of the sender
 *  16   8  incarnation of the receiver, as the sender knows it
 *  24   8  sequence, from 1, without gaps
 *  32   8  keyed checksum over header and packet, computed with this field zero
 * </pre>
 */
final class LinkHeader {
    /** Header length. */
    static final int LENGTH = 40;

    /** Most bytes that a UDP datagram over IPv4 carries. */
    static final int LARGEST_DATAGRAM = 65507;

    static final int MAGIC = 0x4f584c01;

    private static final int GROUP = 4;
    private static final int SENDER = 8;
    private static final int RECEIVER = 16;
    private static final int SEQUENCE = 24;
    private static final int CHECKSUM = 32;

    private LinkHeader() {}

    /** Writes the header; the packet already lies behind it, {@code length} is that of both. */
    static void write(
            ByteBuffer b, int at, int length, int groupTag, long sender, long receiver, long sequence, SipHash hash) {
        b.putInt(at, MAGIC);
        b.putInt(at + GROUP, groupTag);
        b.putLong(at + SENDER, sender);
        b.putLong(at + RECEIVER, receiver);
        b.putLong(at + SEQUENCE, sequence);
        b.putLong(at + CHECKSUM, 0);
        b.putLong(at + CHECKSUM, hash.of(b, at, length));
    }

    static int magic(ByteBuffer b, int at) {
        return b.getInt(at);
    }

    static int groupTag(ByteBuffer b, int at) {
        return b.getInt(at + GROUP);
    }

    static long sender(ByteBuffer b, int at) {
        return b.getLong(at + SENDER);
    }

    static long receiver(ByteBuffer b, int at) {
        return b.getLong(at + RECEIVER);
    }

    static long sequence(ByteBuffer b, int at) {
        return b.getLong(at + SEQUENCE);
    }

    /** True when the checksum is right; the field is zero afterwards. */
    static boolean authentic(ByteBuffer b, int at, int length, SipHash hash) {
        long said = b.getLong(at + CHECKSUM);
        b.putLong(at + CHECKSUM, 0);
        return hash.of(b, at, length) == said;
    }
}
