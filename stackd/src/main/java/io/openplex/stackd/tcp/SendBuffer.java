package io.openplex.stackd.tcp;

import java.nio.ByteBuffer;

/** Bytes written and not yet acknowledged, a ring that begins at SND.UNA. Has memory only while it holds bytes. */
final class SendBuffer {
    private static final byte[] NONE = {};

    private final BufferPool pool;
    private byte[] ring = NONE;
    private int start;
    private int queued;

    SendBuffer(BufferPool pool) {
        this.pool = pool;
    }

    int queued() {
        return queued;
    }

    /** Room for writes: none while there is no memory and the pool is used up. */
    int free() {
        return ring.length == 0 && !pool.available() ? 0 : pool.bytes() - queued;
    }

    int capacity() {
        return pool.bytes();
    }

    /** Takes as much as fits; answers the number of bytes. */
    int put(ByteBuffer source) {
        int count = Math.min(source.remaining(), free());
        if (count == 0) {
            return 0;
        }
        if (ring.length == 0) {
            byte[] taken = pool.take();
            if (taken == null) {
                return 0;
            }
            ring = taken;
            start = 0;
        }
        int at = wrap(start + queued);
        int first = Math.min(count, ring.length - at);
        source.get(ring, at, first);
        source.get(ring, 0, count - first);
        queued += count;
        return count;
    }

    /** Copies {@code count} bytes that lie {@code offset} behind the start. */
    void copy(int offset, int count, ByteBuffer target, int targetAt) {
        if (count == 0) {
            return;
        }
        int at = wrap(start + offset);
        int first = Math.min(count, ring.length - at);
        target.put(targetAt, ring, at, first);
        target.put(targetAt + first, ring, 0, count - first);
    }

    /** Forgets acknowledged bytes. */
    void drop(int count) {
        queued -= count;
        if (queued == 0) {
            release();
        } else {
            start = wrap(start + count);
        }
    }

    /** Gives the memory back. */
    void release() {
        queued = 0;
        if (ring.length != 0) {
            pool.give(ring);
            ring = NONE;
        }
    }

    private int wrap(int at) {
        return at >= ring.length ? at - ring.length : at;
    }
}
