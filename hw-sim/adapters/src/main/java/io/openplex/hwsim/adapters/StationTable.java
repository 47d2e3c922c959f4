package io.openplex.hwsim.adapters;

/** Where stations were last heard: MAC address to switch port, bounded and ageing. */
final class StationTable {
    static final int UNKNOWN = -1;

    /** A full table is searched for old entries at most this often, however many strangers knock. */
    private static final long SWEEP_NANOS = 1_000_000_000L;

    private final long ageNanos;
    private final KeyIndex index;
    private final int[] port;
    private final long[] heardNanos;
    private boolean swept;
    private long lastSweepNanos;

    StationTable(int capacity, long ageNanos) {
        this.ageNanos = ageNanos;
        index = new KeyIndex(capacity);
        port = new int[capacity];
        heardNanos = new long[capacity];
    }

    /** Remembers, moves or refreshes a station; false when there is no room for a new one. */
    boolean heard(long mac, int onPort, long nowNanos) {
        int id = index.find(0, mac);
        if (id < 0) {
            if (index.isFull()) {
                sweep(nowNanos);
            }
            id = index.add(0, mac);
            if (id < 0) {
                return false;
            }
        }
        port[id] = onPort;
        heardNanos[id] = nowNanos;
        return true;
    }

    /** Port of a station, or {@link #UNKNOWN}. */
    int portOf(long mac, long nowNanos) {
        int id = index.find(0, mac);
        if (id < 0) {
            return UNKNOWN;
        }
        if (nowNanos - heardNanos[id] >= ageNanos) {
            index.remove(id);
            return UNKNOWN;
        }
        return port[id];
    }

    /** Forgets all stations of a port. */
    void forget(int ofPort) {
        for (int id = index.top() - 1; id >= 0; id--) {
            if (index.isUsed(id) && port[id] == ofPort) {
                index.remove(id);
            }
        }
    }

    private void sweep(long nowNanos) {
        if (swept && nowNanos - lastSweepNanos < SWEEP_NANOS) {
            return;
        }
        swept = true;
        lastSweepNanos = nowNanos;
        for (int id = index.top() - 1; id >= 0; id--) {
            if (index.isUsed(id) && nowNanos - heardNanos[id] >= ageNanos) {
                index.remove(id);
            }
        }
    }

    int size() {
        return index.size();
    }
}
