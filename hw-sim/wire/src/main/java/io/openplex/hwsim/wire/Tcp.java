package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;

/** TCP header (RFC 9293 3.1). */
public final class Tcp {
    /** Header length without options. */
    public static final int LENGTH = 20;

    /** Offset of the sequence number. */
    public static final int SEQUENCE = 4;

    /** Offset of the acknowledgement number. */
    public static final int ACKNOWLEDGEMENT = 8;

    /** Offset of data offset and flags (16 bits). */
    public static final int OFFSET_FLAGS = 12;

    /** Offset of the window. */
    public static final int WINDOW = 14;

    /** Offset of the checksum. */
    public static final int CHECKSUM = 16;

    /** Flag FIN. */
    public static final int FIN = 0x01;

    /** Flag SYN. */
    public static final int SYN = 0x02;

    /** Flag RST. */
    public static final int RST = 0x04;

    /** Flag PSH. */
    public static final int PSH = 0x08;

    /** Flag ACK. */
    public static final int ACK = 0x10;

    /** Flag URG. */
    public static final int URG = 0x20;

    /** Flag ECE (RFC 3168 6.1), outside the six of {@link #flags}. */
    public static final int ECE = 0x40;

    /** Flag CWR (RFC 3168 6.1), outside the six of {@link #flags}. */
    public static final int CWR = 0x80;

    /** Option: end of list. */
    public static final int OPTION_END = 0;

    /** Option: no operation. */
    public static final int OPTION_NOP = 1;

    /** Option: maximum segment size, length 4. */
    public static final int OPTION_MSS = 2;

    /** Option: window scale, length 3 (RFC 7323). */
    public static final int OPTION_WINDOW_SCALE = 3;

    private Tcp() {}

    /** True when the header with its options lies in {@code length} bytes. */
    public static boolean check(ByteBuffer b, int at, int length) {
        return length >= LENGTH && headerLength(b, at) >= LENGTH && headerLength(b, at) <= length;
    }

    /** True when the checksum of header and data, {@code length} bytes, with the IP header at {@code l3} is right. */
    public static boolean checksumGood(ByteBuffer b, int l3, int at, int length) {
        long pseudo = InternetSum.pseudo(b, l3, IpProtocol.TCP, length);
        return InternetSum.finish(InternetSum.sum(b, at, length, pseudo)) == 0;
    }

    /** Source port. */
    public static int sourcePort(ByteBuffer b, int at) {
        return b.getShort(at) & 0xffff;
    }

    /** Destination port. */
    public static int destinationPort(ByteBuffer b, int at) {
        return b.getShort(at + 2) & 0xffff;
    }

    /** Sequence number; compare with {@link #before}. */
    public static int sequence(ByteBuffer b, int at) {
        return b.getInt(at + SEQUENCE);
    }

    /** Acknowledgement number. */
    public static int acknowledgement(ByteBuffer b, int at) {
        return b.getInt(at + ACKNOWLEDGEMENT);
    }

    /** Header length with options, 0 to 60. */
    public static int headerLength(ByteBuffer b, int at) {
        return (b.get(at + OFFSET_FLAGS) & 0xf0) >>> 2;
    }

    /** The six flags. */
    public static int flags(ByteBuffer b, int at) {
        return b.get(at + OFFSET_FLAGS + 1) & 0x3f;
    }

    /** Window as it stands, unscaled. */
    public static int window(ByteBuffer b, int at) {
        return b.getShort(at + WINDOW) & 0xffff;
    }

    /** Sequence-space order (RFC 9293 3.4): a before b, modulo 2^32. */
    public static boolean before(int a, int b) {
        return a - b < 0;
    }

    /** Computes and stores the checksum of {@code length} bytes with the IP header at {@code l3}. */
    public static void writeChecksum(ByteBuffer b, int l3, int at, int length) {
        b.putShort(at + CHECKSUM, (short) 0);
        long pseudo = InternetSum.pseudo(b, l3, IpProtocol.TCP, length);
        b.putShort(at + CHECKSUM, (short) InternetSum.finish(InternetSum.sum(b, at, length, pseudo)));
    }
}
