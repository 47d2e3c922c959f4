package io.openplex.hwsim.adapters.qdio;

/** Counters of one end of a queue since its activation; a live view. */
public final class QueueStatistics {
    private static final int REASONS = QueueDrop.values().length;

    private final long[] drops = new long[REASONS];
    long packets;
    long bytes;
    long buffers;
    long rings;
    long errors;

    QueueStatistics() {}

    /** Packets put into buffers that were primed, or taken out. */
    public long packets() {
        return packets;
    }

    /** Bytes of those packets. */
    public long bytes() {
        return bytes;
    }

    /** Buffers primed, or finished. */
    public long buffers() {
        return buffers;
    }

    /** Times that this end rang the doorbell. */
    public long rings() {
        return rings;
    }

    /**
     * Nonsense that the other side left in slots, lengths or packet headers, and buffers that it gave back in error.
     */
    public long errors() {
        return errors;
    }

    /** Packets dropped for this reason. */
    public long dropped(QueueDrop reason) {
        return drops[reason.ordinal()];
    }

    /** Packets dropped for any reason. */
    public long dropped() {
        long all = 0;
        for (long count : drops) {
            all += count;
        }
        return all;
    }

    void drop(QueueDrop reason, long count) {
        drops[reason.ordinal()] += count;
    }
}
