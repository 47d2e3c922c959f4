package io.openplex.stackd.sysplex;

import static io.openplex.stackd.loop.LoopParticipant.NEVER;

/**
 * When a stack that is out of its group tries to join again. Who was removed several times within a minute waits longer
 * each time: when all processors are busy, every join costs the others time that they do not have either, and members
 * that come back at once are removed again and again.
 */
final class Rejoin {
    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final long LONGEST_NANOS = 8_000_000_000L;
    private static final long QUIET_NANOS = 60_000_000_000L;

    private long due = NEVER;
    private long delay = FIRST_NANOS;
    private long removedAt;
    private boolean everRemoved;

    /** Nothing is to be tried. */
    void cancel() {
        due = NEVER;
    }

    /** Tries again in a second, or in the time of the last wait if that was within the last minute. */
    void soon(long nowNanos) {
        boolean busy = everRemoved && nowNanos - removedAt < QUIET_NANOS;
        due = nowNanos + (busy ? delay : FIRST_NANOS);
    }

    /** Removed from the group: tries again in a second, after several removals in twice the time of the last wait. */
    void removed(long nowNanos) {
        boolean again = everRemoved && nowNanos - removedAt < QUIET_NANOS;
        delay = again ? Math.min(2 * delay, LONGEST_NANOS) : FIRST_NANOS;
        everRemoved = true;
        removedAt = nowNanos;
        due = nowNanos + delay;
    }

    boolean isDue(long nowNanos) {
        return due <= nowNanos;
    }

    /** When it is to be tried, or NEVER. */
    long dueNanos() {
        return due;
    }
}
