package io.openplex.stackd.loop;

import java.util.PriorityQueue;

/**
 * One-shot timers for the control path, run by the loop: earliest first, equal deadlines in the order they were set.
 * The packet path keeps its own deadlines, because setting one of these allocates.
 */
public final class LoopTimers implements LoopParticipant {
    private final PriorityQueue<Timer> waiting = new PriorityQueue<>();
    private long sequence;

    /** Runs the action at the first iteration at or after the deadline. */
    public Timer at(long deadlineNanos, Runnable action) {
        Timer timer = new Timer(deadlineNanos, sequence++, action);
        waiting.add(timer);
        return timer;
    }

    @Override
    public int step(long nowNanos) {
        int work = 0;
        // A timer set by an action waits for the next iteration, even when its deadline has passed.
        long before = sequence;
        while (true) {
            Timer first = waiting.peek();
            if (first == null || first.deadline - nowNanos > 0 || first.order >= before) {
                return work;
            }
            waiting.poll();
            if (!first.cancelled) {
                first.action.run();
                work++;
            }
        }
    }

    @Override
    public long nextDeadlineNanos() {
        Timer first = waiting.peek();
        return first == null ? NEVER : first.deadline;
    }

    /** One timer. */
    public static final class Timer implements Comparable<Timer> {
        private final long deadline;
        private final long order;
        private final Runnable action;
        private boolean cancelled;

        private Timer(long deadline, long order, Runnable action) {
            this.deadline = deadline;
            this.order = order;
            this.action = action;
        }

        /** The action does not run any more. */
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Timer other) {
            int byDeadline = Long.compare(deadline, other.deadline);
            return byDeadline != 0 ? byDeadline : Long.compare(order, other.order);
        }

        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(order);
        }
    }
}
