package io.openplex.stackd.xcflink;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.stackd.ip.EgressQueue;
import io.openplex.stackd.ip.InterfaceCounters;
import io.openplex.stackd.ip.InterfaceKind;
import io.openplex.stackd.ip.IpInterface;
import org.jspecify.annotations.Nullable;

/** The dynamic XCF link to one partner ({@code EZAXCFnn}, operations.md 4.5) as the IP layer sees it. */
public final class XcfInterface implements IpInterface {
    private static final int QUEUE = 4096;

    private final String name;
    private final XcfLink link;
    private final @Nullable IpAddress address;
    private final EgressQueue queue = new EgressQueue(QUEUE);
    private final InterfaceCounters counters = new InterfaceCounters();
    private final XcfLink.Sink sink = this::received;
    private final EgressQueue.Wire wire = this::transmit;

    private PacketInput input = (packet, now) -> {};
    private int number = -1;

    /**
     * An interface over a link.
     *
     * @param name link name, see {@link io.openplex.stackd.ip.LinkNames#xcf}
     * @param address this stack's dynamic XCF address, the same on all its XCF links; null without one
     */
    public XcfInterface(String name, XcfLink link, @Nullable IpAddress address) {
        this.name = name;
        this.link = link;
        this.address = address;
    }

    /** The link below. */
    public XcfLink link() {
        return link;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.XCF;
    }

    @Override
    public @Nullable IpAddress address() {
        return address;
    }

    @Override
    public int mtu() {
        return link.mtu();
    }

    @Override
    public boolean up() {
        return link.up();
    }

    /** The link has one far end, the next hop does not matter. */
    @Override
    public boolean send(Frame packet, long nextHopHigh, long nextHopLow, long nowNanos) {
        if (queue.offer(packet, nextHopHigh, nextHopLow)) {
            return true;
        }
        counters.dropOut();
        return false;
    }

    @Override
    public int poll(PacketInput to, int ownNumber, int limit, long nowNanos) {
        input = to;
        number = ownNumber;
        return link.poll(sink, limit, nowNanos);
    }

    @Override
    public void flush(boolean mayClaim, long nowNanos) {
        // Nobody finds an owner through this link: what goes over it is data whoever owns the address.
        queue.drain(wire, nowNanos);
    }

    @Override
    public void discard() {
        counters.dropOut(queue.drop());
    }

    @Override
    public InterfaceCounters counters() {
        return counters;
    }

    private void received(Frame packet, long nowNanos) {
        counters.in(packet.length());
        packet.ingress = number;
        input.packet(packet, nowNanos);
    }

    private void transmit(Frame packet, long nextHopHigh, long nextHopLow, long nowNanos) {
        int bytes = packet.length();
        if (link.send(packet)) {
            counters.out(bytes);
        } else {
            counters.dropOut();
        }
    }
}
