package io.openplex.deploy.simulation;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One iteration of a loop that stops in the middle while the world goes on. It runs on a thread of its own, but only
 * while the world's thread waits for it: at every moment exactly one of the two runs, so nothing becomes random.
 */
final class HeldIteration {
    private final Semaphore worldMayRun = new Semaphore(0);
    private final Semaphore iterationMayRun = new Semaphore(0);
    private final Thread thread;
    private boolean held;
    private boolean killed;
    private boolean over;
    private @Nullable Throwable failure;

    /** The process has ended in the middle of an iteration. */
    static final class ProcessEnd extends Error {
        private static final long serialVersionUID = 1L;

        ProcessEnd() {
            super("the process has ended", null, false, false);
        }
    }

    HeldIteration(Runnable iteration) {
        thread = Thread.ofPlatform().daemon().name("held-iteration").unstarted(() -> {
            iterationMayRun.acquireUninterruptibly();
            try {
                iteration.run();
            } catch (ProcessEnd e) {
                killed = true;
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            over = true;
            worldMayRun.release();
        });
    }

    /** Runs until the iteration is held or over; true when it is held. */
    boolean begin() {
        thread.start();
        goOn();
        return !over;
    }

    /** Lets a held iteration come to its end. */
    void finish() {
        held = false;
        goOn();
    }

    /** Ends the process in which the iteration is held. */
    void kill() {
        killed = true;
        finish();
    }

    private void goOn() {
        iterationMayRun.release();
        worldMayRun.acquireUninterruptibly();
        Throwable thrown = failure;
        if (thrown != null) {
            throw new IllegalStateException("iteration failed", thrown);
        }
    }

    /** Called from within the iteration: stops here. Nothing when another thread calls. */
    void holdHere() {
        if (!Thread.currentThread().equals(thread) || held) {
            return;
        }
        held = true;
        worldMayRun.release();
        iterationMayRun.acquireUninterruptibly();
        if (killed) {
            throw new ProcessEnd();
        }
    }
}
