package io.openplex.stackd.loop;

/** Something that the loop runs: a link, a timer list, an engine. */
public interface LoopParticipant {
    /** Deadline of a participant that waits for nothing. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Does what can be done now, a bounded amount of it.
     *
     * @param nowNanos time of this iteration
     * @return how much was done; 0 lets the loop become idle
     */
    int step(long nowNanos);

    /** Time at which {@link #step} has something to do even if nothing arrives, or {@link #NEVER}. */
    long nextDeadlineNanos();
}
