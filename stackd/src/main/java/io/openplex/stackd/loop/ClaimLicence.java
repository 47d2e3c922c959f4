package io.openplex.stackd.loop;

/**
 * The right to claim addresses, asked at the top of each iteration and again immediately before its frames leave.
 * Whoever sends a claim outside of the flush (a gratuitous ARP for instance) asks as well.
 */
@FunctionalInterface
public interface ClaimLicence {
    /** For a stack that owns nothing by record, such as a plain host. */
    ClaimLicence ALWAYS = nowNanos -> true;

    /** True when frames that claim an address may leave at this instant. */
    boolean mayClaim(long nowNanos);

    /**
     * An iteration has ended, its frames have left.
     *
     * @param flushedNanos time at which {@link #mayClaim} was asked before they did
     */
    default void iterationCompleted(long flushedNanos) {}

    /**
     * Time by which another iteration has to be completed so that the licence lives, or {@link LoopParticipant#NEVER}.
     */
    default long renewByNanos() {
        return LoopParticipant.NEVER;
    }
}
