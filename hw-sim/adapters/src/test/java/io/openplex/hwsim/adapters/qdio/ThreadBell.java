package io.openplex.hwsim.adapters.qdio;

import java.util.concurrent.locks.LockSupport;

/**
 * A doorbell for a thread. It sleeps with open eyes for a moment: then the other side answers within a few hundred
 * nanoseconds, and its answer falls again and again on the very instructions of going to sleep.
 */
final class ThreadBell implements Doorbell {
    private static final long NAP_NANOS = 1_000_000_000L;
    private static final int SPINS = 1_000;

    private final long patienceNanos;
    private volatile boolean rung;
    private volatile Thread sleeper;

    ThreadBell(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    @Override
    public void ring() {
        rung = true;
        LockSupport.unpark(sleeper);
    }

    /** Waits for a ring; false when none came: whoever waits has been forgotten. */
    boolean await() {
        for (int spin = 0; spin < SPINS && !rung; spin++) {
            Thread.onSpinWait();
        }
        sleeper = Thread.currentThread();
        long end = System.nanoTime() + patienceNanos;
        while (!rung) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
        rung = false;
        return true;
    }
}
