package io.openplex.stackd.loop;

/** Something that holds frames back until the end of an iteration. */
@FunctionalInterface
public interface LoopFlusher {
    /**
     * Lets the frames of this iteration leave.
     *
     * @param mayClaim false: the right to own was not confirmed at this instant; what claims an address must not leave
     * @param nowNanos time read immediately before the call
     */
    void flush(boolean mayClaim, long nowNanos);
}
