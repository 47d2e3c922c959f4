package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;

/** IPv4 header (RFC 791). Offsets are from the first byte of the header. */
public final class Ipv4 {
    /** Header length without options. */
    public static final int LENGTH = 20;

    /** Offset of the total length. */
    public static final int TOTAL_LENGTH = 2;

    /** Offset of the identification. */
    public static final int IDENTIFICATION = 4;

    /** Offset of flags and fragment offset. */
    public static final int FRAGMENT = 6;

    /** Offset of the time to live. */
    public static final int TTL = 8;

    /** Offset of the protocol. */
    public static final int PROTOCOL = 9;

    /** Offset of the header checksum. */
    public static final int CHECKSUM = 10;

    /** Offset of the source address. */
    public static final int SOURCE = 12;

    /** Offset of the destination address. */
    public static final int DESTINATION = 16;

    /** Flag: don't fragment. */
    public static final int FLAG_DF = 0x4000;

    /** Flag: more fragments. */
    public static final int FLAG_MF = 0x2000;

    /** Answer of {@link #check}: the header is good. */
    public static final int GOOD = 0;

    /** Answer of {@link #check}: shorter than a header, or than the lengths inside say. */
    public static final int BAD_LENGTH = 1;

    /** Answer of {@link #check}: not version 4. */
    public static final int BAD_VERSION = 2;

    /** Answer of {@link #check}: header checksum wrong. */
    public static final int BAD_CHECKSUM = 3;

    private Ipv4() {}

    /**
     * Proves that a whole, intact header and the packet that it announces lie in {@code length} bytes.
     *
     * @return {@link #GOOD} or the reason
     */
    public static int check(ByteBuffer b, int at, int length) {
        if (length < LENGTH) {
            return BAD_LENGTH;
        }
        if (b.get(at) >>> 4 != 4) {
            return BAD_VERSION;
        }
        int header = headerLength(b, at);
        int total = totalLength(b, at);
        if (header < LENGTH || total < header || total > length) {
            return BAD_LENGTH;
        }
        return InternetSum.finish(InternetSum.sum(b, at, header, 0)) == 0 ? GOOD : BAD_CHECKSUM;
    }

    /** Header length in bytes, 0 to 60. */
    public static int headerLength(ByteBuffer b, int at) {
        return (b.get(at) & 0xf) << 2;
    }

    /** Total length. */
    public static int totalLength(ByteBuffer b, int at) {
        return b.getShort(at + TOTAL_LENGTH) & 0xffff;
    }

    /** Flags and fragment offset as they stand. */
    public static int fragmentBits(ByteBuffer b, int at) {
        return b.getShort(at + FRAGMENT) & 0xffff;
    }

    /** True for any fragment, first, middle or last. */
    public static boolean isFragment(ByteBuffer b, int at) {
        return (fragmentBits(b, at) & (FLAG_MF | 0x1fff)) != 0;
    }

    /** Time to live. */
    public static int ttl(ByteBuffer b, int at) {
        return b.get(at + TTL) & 0xff;
    }

    /** Protocol. */
    public static int protocol(ByteBuffer b, int at) {
        return b.get(at + PROTOCOL) & 0xff;
    }

    /** Source, 32 bits. */
    public static int source(ByteBuffer b, int at) {
        return b.getInt(at + SOURCE);
    }

    /** Destination, 32 bits. */
    public static int destination(ByteBuffer b, int at) {
        return b.getInt(at + DESTINATION);
    }

    /** Writes a header without options and its checksum. */
    public static void write(
            ByteBuffer b, int at, int totalLength, int id, int fragmentBits, int ttl, int protocol, int src, int dst) {
        b.putShort(at, (short) 0x4500);
        b.putShort(at + TOTAL_LENGTH, (short) totalLength);
        b.putShort(at + IDENTIFICATION, (short) id);
        b.putShort(at + FRAGMENT, (short) fragmentBits);
        b.put(at + TTL, (byte) ttl);
        b.put(at + PROTOCOL, (byte) protocol);
        b.putInt(at + SOURCE, src);
        b.putInt(at + DESTINATION, dst);
        writeChecksum(b, at);
    }

    /** Computes and stores the header checksum. */
    public static void writeChecksum(ByteBuffer b, int at) {
        b.putShort(at + CHECKSUM, (short) 0);
        long sum = InternetSum.sum(b, at, headerLength(b, at), 0);
        b.putShort(at + CHECKSUM, (short) InternetSum.finish(sum));
    }
}
