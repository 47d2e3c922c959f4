package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.Tcp;

/** Congestion window, bytes: RFC 5681 with NewReno recovery (RFC 6582) and the initial window of RFC 6928. */
final class Congestion {
    private static final int DUPLICATES = 3;

    private final int cap;
    private int mss;
    private int window;
    private int threshold = Integer.MAX_VALUE;
    private int duplicates;
    private boolean recovering;
    private int recover;

    Congestion(int cap) {
        this.cap = cap;
    }

    /** The handshake is done; {@code una} is the first number of data. */
    void open(int segmentBytes, int una) {
        mss = segmentBytes;
        window = initialWindow();
        recover = una;
    }

    int window() {
        return window;
    }

    int duplicates() {
        return duplicates;
    }

    private int initialWindow() {
        return Math.min(10 * mss, Math.max(2 * mss, 14_600));
    }

    /** Nothing was sent for longer than a time-out (RFC 5681 4.1). */
    void restartAfterIdle() {
        window = Math.min(window, initialWindow());
    }

    /**
     * New data was acknowledged.
     *
     * @return true when the segment at {@code ack} is lost too and must be sent again now (partial acknowledgement)
     */
    boolean acknowledged(int ack, int bytes) {
        duplicates = 0;
        if (recovering) {
            if (Tcp.before(ack, recover)) {
                window = Math.max(mss, window - bytes + mss);
                return true;
            }
            recovering = false;
            window = Math.max(mss, threshold);
            return false;
        }
        int growth = window < threshold ? Math.min(bytes, mss) : (int) Math.max(1, (long) mss * mss / window);
        window = Math.min(cap, window + growth);
        return false;
    }

    /**
     * A duplicate acknowledgement.
     *
     * @return true when the segment at SND.UNA shall be sent again now
     */
    boolean duplicate(int una, int sndMax) {
        duplicates++;
        if (recovering) {
            window = Math.min(cap, window + mss);
            return false;
        }
        if (duplicates != DUPLICATES || Tcp.before(una, recover)) {
            return false;
        }
        recovering = true;
        recover = sndMax;
        threshold = Math.max((sndMax - una) / 2, 2 * mss);
        window = threshold + DUPLICATES * mss;
        return true;
    }

    /** The retransmission timer expired. */
    void timedOut(int una, int sndMax) {
        threshold = Math.max((sndMax - una) / 2, 2 * mss);
        window = mss;
        duplicates = 0;
        recovering = false;
        recover = sndMax;
    }
}
