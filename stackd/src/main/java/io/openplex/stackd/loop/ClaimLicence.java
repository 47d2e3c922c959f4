package io.openplex.stackd.loop;

/**
 * The right to claim addresses, asked at the top of each iteration and again immediately before its frames leave.
 * Whoever sends a claim outside of the flush (a gratuitous ARP for instance) asks as well.
 */
@FunctionalInterface
public interface ClaimLicence {
    /** For a stack that owns nothing by record, such as a plain host. */
    ClaimLicence ALWAYS = () -> Long.MAX_VALUE;

    /** Until when frames that claim an address may leave, by the loop's clock; in the past while none may. */
    long claimUntilNanos();

    /** True when frames that claim an address may leave at this instant. */
    default boolean mayClaim(long nowNanos) {
        return claimUntilNanos() > nowNanos;
    }
}
