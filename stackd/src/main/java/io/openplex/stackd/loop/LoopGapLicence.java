package io.openplex.stackd.loop;

/**
 * Suspends the right to claim when the stack has not completed an iteration for too long: the process was frozen, and
 * others may have taken its addresses. Whoever reads the ownership records again lifts the suspension.
 */
public final class LoopGapLicence implements ClaimLicence {
    private final long limitNanos;
    private long lastCompleted;
    private boolean suspended;
    private long suspensions;

    /**
     * A licence that is valid from now.
     *
     * @param limitNanos longest time between two completed iterations, below the time after which others isolate a
     *     silent member (two thirds of the session timeout)
     */
    public LoopGapLicence(long limitNanos, long nowNanos) {
        if (limitNanos <= 0) {
            throw new IllegalArgumentException("limit " + limitNanos);
        }
        this.limitNanos = limitNanos;
        lastCompleted = nowNanos;
    }

    @Override
    public boolean mayClaim(long nowNanos) {
        if (!suspended && nowNanos - lastCompleted > limitNanos) {
            suspended = true;
            suspensions++;
        }
        return !suspended;
    }

    @Override
    public void iterationCompleted(long flushedNanos) {
        lastCompleted = flushedNanos;
    }

    @Override
    public long renewByNanos() {
        return lastCompleted + limitNanos / 2;
    }

    /**
     * The ownership records have been read again and acted upon.
     *
     * @param readStartedNanos when reading them began; a freeze since then makes the reading worthless
     * @return true when the suspension is over, false when the records have to be read once more
     */
    public boolean reconfirmed(long readStartedNanos, long nowNanos) {
        if (nowNanos - readStartedNanos > limitNanos || nowNanos - lastCompleted > limitNanos) {
            return false;
        }
        suspended = false;
        return true;
    }

    /** Claims are suspended until {@link #reconfirmed}. */
    public boolean suspended() {
        return suspended;
    }

    /** Times that the licence was suspended. */
    public long suspensions() {
        return suspensions;
    }
}
