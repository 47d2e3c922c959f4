package io.openplex.deploy.simulation.link;

import io.openplex.stackd.xcflink.DatagramPath;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** One end of a data link: datagrams arrive after a delay, in order unless the link is impaired; to an end that is
 * closed they are lost. */
final class MemoryPath implements DatagramPath {
    private static final int WAITING_MAX = 4096;

    private record Datagram(long atNanos, long number, byte[] bytes) {}

    private final LinkFabric fabric;
    private final int port;
    private final String system;
    private final String way;
    private final ArrayDeque<Datagram> arriving = new ArrayDeque<>();
    private final PriorityQueue<Datagram> late =
            new PriorityQueue<>(Comparator.comparingLong(Datagram::atNanos).thenComparingLong(Datagram::number));
    private long number;
    private int partnerPort;
    private boolean closed;

    MemoryPath(LinkFabric fabric, int port, String system, String way) {
        this.fabric = fabric;
        this.port = port;
        this.system = system;
        this.way = way;
    }

    int port() {
        return port;
    }

    /** System whose end this is. */
    String system() {
        return system;
    }

    void connect(int partner) {
        partnerPort = partner;
    }

    @Override
    public boolean ready() {
        return !closed && partnerPort != 0;
    }

    @Override
    public Sent send(ByteBuffer datagram) {
        if (!ready()) {
            return Sent.LOST;
        }
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        MemoryPath partner = fabric.at(partnerPort);
        if (partner != null) {
            fabric.deliver(partner, way, bytes);
        }
        return Sent.LEFT;
    }

    void arrive(byte[] bytes) {
        if (arriving.size() < WAITING_MAX) {
            Datagram before = arriving.peekLast();
            long at = fabric.nowNanos() + fabric.delayNanos();
            arriving.add(new Datagram(before == null ? at : Math.max(at, before.atNanos()), 0, bytes));
        }
    }

    void arriveLate(byte[] bytes, long extraNanos) {
        number++;
        late.add(new Datagram(fabric.nowNanos() + fabric.delayNanos() + extraNanos, number, bytes));
    }

    /** The queue whose head arrives first. */
    private Queue<Datagram> first() {
        Datagram inOrder = arriving.peek();
        Datagram delayed = late.peek();
        boolean lateFirst = delayed != null && (inOrder == null || delayed.atNanos() < inOrder.atNanos());
        return lateFirst ? late : arriving;
    }

    @Override
    public int receive(ByteBuffer into) {
        Queue<Datagram> from = first();
        Datagram next = from.peek();
        if (closed || next == null || next.atNanos() > fabric.nowNanos()) {
            return -1;
        }
        from.remove();
        int length = Math.min(next.bytes().length, into.remaining());
        into.put(next.bytes(), 0, length);
        return length;
    }

    long nextNanos() {
        if (arriving.isEmpty() && late.isEmpty()) {
            return Long.MAX_VALUE;
        }
        Datagram next = first().peek();
        return next == null ? Long.MAX_VALUE : next.atNanos();
    }

    @Override
    public void close() {
        closed = true;
        arriving.clear();
        late.clear();
        fabric.close(port);
    }
}
