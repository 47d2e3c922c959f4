package io.openplex.stackd.tcp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Connections by the earliest of their timers: a binary heap in an array. A timer that moves to later leaves the heap
 * as it is and is sorted in again when its old time comes, so that restarting the retransmission timer at every
 * acknowledgement costs nothing. Equal times are ordered by connection number.
 */
final class TimerHeap {
    private @Nullable Connection[] heap = new Connection[64];
    private int size;

    /** Earliest time at which something may be due, or {@link Connection#NEVER}. */
    long earliest() {
        Connection first = heap[0];
        return first == null ? Connection.NEVER : first.heapKey;
    }

    /** Takes note of changed timers. */
    void update(Connection c) {
        long due = c.earliestTimer();
        if (c.heapIndex < 0) {
            if (due == Connection.NEVER) {
                return;
            }
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            c.heapKey = due;
            place(c, size++);
            up(c);
        } else if (due < c.heapKey) {
            c.heapKey = due;
            up(c);
        }
    }

    /** Forgets a connection. */
    void remove(Connection c) {
        int at = c.heapIndex;
        if (at < 0) {
            return;
        }
        c.heapIndex = -1;
        Connection last = heap[--size];
        heap[size] = null;
        if (last != null && last != c) {
            place(last, at);
            up(last);
            down(last);
        }
    }

    /** A connection with a timer that is due, or null. Its timers must be moved before the next call. */
    @Nullable
    Connection due(long nowNanos) {
        while (true) {
            Connection first = heap[0];
            if (first == null || first.heapKey > nowNanos) {
                return null;
            }
            long due = first.earliestTimer();
            if (due <= nowNanos) {
                return first;
            }
            if (due == Connection.NEVER) {
                remove(first);
            } else {
                first.heapKey = due;
                down(first);
            }
        }
    }

    private void place(Connection c, int at) {
        heap[at] = c;
        c.heapIndex = at;
    }

    private void up(Connection c) {
        int at = c.heapIndex;
        while (at > 0) {
            Connection parent = heap[at - 1 >>> 1];
            if (parent == null || !less(c, parent)) {
                break;
            }
            int parentAt = parent.heapIndex;
            place(parent, at);
            at = parentAt;
        }
        place(c, at);
    }

    private void down(Connection c) {
        int at = c.heapIndex;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            Connection least = heap[child];
            Connection right = child + 1 < size ? heap[child + 1] : null;
            if (right != null && least != null && less(right, least)) {
                least = right;
            }
            if (least == null || !less(least, c)) {
                break;
            }
            int leastAt = least.heapIndex;
            place(least, at);
            at = leastAt;
        }
        place(c, at);
    }

    private static boolean less(Connection a, Connection b) {
        return a.heapKey != b.heapKey ? a.heapKey < b.heapKey : a.id < b.id;
    }
}
