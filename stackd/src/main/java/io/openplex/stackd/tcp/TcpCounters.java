package io.openplex.stackd.tcp;

/** Counts since start, by what they count. */
public final class TcpCounters {
    private static final int COUNTERS = TcpCounter.values().length;

    private final long[] counts = new long[COUNTERS];

    TcpCounters() {}

    void add(TcpCounter counter) {
        counts[counter.ordinal()]++;
    }

    /** The count so far. */
    public long of(TcpCounter counter) {
        return counts[counter.ordinal()];
    }
}
