package io.openplex.xcf.zookeeper;

import io.openplex.xcf.api.LoopInbox;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns all state of this module, and the door from it into the stack's loop. Curator, gRPC and the
 * sockets only {@link #execute} onto it; none of its tasks blocks.
 */
final class Rim implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rim.class);
    private static final long RETRY_MS = 5;

    private final ScheduledThreadPoolExecutor thread;
    private final LoopInbox inbox;
    private final XcfCounters counters;

    /** Events that the inbox refused and that must not be lost. */
    private final Deque<Runnable> refused = new ArrayDeque<>();

    Rim(String name, LoopInbox inbox, XcfCounters counters) {
        this.inbox = inbox;
        this.counters = counters;
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon(true).factory());
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRejectedExecutionHandler((task, executor) -> {}); // late events of a closed module
    }

    /** Runs a task after all that were given before; does nothing once closed. Any thread. */
    void execute(Runnable task) {
        thread.execute(() -> guarded(task));
    }

    /** Runs a task later, unless closed by then. Any thread. */
    void schedule(long delayMs, Runnable task) {
        var _ = thread.schedule(() -> guarded(task), delayMs, TimeUnit.MILLISECONDS);
    }

    /** Has an event run on the loop, in order, as soon as the inbox takes it. */
    void deliver(Runnable event) {
        if (!refused.isEmpty() || !inbox.post(event)) {
            counters.add(XcfCounters.Count.INBOX_FULL);
            refused.add(event);
            if (refused.size() == 1) {
                schedule(RETRY_MS, this::deliverRefused);
            }
        }
    }

    /** Has an event run on the loop if the inbox takes it now. */
    boolean offer(Runnable event) {
        if (refused.isEmpty() && inbox.post(event)) {
            return true;
        }
        counters.add(XcfCounters.Count.INBOX_FULL);
        return false;
    }

    private void deliverRefused() {
        while (!refused.isEmpty() && inbox.post(refused.element())) {
            refused.remove();
        }
        if (!refused.isEmpty()) {
            schedule(RETRY_MS, this::deliverRefused);
        }
    }

    /**
     * A task that throws has left this module in an unknown state. A stack with a stale view of its group would go on
     * answering for its addresses, so the failure goes to the loop, which ends the stack; the others take over.
     */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("XCF task failed; the stack ends", e);
            deliver(() -> {
                throw new IllegalStateException("XCF failed: " + e, e);
            });
        }
    }

    /** Runs nothing more; returns when the thread is gone, at most after 2 s. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("XCF thread does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
