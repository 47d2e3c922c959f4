package io.openplex.stackd.tcp;

import java.nio.ByteBuffer;

/**
 * Bytes received: a ring that begins with the first byte that is not yet read. Behind the readable bytes, out-of-order
 * text lies where it will belong, described by a few ranges that never touch. Distances are from RCV.NXT.
 */
final class ReceiveBuffer {
    /** Most gaps at once; text that would open another is dropped and comes again. */
    static final int RANGES_MAX = 32;

    /** Answer of {@link #store}: the text would open a gap too many. */
    static final int TOO_MANY_GAPS = -1;

    /** Answer of {@link #store}: the memory for buffers is used up. */
    static final int NO_MEMORY = -2;

    private static final byte[] NONE = {};

    private final BufferPool pool;
    private final int[] from = new int[RANGES_MAX];
    private final int[] to = new int[RANGES_MAX];
    private byte[] ring = NONE;
    private int start;
    private int readable;
    private int ranges;

    ReceiveBuffer(BufferPool pool) {
        this.pool = pool;
    }

    int capacity() {
        return pool.bytes();
    }

    int readable() {
        return readable;
    }

    /** True while text waits behind a gap. */
    boolean gaps() {
        return ranges > 0;
    }

    /**
     * Stores text at {@code distance} from RCV.NXT; the caller has cut it to the window.
     *
     * @return bytes by which RCV.NXT advances, 0 when there is still a gap before; {@link #TOO_MANY_GAPS} or
     *     {@link #NO_MEMORY} when it was dropped
     */
    int store(ByteBuffer source, int sourceAt, int count, int distance) {
        if (ring.length == 0) {
            byte[] taken = pool.take();
            if (taken == null) {
                return NO_MEMORY;
            }
            ring = taken;
            start = 0;
        }
        if (distance > 0 && !remember(distance, distance + count)) {
            return TOO_MANY_GAPS;
        }
        int at = wrap(start + readable + distance);
        int first = Math.min(count, ring.length - at);
        source.get(sourceAt, ring, at, first);
        source.get(sourceAt + first, ring, 0, count - first);
        return distance > 0 ? 0 : advance(count);
    }

    /** Enters [a, b) into the ranges, which are sorted and do not touch; false when there would be too many. */
    private boolean remember(int a, int b) {
        int low = 0;
        while (low < ranges && to[low] < a) {
            low++;
        }
        int high = low;
        int newFrom = a;
        int newTo = b;
        while (high < ranges && from[high] <= b) {
            newFrom = Math.min(newFrom, from[high]);
            newTo = Math.max(newTo, to[high]);
            high++;
        }
        if (high == low && ranges == RANGES_MAX) {
            return false;
        }
        replace(low, high, low + 1);
        from[low] = newFrom;
        to[low] = newTo;
        return true;
    }

    /** Moves the ranges from {@code high} on to {@code target}. */
    private void replace(int low, int high, int target) {
        int rest = ranges - high;
        System.arraycopy(from, high, from, target, rest);
        System.arraycopy(to, high, to, target, rest);
        ranges = target + rest;
        assert low <= target;
    }

    private int advance(int count) {
        int reached = count;
        int used = 0;
        while (used < ranges && from[used] <= reached) {
            reached = Math.max(reached, to[used]);
            used++;
        }
        replace(0, used, 0);
        for (int i = 0; i < ranges; i++) {
            from[i] -= reached;
            to[i] -= reached;
        }
        readable += reached;
        return reached;
    }

    /** Moves readable bytes out; answers how many. */
    int take(ByteBuffer target) {
        int count = Math.min(target.remaining(), readable);
        if (count == 0) {
            return 0;
        }
        int first = Math.min(count, ring.length - start);
        target.put(ring, start, first);
        target.put(ring, 0, count - first);
        start = wrap(start + count);
        readable -= count;
        if (readable == 0 && ranges == 0) {
            release();
        }
        return count;
    }

    /** Forgets everything and gives the memory back. */
    void release() {
        readable = 0;
        ranges = 0;
        start = 0;
        if (ring.length != 0) {
            pool.give(ring);
            ring = NONE;
        }
    }

    private int wrap(int at) {
        return at >= ring.length ? at - ring.length : at;
    }
}
