package io.openplex.dvipa;

/**
 * Limits and waits of the engine.
 *
 * @param stepNanos wait per better-ranked stack that does not act after an owner is gone
 * @param retryNanos wait before a record is read again after the service did not answer
 * @param recheckNanos wait before a record is read again when owner and table do not fit, and before a move is asked
 *     for again
 * @param maximumAddresses VIPADEFINE and VIPABACKUP addresses per stack (section 6)
 */
public record DvipaSettings(long stepNanos, long retryNanos, long recheckNanos, int maximumAddresses) {
    private static final long MILLISECOND = 1_000_000L;

    /** The values used when nothing else is configured. */
    public static final DvipaSettings DEFAULT =
            new DvipaSettings(100 * MILLISECOND, 100 * MILLISECOND, 500 * MILLISECOND, 1024);
}
