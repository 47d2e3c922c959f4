package io.openplex.hwsim.adapters.qdio;

import java.util.Locale;

/**
 * The 64 bits of a slot: everything about it is read, and changed, in one access.
 *
 * <pre>
 *   63            32 31    24 23        12 11         0
 *   |  generation   | state  |  buffer    |   lines    |      in a dump, for example  00000007 82 003 019
 * </pre>
 *
 * <ul>
 *   <li>generation: number of the activation that the word belongs to, never 0 while one is in force
 *   <li>state: {@link Slsb}
 *   <li>buffer: number of the storage buffer, 0 to 4095, as an SBAL names storage by its address
 *   <li>lines: bytes used from its start, in lines of {@value #LINE} bytes, 0 to 1024
 * </ul>
 */
public final class SlotWord {
    /** Unit of lengths in a storage buffer, bytes. */
    public static final int LINE = 64;

    /** Numbers of storage buffers are below this. */
    static final int BUFFERS_MAX = 1 << 12;

    private SlotWord() {}

    static long of(int generation, int state, int buffer, int lines) {
        return (long) generation << 32 | (long) state << 24 | (long) buffer << 12 | lines;
    }

    static int generation(long word) {
        return (int) (word >>> 32);
    }

    static int state(long word) {
        return (int) word >>> 24;
    }

    static int buffer(long word) {
        return (int) word >>> 12 & 0xfff;
    }

    static int lines(long word) {
        return (int) word & 0xfff;
    }

    /** The word for a dump. */
    public static String toString(long word) {
        return String.format(
                Locale.ROOT, "%08X %02X %03X %03X", generation(word), state(word), buffer(word), lines(word));
    }
}
