package io.openplex.stackd.ip;

import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;

/** An interface over a session with an OSA port (INTERFACE ... IPAQENET). */
public final class OsaInterface implements IpInterface {
    private static final int QUEUE = 4096;

    private final String name;
    private final AdapterSession session;
    private final IpPrefix prefix;
    private final int mtu;
    private final EgressQueue queue = new EgressQueue(QUEUE);
    private final InterfaceCounters counters = new InterfaceCounters();
    private final AdapterSession.PacketSink sink = this::received;
    private final EgressQueue.Wire wire = this::transmit;

    private PacketInput input = (packet, now) -> {};
    private int number = -1;

    /**
     * An interface; its address is registered with the session by whoever fills the home list.
     *
     * @param prefix interface address with the prefix of its subnet
     * @param mtu from the profile, or 0 for what the adapter has
     */
    public OsaInterface(String name, AdapterSession session, IpPrefix prefix, int mtu) {
        this.name = name;
        this.session = session;
        this.prefix = prefix;
        this.mtu = mtu == 0 ? session.mtu() : Math.min(mtu, session.mtu());
    }

    /** The session, for registering addresses and renewing the lease of those that can move. */
    public AdapterSession session() {
        return session;
    }

    /** Address and subnet. */
    public IpPrefix prefix() {
        return prefix;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.OSA;
    }

    @Override
    public IpAddress address() {
        return prefix.address();
    }

    @Override
    public int mtu() {
        return mtu;
    }

    @Override
    public boolean up() {
        return session.linkUp();
    }

    @Override
    public boolean broadcast(int destination) {
        int hostBits = prefix.length() >= 31 || !prefix.address().isV4() ? 0 : -1 >>> prefix.length();
        return hostBits != 0
                && (destination | hostBits) == destination
                && prefix.contains(IpAddress.V4_HIGH, IpAddress.lowOfV4(destination));
    }

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
        return session.poll(sink, limit, nowNanos);
    }

    @Override
    public void flush(boolean mayClaim, long nowNanos) {
        if (!mayClaim) {
            // Data goes on; what claims a leased address is the adapter's to hold back.
            session.renewLease(nowNanos);
        }
        queue.drain(wire, nowNanos);
        session.flush();
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
        if (session.transmit(packet, nextHopHigh, nextHopLow, nowNanos)) {
            counters.out(bytes);
        } else {
            counters.dropOut();
        }
    }
}
