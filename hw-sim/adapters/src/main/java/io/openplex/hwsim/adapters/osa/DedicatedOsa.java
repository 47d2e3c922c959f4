package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.adapters.AdapterClock;
import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.adapters.ArpEntry;
import io.openplex.hwsim.adapters.DuplicateAddressListener;
import io.openplex.hwsim.adapters.RegistrationGate;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.SessionEnd;
import io.openplex.hwsim.adapters.SessionEvents;
import io.openplex.hwsim.adapters.SessionRefused;
import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;
import java.util.List;

/**
 * A session on a port that one program has for itself, in its own loop: the session is polled with the port, and
 * packets reach the program without a queue. Several sessions of the program may be on the port, one for each VLAN.
 */
public final class DedicatedOsa implements AdapterSession, AutoCloseable {
    private final OsaPort port;
    private final OsaSession session;
    private PacketSink sink = (packet, nowNanos) -> {};

    /**
     * A started session on a port of its own; it owns the LAN port and closes it.
     *
     * @param clock the loop's clock, read before every claim of a leased address
     * @param gate asked before every ARP answer and announcement
     * @param listener told about duplicate addresses
     */
    public DedicatedOsa(
            OsaSettings settings,
            LanPort lan,
            AdapterClock clock,
            RegistrationGate gate,
            DuplicateAddressListener listener) {
        OsaStatistics statistics = new OsaStatistics();
        MacAddress mac = settings.vmac().address().orElseThrow();
        port = new OsaPort(OsaHardware.of(settings.portName(), mac), lan, statistics);
        SessionEvents events = listener instanceof SessionEvents all ? all : listener::duplicate;
        try {
            session = port.open(settings, new OsaSession.Program(this::deliver, clock, gate, events, statistics));
        } catch (SessionRefused e) {
            throw new IllegalStateException("the only session of a port of that name", e);
        }
        session.startLan(0);
    }

    /**
     * A started session on a port that the program has already, with the roles that it could get.
     *
     * @throws SessionRefused when the port does not accept it
     */
    public DedicatedOsa(
            OsaPort port, OsaSettings settings, AdapterClock clock, RegistrationGate gate, SessionEvents events)
            throws SessionRefused {
        this.port = port;
        session = port.open(settings, new OsaSession.Program(this::deliver, clock, gate, events, new OsaStatistics()));
        session.startLan(0);
    }

    private boolean deliver(Frame packet, long nowNanos) {
        sink.packet(packet, nowNanos);
        return true;
    }

    @Override
    public String portName() {
        return session.settings().portName();
    }

    @Override
    public MacAddress mac() {
        return session.mac();
    }

    @Override
    public int mtu() {
        return port.mtu();
    }

    @Override
    public boolean linkUp() {
        return port.linkUp();
    }

    /** Live counters of the port and its session together. */
    public OsaStatistics statistics() {
        return session.statistics();
    }

    /** The session's row in the OAT. */
    public OsaSession session() {
        return session;
    }

    /** The ARP cache for a display, by address. */
    public List<ArpEntry> arpEntries(long nowNanos) {
        return port.arpEntries(nowNanos);
    }

    /** Forgets all ARP entries (VARY TCPIP,,PURGECACHE). */
    public void purgeArpCache() {
        port.purgeArpCache();
    }

    @Override
    public int register(IpAddress address, RegistrationKind kind, boolean takeover, long nowNanos) {
        return session.setIp(address, kind, takeover, nowNanos);
    }

    @Override
    public void deregister(IpAddress address, long nowNanos) {
        session.deleteIp(address);
    }

    @Override
    public void renewLease(long untilNanos) {
        session.renewLease(untilNanos);
    }

    /** See {@link OsaSession#claims}. */
    public boolean claims(IpAddress address, long nowNanos) {
        return session.claims(address, nowNanos);
    }

    @Override
    public int poll(PacketSink to, int limit, long nowNanos) {
        sink = to;
        return port.poll(limit, nowNanos);
    }

    @Override
    public boolean transmit(Frame packet, long nextHopHigh, long nextHopLow, long nowNanos) {
        boolean sent = session.send(packet, nextHopHigh, nextHopLow, nowNanos);
        packet.release();
        return sent;
    }

    @Override
    public void flush() {
        port.flush();
    }

    /** Ends the session and closes the LAN port; nothing leaves afterwards. */
    @Override
    public void close() {
        port.end(session, SessionEnd.CLOSED, 0);
        port.close();
    }
}
