package io.openplex.hwsim.adapters;

import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Ipv6;
import io.openplex.hwsim.wire.MacAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A dedicated OSA port with its one layer-3 session: one stack, one MAC address, one cable (hardware.md 2.2, 2.3, 2.9).
 * Stepped by {@link #poll}; used on the stack's thread.
 *
 * <p>Duplicate addresses are found while the port runs: {@link #register} does not wait for an answer to its gratuitous
 * ARP, so E00A is reported through the {@link DuplicateAddressListener}. The registration stays; the stack decides.
 */
public final class OsaPort implements AdapterSession, AutoCloseable {
    /** Timers run at most this often. */
    private static final long TICK_NANOS = 1_000_000L;

    private static final int GROUP_BROADCAST4 = -1;
    private static final long IPV6_GROUP_PREFIX = 0x3333_0000_0000L;

    private final OsaSettings settings;
    private final LanPort port;
    private final OsaStatistics statistics = new OsaStatistics();
    private final Registrations registrations = new Registrations();
    private final Lease lease;
    private final OsaLink link;
    private final OsaArp arp;
    private final LanPort.Receiver receiver = this::input;
    private PacketSink sink = (packet, nowNanos) -> {};
    private boolean linkWasUp;
    private boolean ticked;
    private long lastTickNanos;

    /**
     * A port; it owns the LAN port and closes it.
     *
     * @param clock the loop's clock, read before every claim of a leased address
     * @param gate asked before every ARP answer and announcement
     * @param listener told about duplicate addresses
     */
    public OsaPort(
            OsaSettings settings,
            LanPort port,
            AdapterClock clock,
            RegistrationGate gate,
            DuplicateAddressListener listener) {
        this.settings = settings;
        this.port = port;
        lease = new Lease(clock);
        link = new OsaLink(port, settings, statistics, lease);
        arp = new OsaArp(settings, link, statistics, registrations, gate, lease, listener);
        linkWasUp = port.linkUp();
    }

    @Override
    public String portName() {
        return settings.portName();
    }

    @Override
    public MacAddress mac() {
        return settings.mac();
    }

    @Override
    public int mtu() {
        return port.mtu();
    }

    @Override
    public boolean linkUp() {
        return port.linkUp();
    }

    /** Live counters of this port. */
    public OsaStatistics statistics() {
        return statistics;
    }

    /** The ARP cache for a display, by address. */
    public List<ArpEntry> arpEntries(long nowNanos) {
        return arp.cache().entries(nowNanos);
    }

    /** Forgets all ARP entries (VARY TCPIP,,PURGECACHE). */
    public void purgeArpCache() {
        arp.cache().purge();
    }

    @Override
    public int register(IpAddress address, RegistrationKind kind, boolean takeover, long nowNanos) {
        int id = registrations.put(address, kind, takeover, nowNanos);
        if (id < 0) {
            return TABLE_FULL;
        }
        if ((kind == RegistrationKind.FORBIDDEN || kind == RegistrationKind.TARGET) && address.isV4()) {
            arp.forgetClaims(address.v4Bits());
        }
        if (!port.linkUp()) {
            return LAN_OFFLINE;
        }
        arp.announceIfDue(id, nowNanos);
        return OK;
    }

    @Override
    public void deregister(IpAddress address, long nowNanos) {
        int id = registrations.find(address.high(), address.low());
        if (id >= 0 && registrations.isMoveable(id) && address.isV4()) {
            arp.forgetClaims(address.v4Bits());
        }
        registrations.remove(address);
    }

    @Override
    public void renewLease(long untilNanos) {
        lease.renew(untilNanos);
    }

    /**
     * This port would answer for the address if the gate permits it: it is registered for that, and if it is leased the
     * lease is in force when the adapter's clock reads {@code nowNanos}.
     */
    public boolean claims(IpAddress address, long nowNanos) {
        int id = registrations.find(address.high(), address.low());
        return id >= 0 && registrations.answersArp(id) && !(registrations.isLeased(id) && lease.isOver(nowNanos));
    }

    @Override
    public int poll(PacketSink to, int limit, long nowNanos) {
        sink = to;
        int frames = port.poll(receiver, limit, nowNanos);
        if (!ticked || nowNanos - lastTickNanos >= TICK_NANOS) {
            ticked = true;
            lastTickNanos = nowNanos;
            tick(nowNanos);
        }
        return frames;
    }

    private void tick(long nowNanos) {
        boolean up = port.linkUp();
        if (up && !linkWasUp) {
            // The LAN heard nothing of registrations made, or announcements due, while the cable was out.
            for (int id = 0; id < registrations.top(); id++) {
                if (registrations.isUsed(id)) {
                    registrations.restart(id, nowNanos);
                }
            }
        }
        linkWasUp = up;
        if (up) {
            arp.timers(nowNanos);
        }
    }

    private void input(Frame frame, long nowNanos) {
        long destination = Ethernet.check(frame.length()) ? Ethernet.destination(frame.buffer(), frame.offset()) : 0;
        switch (link.open(frame)) {
            case OsaLink.DROPPED -> {}
            case Ethernet.TYPE_ARP -> arp.input(frame, nowNanos);
            case Ethernet.TYPE_IPV4 -> inputV4(frame, destination, nowNanos);
            case Ethernet.TYPE_IPV6 -> inputV6(frame, destination, nowNanos);
            default -> statistics.drop(OsaDrop.UNKNOWN_TYPE);
        }
    }

    /** Looks at version and lengths only; checksums are the stack's to verify and count. */
    private void inputV4(Frame frame, long destination, long nowNanos) {
        ByteBuffer b = frame.buffer();
        int at = frame.offset();
        if (frame.length() < Ipv4.LENGTH || b.get(at) >>> 4 != 4) {
            statistics.drop(OsaDrop.BAD_IP);
            return;
        }
        int total = Ipv4.totalLength(b, at);
        if (total < Ipv4.LENGTH || total > frame.length()) {
            statistics.drop(OsaDrop.BAD_IP);
            return;
        }
        int ip = Ipv4.destination(b, at);
        boolean registered = registrations.deliversV4(ip);
        boolean group = ip >>> 28 == 14 && destination == MacAddress.ofGroupV4(ip);
        boolean broadcast = destination == MacAddress.BROADCAST.bits();
        if (accepts(destination, registered, broadcast ? !registered : group, broadcast)) {
            deliver(frame, total, nowNanos);
        }
    }

    private void inputV6(Frame frame, long destination, long nowNanos) {
        ByteBuffer b = frame.buffer();
        int at = frame.offset();
        if (!Ipv6.check(b, at, frame.length())) {
            statistics.drop(OsaDrop.BAD_IP);
            return;
        }
        long high = Ipv6.destinationHigh(b, at);
        long low = Ipv6.destinationLow(b, at);
        boolean group = high >>> 56 == 0xff && destination == (IPV6_GROUP_PREFIX | low & 0xffffffffL);
        if (accepts(destination, registrations.delivers(high, low), group, false)) {
            deliver(frame, Ipv6.LENGTH + Ipv6.payloadLength(b, at), nowNanos);
        }
    }

    /** Delivery for a port with its own MAC address (hardware.md 2.3 step 2, 2.8); counts what it refuses. */
    private boolean accepts(long destination, boolean registered, boolean groupMatches, boolean broadcast) {
        if (!MacAddress.isGroup(destination)) {
            if (!registered && settings.routing() == OsaSettings.Routing.ROUTELCL) {
                statistics.drop(OsaDrop.NOT_REGISTERED);
                return false;
            }
            return true;
        }
        if (!(broadcast ? settings.broadcast() : settings.multicast())) {
            statistics.drop(OsaDrop.GROUP_DISABLED);
            return false;
        }
        if (!groupMatches) {
            statistics.drop(OsaDrop.GROUP_MISMATCH);
        }
        return groupMatches;
    }

    private void deliver(Frame frame, int ipLength, long nowNanos) {
        frame.length(ipLength);
        frame.l3 = frame.offset();
        statistics.packetsIn++;
        statistics.bytesIn += ipLength;
        sink.packet(frame, nowNanos);
    }

    @Override
    public boolean transmit(Frame packet, long nextHopHigh, long nextHopLow, long nowNanos) {
        if (!port.linkUp()) {
            return refuse(packet, OsaDrop.NO_LINK);
        }
        if (packet.length() > port.mtu()) {
            return refuse(packet, OsaDrop.TOO_LONG);
        }
        if (packet.length() == 0
                || packet.checksum == Frame.CHECKSUM_PARTIAL
                || packet.segmentation != Frame.SEGMENT_NONE) {
            return refuse(packet, OsaDrop.UNFINISHED);
        }
        if (nextHopHigh == IpAddress.V4_HIGH && nextHopLow >>> 32 == 0xffffL) {
            int ip = (int) nextHopLow;
            if (ip >>> 28 != 14 && ip != GROUP_BROADCAST4) {
                return arp.transmit(packet, ip, nowNanos);
            }
            long group = ip == GROUP_BROADCAST4 ? MacAddress.BROADCAST.bits() : MacAddress.ofGroupV4(ip);
            return transmitTo(packet, group, nowNanos);
        }
        if (nextHopHigh >>> 56 == 0xff) {
            return transmitTo(packet, IPV6_GROUP_PREFIX | nextHopLow & 0xffffffffL, nowNanos);
        }
        return refuse(packet, OsaDrop.NO_NEIGHBOUR);
    }

    private boolean transmitTo(Frame packet, long destination, long nowNanos) {
        boolean sent = arp.sendIp(packet, destination, nowNanos);
        packet.release();
        return sent;
    }

    private boolean refuse(Frame packet, OsaDrop reason) {
        statistics.drop(reason);
        packet.release();
        return false;
    }

    @Override
    public void flush() {
        port.flush();
    }

    /** Drops what waits and closes the LAN port; nothing leaves afterwards. */
    @Override
    public void close() {
        arp.close();
        port.close();
    }
}
