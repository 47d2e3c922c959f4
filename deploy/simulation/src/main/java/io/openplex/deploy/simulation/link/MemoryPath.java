package io.openplex.deploy.simulation.link;

import io.openplex.stackd.xcflink.DatagramPath;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** One end of a data link: datagrams arrive in order, after a delay; to an end that is closed they are lost. */
final class MemoryPath implements DatagramPath {
    private static final int WAITING_MAX = 4096;

    private record Datagram(long atNanos, byte[] bytes) {}

    private final LinkFabric fabric;
    private final int port;
    private final ArrayDeque<Datagram> arriving = new ArrayDeque<>();
    private int partnerPort;
    private boolean closed;

    MemoryPath(LinkFabric fabric, int port) {
        this.fabric = fabric;
        this.port = port;
    }

    int port() {
        return port;
    }

    void connect(int partner) {
        partnerPort = partner;
    }

    @Override
    public boolean ready() {
        return !closed && partnerPort != 0;
    }

    @Override
    public boolean send(ByteBuffer datagram) {
        if (!ready()) {
            return false;
        }
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        MemoryPath partner = fabric.at(partnerPort);
        if (partner != null) {
            partner.arrive(bytes);
        }
        return true;
    }

    private void arrive(byte[] bytes) {
        if (arriving.size() < WAITING_MAX) {
            Datagram before = arriving.peekLast();
            long at = fabric.nowNanos() + fabric.delayNanos();
            arriving.add(new Datagram(before == null ? at : Math.max(at, before.atNanos()), bytes));
        }
    }

    @Override
    public int receive(ByteBuffer into) {
        Datagram next = arriving.peek();
        if (closed || next == null || next.atNanos() > fabric.nowNanos()) {
            return -1;
        }
        arriving.remove();
        int length = Math.min(next.bytes().length, into.remaining());
        into.put(next.bytes(), 0, length);
        return length;
    }

    long nextNanos() {
        Datagram next = arriving.peek();
        return next == null ? Long.MAX_VALUE : next.atNanos();
    }

    @Override
    public void close() {
        closed = true;
        arriving.clear();
        fabric.close(port);
    }
}
