package io.openplex.distributor;

import java.util.Arrays;

/**
 * The connection routing table: 4-tuple to target, for both families, over primitive arrays.
 *
 * <p>The table is cut into {@value #SEGMENTS} segments by the hash; each is an open-addressing table of its own with
 * linear probing and grows alone, by half, so that no growth moves more than a 1/{@value #SEGMENTS} of the entries.
 * Removal shifts entries back; there are no tombstones. An entry is four longs:
 *
 * <pre>
 * 0  remote address, high half
 * 1  remote address, low half
 * 2  key: local port 16 | remote port 16 | owned-address slot + 1, 32 (0: empty)
 * 3  state: target 16 | flags 16 | last seen, seconds 32
 * </pre>
 *
 * A position ({@code long}) is valid until the next insertion or removal.
 */
final class ConnectionTable {
    /** No such entry. */
    static final long NONE = -1;

    /** Flag: a segment of the client other than a SYN was seen, so the handshake got through. */
    static final int CONFIRMED = 1;

    /** Flag: the client sent FIN or RST. */
    static final int CLOSING = 2;

    private static final int SEGMENTS = 256;
    private static final int WIDTH = 4;
    private static final int FIRST_CAPACITY = 16;

    private final KeyedHash hash;
    private final long[][] segments = new long[SEGMENTS][];
    private final int[] used = new int[SEGMENTS];
    private int size;

    ConnectionTable(KeyedHash hash) {
        this.hash = hash;
        for (int i = 0; i < SEGMENTS; i++) {
            segments[i] = new long[FIRST_CAPACITY * WIDTH];
        }
    }

    static long key(int slot, int localPort, int remotePort) {
        return (long) localPort << 48 | (long) remotePort << 32 | slot + 1;
    }

    /** Position of the entry, or {@link #NONE}. */
    long find(long remoteHigh, long remoteLow, long key) {
        long h = hash.hash(remoteHigh, remoteLow, key);
        int segment = (int) (h >>> 56);
        long[] cells = segments[segment];
        int capacity = cells.length / WIDTH;
        int at = home(h, capacity);
        while (true) {
            int base = at * WIDTH;
            long present = cells[base + 2];
            if (present == 0) {
                return NONE;
            }
            if (present == key && cells[base + 1] == remoteLow && cells[base] == remoteHigh) {
                return (long) segment << 32 | at;
            }
            at = at + 1 == capacity ? 0 : at + 1;
        }
    }

    /** Adds an entry that is not there yet and returns its position. */
    long insert(long remoteHigh, long remoteLow, long key, int target, int flags, int seconds) {
        long h = hash.hash(remoteHigh, remoteLow, key);
        int segment = (int) (h >>> 56);
        if ((used[segment] + 1) * 5L > segments[segment].length / WIDTH * 4L) {
            grow(segment);
        }
        long[] cells = segments[segment];
        int at = free(cells, h);
        int base = at * WIDTH;
        cells[base] = remoteHigh;
        cells[base + 1] = remoteLow;
        cells[base + 2] = key;
        cells[base + 3] = state(target, flags, seconds);
        used[segment]++;
        size++;
        return (long) segment << 32 | at;
    }

    /** Removes the entry at a position; entries behind it move up. */
    void remove(long position) {
        int segment = (int) (position >>> 32);
        long[] cells = segments[segment];
        int capacity = cells.length / WIDTH;
        int hole = (int) position;
        int at = hole;
        while (true) {
            at = at + 1 == capacity ? 0 : at + 1;
            int base = at * WIDTH;
            if (cells[base + 2] == 0) {
                break;
            }
            int home = home(hash.hash(cells[base], cells[base + 1], cells[base + 2]), capacity);
            boolean reachable = hole <= at ? home <= hole || home > at : home <= hole && home > at;
            if (reachable) {
                System.arraycopy(cells, base, cells, hole * WIDTH, WIDTH);
                hole = at;
            }
        }
        Arrays.fill(cells, hole * WIDTH, hole * WIDTH + WIDTH, 0);
        used[segment]--;
        size--;
    }

    void clear() {
        for (int i = 0; i < SEGMENTS; i++) {
            segments[i] = new long[FIRST_CAPACITY * WIDTH];
            used[i] = 0;
        }
        size = 0;
    }

    int size() {
        return size;
    }

    /** Number of cells in all segments, for bounded sweeps. */
    long capacity() {
        long cells = 0;
        for (long[] segment : segments) {
            cells += segment.length / WIDTH;
        }
        return cells;
    }

    /** Heap bytes of the cells. */
    long bytes() {
        return capacity() * WIDTH * Long.BYTES;
    }

    /**
     * The first occupied position at or after {@code from} within {@code limit} cells of it.
     *
     * @return a position; or {@code ~next} when none was found, {@code next} being where to go on, 0 after the end
     */
    long scan(long from, int limit) {
        int segment = (int) (from >>> 32);
        int at = (int) from;
        for (int seen = 0; seen < limit && segment < SEGMENTS; seen++) {
            long[] cells = segments[segment];
            if (at * WIDTH >= cells.length) {
                segment++;
                at = 0;
            } else if (cells[at * WIDTH + 2] != 0) {
                return (long) segment << 32 | at;
            } else {
                at++;
            }
        }
        return segment >= SEGMENTS ? ~0L : ~((long) segment << 32 | at);
    }

    long remoteHigh(long position) {
        return cell(position, 0);
    }

    long remoteLow(long position) {
        return cell(position, 1);
    }

    int slot(long position) {
        return (int) cell(position, 2) - 1;
    }

    int localPort(long position) {
        return (int) (cell(position, 2) >>> 48);
    }

    int remotePort(long position) {
        return (int) (cell(position, 2) >>> 32) & 0xffff;
    }

    int target(long position) {
        return (int) (cell(position, 3) >>> 48);
    }

    int flags(long position) {
        return (int) (cell(position, 3) >>> 32) & 0xffff;
    }

    int seconds(long position) {
        return (int) cell(position, 3);
    }

    void update(long position, int target, int flags, int seconds) {
        segments[(int) (position >>> 32)][(int) position * WIDTH + 3] = state(target, flags, seconds);
    }

    private long cell(long position, int word) {
        return segments[(int) (position >>> 32)][(int) position * WIDTH + word];
    }

    private static long state(int target, int flags, int seconds) {
        return (long) target << 48 | (long) flags << 32 | seconds & 0xffffffffL;
    }

    private static int home(long h, int capacity) {
        return (int) ((h & 0xffffffffL) * capacity >>> 32);
    }

    private static int free(long[] cells, long h) {
        int capacity = cells.length / WIDTH;
        int at = home(h, capacity);
        while (cells[at * WIDTH + 2] != 0) {
            at = at + 1 == capacity ? 0 : at + 1;
        }
        return at;
    }

    private void grow(int segment) {
        long[] old = segments[segment];
        int capacity = old.length / WIDTH;
        long[] cells = new long[(capacity + (capacity >> 1)) * WIDTH];
        for (int base = 0; base < old.length; base += WIDTH) {
            if (old[base + 2] != 0) {
                int at = free(cells, hash.hash(old[base], old[base + 1], old[base + 2]));
                System.arraycopy(old, base, cells, at * WIDTH, WIDTH);
            }
        }
        segments[segment] = cells;
    }
}
