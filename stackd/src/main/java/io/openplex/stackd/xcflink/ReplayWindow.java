package io.openplex.stackd.xcflink;

import java.util.Arrays;

/**
 * Lets each sequence number pass once (RFC 4303 3.4.3), as long as it is not more than 1024 behind the highest; and
 * counts those that never came.
 */
final class ReplayWindow {
    /** Numbers that are remembered. */
    static final int SIZE = 1024;

    private final long[] seen = new long[SIZE / 64];
    private long highest;
    private long accepted;

    /** True when the number is new. Numbers start at 1. */
    boolean accept(long sequence) {
        if (sequence <= 0 || sequence <= highest - SIZE) {
            return false;
        }
        if (sequence > highest) {
            advance(sequence);
        } else if ((seen[word(sequence)] & bit(sequence)) != 0) {
            return false;
        }
        seen[word(sequence)] |= bit(sequence);
        accepted++;
        return true;
    }

    private void advance(long sequence) {
        if (sequence - highest >= SIZE) {
            Arrays.fill(seen, 0);
        } else {
            for (long passed = highest + 1; passed <= sequence; passed++) {
                seen[word(passed)] &= ~bit(passed);
            }
        }
        highest = sequence;
    }

    /** Numbers up to the highest that have not come: lost, or still on their way. */
    long missing() {
        return highest - accepted;
    }

    private static int word(long sequence) {
        return (int) (sequence >>> 6) & SIZE / 64 - 1;
    }

    private static long bit(long sequence) {
        return 1L << (sequence & 63);
    }
}
