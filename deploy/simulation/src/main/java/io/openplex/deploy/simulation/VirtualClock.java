package io.openplex.deploy.simulation;

import io.openplex.stackd.loop.NanoClock;

/** The one clock of a simulated world; only the world moves it. */
public final class VirtualClock implements NanoClock {
    /** Wall clock at the beginning of every world: 2026-01-01T00:00:00Z, milliseconds since 1970. */
    private static final long EPOCH_MILLIS = 1_767_225_600_000L;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private long nowNanos;

    VirtualClock() {}

    @Override
    public long nanos() {
        return nowNanos;
    }

    /** Wall clock, milliseconds since 1970. */
    public long wallMillis() {
        return EPOCH_MILLIS + nowNanos / NANOS_PER_MILLI;
    }

    void advanceTo(long nanos) {
        if (nanos < nowNanos) {
            throw new IllegalArgumentException("time does not run backwards: " + nanos + " after " + nowNanos);
        }
        nowNanos = nanos;
    }
}
