package io.openplex.stackd.xcflink;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Two ends of a path in memory. */
public final class MemoryPath implements DatagramPath {
    /** Datagrams on their way to this end. */
    public final Deque<byte[]> arriving = new ArrayDeque<>();

    /** Longest datagram that leaves this end, bytes. */
    public int longest = Integer.MAX_VALUE;

    private @Nullable MemoryPath other;

    /** Joins two new ends. */
    public static MemoryPath[] pair() {
        MemoryPath[] ends = {new MemoryPath(), new MemoryPath()};
        ends[0].other = ends[1];
        ends[1].other = ends[0];
        return ends;
    }

    @Override
    public boolean ready() {
        return other != null;
    }

    @Override
    public Sent send(ByteBuffer datagram) {
        MemoryPath to = other;
        if (to == null) {
            return Sent.LOST;
        }
        if (datagram.remaining() > longest) {
            return Sent.TOO_LONG;
        }
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        to.arriving.add(bytes);
        return Sent.LEFT;
    }

    @Override
    public int receive(ByteBuffer into) {
        byte[] bytes = arriving.poll();
        if (bytes == null) {
            return -1;
        }
        int fits = Math.min(bytes.length, into.remaining());
        into.put(bytes, 0, fits);
        return fits;
    }

    @Override
    public void close() {
        other = null;
    }
}
