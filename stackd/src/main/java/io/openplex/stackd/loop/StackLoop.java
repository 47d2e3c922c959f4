package io.openplex.stackd.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One iteration of a stack at a time: licence, inbox, adapters and links, timers, engines, control, flush with the
 * licence asked again. It owns no thread and never waits. All methods belong to the loop's thread.
 */
public final class StackLoop {
    private static final int INBOX_BATCH = 256;

    private final Inbox inbox;
    private final ClaimLicence licence;
    private final NanoClock clock;
    private final long thresholdNanos;
    private final LoopFailureHandler failureHandler;
    private final List<Registered> registered = new ArrayList<>();

    private Registered[] order = new Registered[0];
    private LoopFlusher[] flushers = new LoopFlusher[0];
    private String running = "";
    private boolean failed;
    private boolean suspended;
    private long iterations;
    private long busyIterations;
    private long overThreshold;
    private long longest;
    private long suspendedFlushes;
    private long suspensions;
    private boolean licensed;

    private record Registered(String name, LoopStage stage, LoopParticipant participant) {}

    /**
     * A loop without participants.
     *
     * @param clock read before and after the flush only: the loop may have been frozen since the iteration's time was
     *     read
     * @param thresholdNanos iterations longer than this are counted; a licence that has less left when an iteration
     *     begins counts for nothing in it
     */
    public StackLoop(
            Inbox inbox,
            ClaimLicence licence,
            NanoClock clock,
            long thresholdNanos,
            LoopFailureHandler failureHandler) {
        this.inbox = inbox;
        this.licence = licence;
        this.clock = clock;
        this.thresholdNanos = thresholdNanos;
        this.failureHandler = failureHandler;
    }

    /**
     * Adds a participant; within a stage they run in the order they were added. Takes effect with the next iteration.
     */
    public void add(String name, LoopStage stage, LoopParticipant participant) {
        int at = 0;
        while (at < registered.size() && registered.get(at).stage.compareTo(stage) <= 0) {
            at++;
        }
        registered.add(at, new Registered(name, stage, participant));
        order = registered.toArray(Registered[]::new);
    }

    /** Removes a participant; takes effect with the next iteration. */
    public void remove(LoopParticipant participant) {
        registered.removeIf(r -> r.participant.equals(participant));
        order = registered.toArray(Registered[]::new);
    }

    /** Adds what is flushed at the end of each iteration. */
    public void addFlusher(LoopFlusher flusher) {
        flushers = Arrays.copyOf(flushers, flushers.length + 1);
        flushers[flushers.length - 1] = flusher;
    }

    /**
     * Runs one iteration.
     *
     * @param nowNanos time of the iteration, of the same clock as the one given at construction
     * @return how much was done, 0 when idle or ended
     */
    public int step(long nowNanos) {
        if (failed) {
            return 0;
        }
        // What is left must cover this iteration (ownership rule, clause 13): its claims leave at its end.
        suspended = licence.claimUntilNanos() < nowNanos + thresholdNanos;
        iterations++;
        int work;
        try {
            work = runAll(nowNanos);
            flush();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            failed = true;
            failureHandler.failed(running, e, dump());
            return 0;
        }
        completed(nowNanos);
        if (work > 0) {
            busyIterations++;
        }
        return work;
    }

    private int runAll(long nowNanos) {
        running = "inbox";
        int work = inbox.drain(INBOX_BATCH);
        Registered[] now = order;
        for (Registered r : now) {
            running = r.name;
            work += r.participant.step(nowNanos);
        }
        return work;
    }

    private void flush() {
        running = "flush";
        long atFlush = clock.nanos();
        boolean mayClaim = !suspended && licence.mayClaim(atFlush);
        if (!mayClaim) {
            suspendedFlushes++;
            suspensions += licensed ? 1 : 0;
        }
        licensed = mayClaim;
        for (LoopFlusher flusher : flushers) {
            flusher.flush(mayClaim, atFlush);
        }
    }

    private void completed(long started) {
        long end = clock.nanos();
        long took = end - started;
        if (took > longest) {
            longest = took;
        }
        if (took > thresholdNanos) {
            overThreshold++;
        }
    }

    /** Earliest time at which an iteration has something to do even if nothing arrives. */
    public long nextDeadlineNanos() {
        long earliest = LoopParticipant.NEVER;
        for (Registered r : order) {
            earliest = Math.min(earliest, r.participant.nextDeadlineNanos());
        }
        return inbox.isEmpty() ? earliest : Long.MIN_VALUE;
    }

    /** Something threw; the loop runs nothing any more. */
    public boolean failed() {
        return failed;
    }

    /** Iterations begun. */
    public long iterations() {
        return iterations;
    }

    /** Iterations that did something. */
    public long busyIterations() {
        return busyIterations;
    }

    /** Iterations that took longer than the threshold. */
    public long overThreshold() {
        return overThreshold;
    }

    /** Longest iteration since the last call of {@link #resetLongest}, nanoseconds. */
    public long longestNanos() {
        return longest;
    }

    /** Starts a new period for {@link #longestNanos}. */
    public void resetLongest() {
        longest = 0;
    }

    /** Flushes at which the licence was refused. */
    public long suspendedFlushes() {
        return suspendedFlushes;
    }

    /** How often the licence was lost: flushes at which it was refused after one at which it was not. */
    public long suspensions() {
        return suspensions;
    }

    private String dump() {
        StringBuilder text = new StringBuilder(256);
        text.append("iterations=").append(iterations).append(" busy=").append(busyIterations);
        text.append(" longestNanos=").append(longest).append(" overThreshold=").append(overThreshold);
        text.append(" inbox=").append(inbox.depth()).append(" refusals=").append(inbox.refusals());
        text.append(" suspended=").append(suspended).append(" participants=");
        for (Registered r : order) {
            text.append(r.name).append('/').append(r.stage).append(' ');
        }
        return text.toString().stripTrailing();
    }
}
