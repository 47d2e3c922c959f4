package io.openplex.stackd.loop;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The thread of a stack: steps the loop as long as there is work, tries a few more times, then waits until a registered
 * channel becomes readable, an event is posted, or the next deadline comes. Under load nobody is asked: the loop polls
 * its channels itself.
 */
public final class StackRunner implements AutoCloseable {
    private static final int EMPTY_STEPS_BEFORE_WAIT = 8;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private final StackLoop loop;
    private final Inbox inbox;
    private final NanoClock clock;
    private final Runnable atEnd;
    private final LoopWait wait;
    private final Thread thread;

    private volatile boolean waiting;
    private volatile boolean stopping;
    private final AtomicLong waits = new AtomicLong();

    /**
     * A runner that has not started yet.
     *
     * @param name of the thread, the stack's job name
     * @param clock the same one that the loop has
     * @param atEnd run on the loop's thread after the last iteration, also after a failure: closes what the stack
     *     opened
     */
    public StackRunner(String name, StackLoop loop, Inbox inbox, NanoClock clock, Runnable atEnd) {
        this(name, loop, inbox, clock, SelectorWait.open(), atEnd);
    }

    /** The same with another place to wait, which it owns and closes. */
    public StackRunner(String name, StackLoop loop, Inbox inbox, NanoClock clock, LoopWait wait, Runnable atEnd) {
        this.loop = loop;
        this.inbox = inbox;
        this.clock = clock;
        this.wait = wait;
        this.atEnd = atEnd;
        thread = new Thread(this::run, name);
        inbox.onPost(this::wakeUp);
    }

    /**
     * From now on a datagram on this channel ends a wait. The channel is non-blocking and belongs to a participant that
     * polls it; closing it ends the registration. Before the start, or on the loop's thread.
     */
    public void register(SelectableChannel channel) {
        wait.register(channel);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /**
     * Asks the loop to end after one more iteration, and waits for it. What has to be said to others before (leaving
     * the group) is done by an event posted earlier.
     *
     * @return false when it did not end within the time
     */
    public boolean stop(Duration patience) throws InterruptedException {
        stopping = true;
        wakeUp();
        if (Thread.currentThread().equals(thread)) {
            return true;
        }
        return thread.join(patience);
    }

    /** True while the thread lives. */
    public boolean alive() {
        return thread.isAlive();
    }

    /** Times that the thread waited: grows by some ten a second in an idle stack, and hardly under load. */
    public long waits() {
        return waits.get();
    }

    /** Stops without waiting. */
    @Override
    public void close() {
        stopping = true;
        wakeUp();
        if (thread.getState() == Thread.State.NEW) {
            wait.close();
        }
    }

    private void wakeUp() {
        // Only a waiting loop costs its poster a system call; see idle() for why no wake-up is lost.
        if (waiting) {
            wait.wakeUp();
        }
    }

    private void run() {
        try {
            int empty = 0;
            while (!stopping && !loop.failed()) {
                if (loop.step(clock.nanos()) > 0) {
                    empty = 0;
                } else if (++empty < EMPTY_STEPS_BEFORE_WAIT) {
                    Thread.onSpinWait();
                } else {
                    idle();
                }
            }
            loop.step(clock.nanos());
        } finally {
            try {
                atEnd.run();
            } finally {
                wait.close();
            }
        }
    }

    /**
     * Waits. {@code waiting} is raised before the inbox is looked at, and a poster looks at {@code waiting} after it
     * has put its event: one of the two sees the other.
     */
    private void idle() {
        waiting = true;
        long now = clock.nanos();
        long deadline = Math.min(loop.nextDeadlineNanos(), now + LONGEST_WAIT_NANOS);
        if (deadline > now && inbox.isEmpty() && !stopping) {
            long limit = deadline - now;
            waits.lazySet(waits.get() + 1);
            wait.await(limit);
        }
        waiting = false;
    }
}
