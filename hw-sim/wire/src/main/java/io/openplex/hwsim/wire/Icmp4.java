package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;

/** ICMP (RFC 792): type 1, code 1, checksum 2, rest of header 4. */
public final class Icmp4 {
    /** Header length. */
    public static final int LENGTH = 8;

    /** Echo reply. */
    public static final int ECHO_REPLY = 0;

    /** Destination unreachable. */
    public static final int UNREACHABLE = 3;

    /** Echo request. */
    public static final int ECHO_REQUEST = 8;

    /** Time exceeded. */
    public static final int TIME_EXCEEDED = 11;

    /** Code of {@link #UNREACHABLE}: protocol. */
    public static final int CODE_PROTOCOL = 2;

    /** Code of {@link #UNREACHABLE}: port. */
    public static final int CODE_PORT = 3;

    private Icmp4() {}

    /** True when a header fits and the checksum over {@code length} bytes is right. */
    public static boolean check(ByteBuffer b, int at, int length) {
        return length >= LENGTH && InternetSum.finish(InternetSum.sum(b, at, length, 0)) == 0;
    }

    /** Type. */
    public static int type(ByteBuffer b, int at) {
        return b.get(at) & 0xff;
    }

    /** Code. */
    public static int code(ByteBuffer b, int at) {
        return b.get(at + 1) & 0xff;
    }

    /** Computes and stores the checksum over {@code length} bytes. */
    public static void writeChecksum(ByteBuffer b, int at, int length) {
        b.putShort(at + 2, (short) 0);
        b.putShort(at + 2, (short) InternetSum.finish(InternetSum.sum(b, at, length, 0)));
    }
}
