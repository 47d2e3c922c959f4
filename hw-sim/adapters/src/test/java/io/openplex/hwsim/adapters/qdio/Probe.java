package io.openplex.hwsim.adapters.qdio;

import io.openplex.hwsim.wire.Frame;
import java.nio.ByteBuffer;

/**
 * Packets that prove that they are whole: sequence (8), length (4), then bytes that follow from both. A packet that was
 * seen before it was finished, or whose buffer was used again too early, does not fit itself.
 */
final class Probe {
    /** Shortest probe, bytes. */
    static final int MIN = 16;

    private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

    private Probe() {}

    /** Makes a packet of this length (a multiple of 4) of the frame's bytes. */
    static Frame fill(Frame frame, long sequence, int length) {
        frame.reset();
        frame.length(length);
        ByteBuffer b = frame.buffer();
        int at = frame.offset();
        b.putLong(at, sequence);
        b.putInt(at + 8, length);
        for (int i = 12; i < length; i += 4) {
            b.putInt(at + i, word(sequence, length, i));
        }
        return frame;
    }

    /** The sequence of a packet, -1 when it is not whole. */
    static long sequence(Frame frame) {
        ByteBuffer b = frame.buffer();
        int at = frame.offset();
        int length = frame.length();
        if (length < MIN || b.getInt(at + 8) != length) {
            return -1;
        }
        long sequence = b.getLong(at);
        for (int i = 12; i < length; i += 4) {
            if (b.getInt(at + i) != word(sequence, length, i)) {
                return -1;
            }
        }
        return sequence;
    }

    private static int word(long sequence, int length, int at) {
        return (int) ((sequence * 31 + length + at) * MIX >>> 32);
    }
}
