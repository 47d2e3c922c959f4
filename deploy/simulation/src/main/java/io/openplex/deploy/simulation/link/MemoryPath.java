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

    /** When the next datagram arrives; asked for far more often than it changes. */
    private long next = Long.MAX_VALUE;

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

    boolean closed() {
        return closed;
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
            at = before == null ? at : Math.max(at, before.atNanos());
            arriving.add(new Datagram(at, 0, bytes));
            next = Math.min(next, at);
        }
    }

    void arriveLate(byte[] bytes, long extraNanos) {
        number++;
        long at = fabric.nowNanos() + fabric.delayNanos() + extraNanos;
        late.add(new Datagram(at, number, bytes));
        next = Math.min(next, at);
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
        if (closed || next > fabric.nowNanos()) {
            return -1;
        }
        Datagram datagram = first().remove();
        Datagram after = first().peek();
        next = after == null ? Long.MAX_VALUE : after.atNanos();
        int length = Math.min(datagram.bytes().length, into.remaining());
        into.put(datagram.bytes(), 0, length);
        return length;
    }

    long nextNanos() {
        return next;
    }

    @Override
    public void close() {
        closed = true;
        arriving.clear();
        late.clear();
        next = Long.MAX_VALUE;
        fabric.close(port);
    }
}
