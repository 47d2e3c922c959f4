package io.openplex.deploy.simulation;

import io.openplex.stackd.loop.NanoClock;

/** The monotonic clock of one LPAR: it runs faster or slower than the world by a fixed rate. */
final class LparClock implements NanoClock {
    private static final long MILLION = 1_000_000L;

    /** Beyond this the conversion would overflow; nothing in a run lies that late. */
    private static final long HORIZON_NANOS = 8_000_000_000_000L;

    private final NanoClock world;
    private final long rate;
    private final Runnable reading;

    /**
     * A clock.
     *
     * @param skewPpm parts per million by which it is faster (negative: slower)
     * @param reading run before each reading: the moments at which an iteration can be held
     */
    LparClock(NanoClock world, int skewPpm, Runnable reading) {
        this.world = world;
        rate = MILLION + skewPpm;
        this.reading = reading;
    }

    @Override
    public long nanos() {
        reading.run();
        return local(world.nanos());
    }

    /** This clock's reading at a moment of the world. */
    long local(long worldNanos) {
        return worldNanos * rate / MILLION;
    }

    /** First moment of the world at which this clock reads so much. */
    long world(long localNanos) {
        if (localNanos > HORIZON_NANOS) {
            return Actor.NEVER;
        }
        return localNanos <= 0 ? localNanos : (localNanos * MILLION + rate - 1) / rate;
    }
}
