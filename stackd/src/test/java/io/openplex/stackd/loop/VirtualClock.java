package io.openplex.stackd.loop;

/** Time that the test moves. */
final class VirtualClock implements NanoClock {
    long now = 1_000_000_000L;

    /** Added at every reading, as work would take time. */
    long perReading;

    @Override
    public long nanos() {
        now += perReading;
        return now;
    }
}
