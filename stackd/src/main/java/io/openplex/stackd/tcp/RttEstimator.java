package io.openplex.stackd.tcp;

/** Retransmission time-out (RFC 6298), nanoseconds. */
final class RttEstimator {
    /** Clock granularity G of RFC 6298 2.2. */
    private static final long GRANULARITY = 1_000_000L;

    /** RFC 6298 5.7: the least time-out after a handshake in which the timer expired. */
    private static final long AFTER_LOST_SYN = 3_000_000_000L;

    private final long min;
    private final long max;
    private long srtt;
    private long rttvar;
    private long rto;
    private boolean measured;

    RttEstimator(long min, long initial, long max) {
        this.min = min;
        this.max = max;
        rto = initial;
    }

    long rto() {
        return rto;
    }

    /** A round trip of a segment that was sent once (Karn's algorithm, section 3). */
    void sample(long rtt) {
        if (measured) {
            rttvar += (Math.abs(srtt - rtt) - rttvar) / 4;
            srtt += (rtt - srtt) / 8;
        } else {
            measured = true;
            srtt = rtt;
            rttvar = rtt / 2;
        }
        compute();
    }

    private void compute() {
        rto = Math.min(max, Math.max(min, srtt + Math.max(GRANULARITY, 4 * rttvar)));
    }

    /**
     * New data was acknowledged, if only by a retransmission: the way is open and the back-off ends. RFC 6298 waits for
     * the next measurement instead; without time stamps a lossy way may not give one for minutes.
     */
    void progress() {
        if (measured) {
            compute();
        }
    }

    /** The timer expired (5.5). */
    void backOff() {
        rto = Math.min(max, rto * 2);
    }

    /** The timer had expired in the handshake; data is about to be sent (5.7). */
    void handshakeWasLossy() {
        rto = Math.min(max, AFTER_LOST_SYN);
    }
}
