package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;

/**
 * Packets from the stack to itself. What is sent comes in at a later poll, never within the call. Nothing here reaches
 * the outside, so the right to own does not matter.
 */
public final class LoopbackInterface implements IpInterface {
    /** Largest packet, bytes. */
    public static final int MTU = 65535;

    private static final int QUEUE = 4096;

    private final EgressQueue[] queues = {new EgressQueue(QUEUE), new EgressQueue(QUEUE)};
    private final InterfaceCounters counters = new InterfaceCounters();
    private final EgressQueue.Wire wire = this::deliver;

    private int filling;
    private PacketInput input = (packet, now) -> {};
    private int number = -1;

    @Override
    public String name() {
        return LinkNames.LOOPBACK;
    }

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.LOOPBACK;
    }

    @Override
    public IpAddress address() {
        return IpAddress.LOOPBACK4;
    }

    @Override
    public int mtu() {
        return MTU;
    }

    @Override
    public boolean up() {
        return true;
    }

    @Override
    public boolean send(Frame packet, long nextHopHigh, long nextHopLow, long nowNanos) {
        int bytes = packet.length();
        if (!queues[filling].offer(packet, nextHopHigh, nextHopLow)) {
            counters.dropOut();
            return false;
        }
        counters.out(bytes);
        return true;
    }

    /** Delivers all that was sent before; the limit does not cut it, because the queue is bounded itself. */
    @Override
    public int poll(PacketInput to, int ownNumber, int limit, long nowNanos) {
        EgressQueue full = queues[filling];
        int packets = full.size();
        if (packets > 0) {
            filling ^= 1;
            input = to;
            number = ownNumber;
            full.drain(wire, nowNanos);
        }
        return packets;
    }

    @Override
    public void flush(boolean mayClaim, long nowNanos) {
        // Nothing leaves the stack here.
    }

    @Override
    public void discard() {
        for (EgressQueue queue : queues) {
            counters.dropOut(queue.drop());
        }
    }

    /** Packets that wait to come in. */
    public int pending() {
        return queues[0].size() + queues[1].size();
    }

    @Override
    public InterfaceCounters counters() {
        return counters;
    }

    private void deliver(Frame packet, long nextHopHigh, long nextHopLow, long nowNanos) {
        counters.in(packet.length());
        packet.ingress = number;
        try {
            input.packet(packet, nowNanos);
        } finally {
            packet.release();
        }
    }
}
