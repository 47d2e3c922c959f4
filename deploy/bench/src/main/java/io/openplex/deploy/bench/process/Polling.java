package io.openplex.deploy.bench.process;

import io.openplex.deploy.lab.LabFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what other processes do: asks again and again, for a bounded time. */
public final class Polling {
    private Polling() {}

    /** True as soon as it holds; false when it did not in time. */
    public static boolean holds(Duration patience, long everyMillis, BooleanSupplier what) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!what.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            pause(everyMillis);
        }
        return true;
    }

    /** Returns as soon as it holds; fails with that text when it did not in time. */
    public static void until(Duration patience, long everyMillis, BooleanSupplier what, Supplier<String> failure)
            throws InterruptedException {
        if (!holds(patience, everyMillis, what)) {
            throw LabFailure.failed(failure.get());
        }
    }

    /** Lets time pass. */
    public static void pause(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(left);
        }
    }
}
