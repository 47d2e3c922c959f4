package io.openplex.stackd.ip;

import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An OSA without a LAN: the test puts packets in and looks at what comes out. */
final class FakeSession implements AdapterSession {
    /** A packet that left, and the next hop that it was sent to. */
    record Sent(byte[] packet, IpAddress nextHop) {}

    final List<Sent> sent = new ArrayList<>();
    final Deque<byte[]> arriving = new ArrayDeque<>();
    /** Renewals and transmissions in the order they came. */
    final List<String> calls = new ArrayList<>();

    boolean up = true;
    int flushes;

    private final FramePool pool = new FramePool(1, 2048);

    void arrive(byte[] packet) {
        arriving.add(packet);
    }

    /** What was sent since the last call. */
    List<byte[]> take() {
        List<byte[]> packets = sent.stream().map(Sent::packet).toList();
        sent.clear();
        return packets;
    }

    @Override
    public String portName() {
        return "FAKE";
    }

    @Override
    public MacAddress mac() {
        return new MacAddress(0x020000000001L);
    }

    @Override
    public int mtu() {
        return 1500;
    }

    @Override
    public boolean linkUp() {
        return up;
    }

    @Override
    public int register(IpAddress address, RegistrationKind kind, boolean takeover, long nowNanos) {
        return OK;
    }

    @Override
    public void deregister(IpAddress address, long nowNanos) {
        throw new UnsupportedOperationException("no test needs it");
    }

    @Override
    public void renewLease(long untilNanos) {
        calls.add("lease until " + untilNanos);
    }

    @Override
    public boolean transmit(Frame packet, long nextHopHigh, long nextHopLow, long nowNanos) {
        byte[] bytes = new byte[packet.length()];
        packet.buffer().get(packet.offset(), bytes);
        packet.release();
        calls.add("transmit");
        sent.add(new Sent(bytes, IpAddress.of(nextHopHigh, nextHopLow)));
        return true;
    }

    @Override
    public int poll(PacketSink sink, int limit, long nowNanos) {
        int packets = 0;
        while (packets < limit && !arriving.isEmpty()) {
            byte[] bytes = arriving.remove();
            Frame frame = pool.acquire();
            if (frame == null) {
                throw new AssertionError("the frame of the packet before was not given back");
            }
            // Where a real adapter leaves it: behind the Ethernet header.
            frame.bounds(Frame.HEADROOM + 14, bytes.length);
            frame.buffer().put(frame.offset(), bytes);
            sink.packet(frame, nowNanos);
            frame.release();
            packets++;
        }
        return packets;
    }

    @Override
    public void flush() {
        flushes++;
    }
}
