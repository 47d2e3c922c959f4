package io.openplex.stackd.ip;

/** A token bucket in virtual or real time. */
final class RateLimit {
    private final long nanosPerToken;
    private final long burstNanos;
    private long usedUntil;
    private boolean started;

    RateLimit(int perSecond, int burst) {
        nanosPerToken = 1_000_000_000L / perSecond;
        burstNanos = nanosPerToken * burst;
    }

    /** Takes a token if there is one. */
    boolean take(long nowNanos) {
        if (!started || usedUntil < nowNanos) {
            usedUntil = nowNanos;
            started = true;
        }
        if (usedUntil - nowNanos + nanosPerToken > burstNanos) {
            return false;
        }
        usedUntil += nanosPerToken;
        return true;
    }
}
