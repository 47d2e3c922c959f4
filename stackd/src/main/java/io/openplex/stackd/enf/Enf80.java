package io.openplex.stackd.enf;

/**
 * The EZAENF80 parameter list of a sysplex event: 28 bytes, EBCDIC, big endian (operations.md 5.2).
 *
 * <pre>
 *  0  6  "ENF80 "       8  2  length 28       16  1  X'80' JOIN, X'40' LEAVE
 *  6  1  version 1     10  2  0               17  3  0
 *  7  1  0             12  4  X'40000000'     20  8  job name, blank padded
 * </pre>
 */
public final class Enf80 {
    /** Event code. */
    public static final int EVENT_CODE = 80;

    /** Qualifier of sysplex events. */
    public static final int SYSPLEX_QUALIFIER = 0x4000_0000;

    private static final int LENGTH = 28;
    private static final int JOIN_FLAG = 0x80;
    private static final int LEAVE_FLAG = 0x40;
    private static final int JOB_LENGTH = 8;
    private static final int BLANK = 0x40;

    private Enf80() {}

    /**
     * Encodes a list.
     *
     * @param kind JOIN or LEAVE
     * @param job job name of the stack; only its first 8 characters are used
     */
    public static byte[] encode(EnfEvent.Kind kind, String job) {
        byte[] list = new byte[LENGTH];
        put(list, 0, "ENF80", 6);
        list[6] = 1;
        list[9] = LENGTH;
        list[12] = (byte) (SYSPLEX_QUALIFIER >>> 24);
        list[16] = (byte) (kind == EnfEvent.Kind.JOIN ? JOIN_FLAG : LEAVE_FLAG);
        put(list, 20, job, JOB_LENGTH);
        return list;
    }

    private static void put(byte[] list, int at, String text, int width) {
        for (int i = 0; i < width; i++) {
            list[at + i] = (byte) (i < text.length() ? ebcdic(text.charAt(i)) : BLANK);
        }
    }

    /** The characters of z/OS names in code pages 037 and 1047, which agree on them; anything else is X'6F' (?). */
    private static int ebcdic(char c) {
        if (c >= 'A' && c <= 'I') {
            return 0xc1 + c - 'A';
        }
        if (c >= 'J' && c <= 'R') {
            return 0xd1 + c - 'J';
        }
        if (c >= 'S' && c <= 'Z') {
            return 0xe2 + c - 'S';
        }
        if (c >= '0' && c <= '9') {
            return 0xf0 + c - '0';
        }
        return switch (c) {
            case ' ' -> BLANK;
            case '$' -> 0x5b;
            case '#' -> 0x7b;
            case '@' -> 0x7c;
            default -> 0x6f;
        };
    }
}
