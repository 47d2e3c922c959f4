package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.adapters.AdapterClock;
import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.adapters.RegistrationGate;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.SessionEvents;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The adapter's end of a session: a row of the OAT with what the program has registered, and the commands by which it
 * does so (hardware.md 1.7, 2.1, 2.2). After the session has ended every command answers
 * {@link AdapterSession#NOT_READY} and changes nothing: a stale program cannot disturb the one that came after it.
 */
public final class OsaSession {
    final Registrations registrations = new Registrations();
    final GroupTable groups = new GroupTable();
    final SessionQueues queues;
    final SessionEvents events;
    final RegistrationGate gate;
    final Lease lease;

    private final OsaSettings settings;
    private final long generation;
    private final long mac;
    private final int vid;
    private final OsaPort port;
    private final OsaStatistics statistics;
    private RouterRole role = RouterRole.NONROUTER;
    private RouterRole role6 = RouterRole.NONROUTER;
    private boolean started;
    private boolean over;
    private boolean ownRefused;

    OsaSession(OsaPort port, OsaSettings settings, long generation, long mac, Program program) {
        this.port = port;
        this.settings = settings;
        this.generation = generation;
        this.mac = mac;
        vid = settings.vlan() == Frame.NO_VLAN ? 0 : settings.vlan();
        queues = program.queues();
        events = program.events();
        gate = program.gate();
        lease = new Lease(program.clock());
        statistics = program.statistics();
    }

    /**
     * The program's end, as the adapter sees it.
     *
     * @param queues takes what is delivered
     * @param clock by which the lease is enforced: the program's loop reads the same one
     * @param gate asked before every ARP answer and announcement
     * @param events told what happens
     * @param statistics counts for this session
     */
    public record Program(
            SessionQueues queues,
            AdapterClock clock,
            RegistrationGate gate,
            SessionEvents events,
            OsaStatistics statistics) {}

    /** What the session asked for. */
    public OsaSettings settings() {
        return settings;
    }

    /** Number of this activation; grows with every activation on the port. */
    public long generation() {
        return generation;
    }

    /** MAC address by which the session sends. */
    public MacAddress mac() {
        return new MacAddress(mac);
    }

    long macBits() {
        return mac;
    }

    /** Live counters. */
    public OsaStatistics statistics() {
        return statistics;
    }

    /** VLAN id of the session, 0 for the untagged LAN. */
    int vid() {
        return vid;
    }

    boolean isLayer2() {
        return settings.layer() == OsaSettings.Layer.LAYER2;
    }

    /** The session is started and frames of this VLAN are for it. */
    boolean hears(int ofVid) {
        return started && vid == ofVid;
    }

    /** Role in force for an IP version. */
    public RouterRole role(boolean v6) {
        return v6 ? role6 : role;
    }

    /** Nothing passes between these two inside the adapter (hardware.md 2.6). */
    boolean isIsolatedFrom(OsaSession other) {
        return settings.isolate() || other.settings.isolate();
    }

    /** The session has been started and is not over. */
    public boolean started() {
        return started;
    }

    // ---- commands ----

    /** STARTLAN: enables the session, without a router role. */
    public int startLan(long nowNanos) {
        if (over) {
            return AdapterSession.NOT_READY;
        }
        started = true;
        return port.linkUp() ? AdapterSession.OK : AdapterSession.LAN_OFFLINE;
    }

    /** STOPLAN: disables the session; registrations stay, nothing is delivered, answered or sent. */
    public int stopLan() {
        if (over) {
            return AdapterSession.NOT_READY;
        }
        started = false;
        role = RouterRole.NONROUTER;
        role6 = RouterRole.NONROUTER;
        port.dropWaiting(this);
        return AdapterSession.OK;
    }

    /**
     * SETRTG: takes a router role for an IP version. Of primary routers there is one per version and VLAN, of secondary
     * ones there may be several (hardware.md 2.3). With a VMAC the command is accepted and means nothing.
     *
     * @return OK, or {@link AdapterSession#PRIMARY_ROUTER_DEFINED}: the session goes on without the role
     */
    public int setRouter(boolean v6, RouterRole wanted) {
        if (over) {
            return AdapterSession.NOT_READY;
        }
        if (settings.vmac().own()) {
            return AdapterSession.OK;
        }
        boolean refused = false;
        if (wanted == RouterRole.PRIROUTER) {
            OsaSession holder = port.oat().router(vid, v6, RouterRole.PRIROUTER);
            refused = holder != null && holder != this;
        }
        RouterRole given = refused ? RouterRole.NONROUTER : wanted;
        if (v6) {
            role6 = given;
        } else {
            role = given;
        }
        return refused ? AdapterSession.PRIMARY_ROUTER_DEFINED : AdapterSession.OK;
    }

    /**
     * SETIP. An address that another session of the port has is refused, with one exception: one that moves between
     * stacks is taken over from a session that may no longer claim it, because it gave the address up
     * ({@link RegistrationKind#FORBIDDEN}) or its lease is over. The lease stands for the partitioning that on the
     * hardware resets a hung system (hardware.md 6.1 F8).
     *
     * @param takeover an answer on the LAN does not fail it
     */
    public int setIp(IpAddress address, RegistrationKind kind, boolean takeover, long nowNanos) {
        if (over) {
            return AdapterSession.NOT_READY;
        }
        if (!started) {
            return AdapterSession.NOT_STARTED;
        }
        if (isLayer2()) {
            return AdapterSession.NOT_SUPPORTED;
        }
        int refusal = refusal(address, kind);
        if (address.equals(settings.interfaceAddress())) {
            ownRefused = refusal != AdapterSession.OK;
        }
        if (refusal != AdapterSession.OK) {
            if (kind != RegistrationKind.PERMANENT) {
                // What may still leave from it must not claim it.
                registrations.put(address, RegistrationKind.FORBIDDEN, takeover, nowNanos);
            }
            return refusal;
        }
        int id = registrations.put(address, kind, takeover, nowNanos);
        if (id < 0) {
            return AdapterSession.TABLE_FULL;
        }
        if (!enter(address, kind)) {
            registrations.forbid(address);
            return AdapterSession.TABLE_FULL;
        }
        if (!kind.answersArp()) {
            port.forgetClaims(this, address, kind);
        }
        if (!port.linkUp()) {
            return AdapterSession.LAN_OFFLINE;
        }
        port.announce(this, id, nowNanos);
        return AdapterSession.OK;
    }

    private int refusal(IpAddress address, RegistrationKind kind) {
        if (!kind.delivers() || kind == RegistrationKind.FORBIDDEN) {
            return AdapterSession.OK;
        }
        OsaSession holder = port.oat().holder(vid, address.high(), address.low());
        return holder != null && holder != this && !holder.yields(address)
                ? AdapterSession.DUPLICATE
                : AdapterSession.OK;
    }

    private boolean enter(IpAddress address, RegistrationKind kind) {
        OsaSession holder = port.oat().holder(vid, address.high(), address.low());
        if (!kind.delivers()) {
            port.oat().take(address, this);
            return true;
        }
        if (holder != null && holder != this) {
            if (kind == RegistrationKind.FORBIDDEN) {
                // Whoever gave the address up does not take it from the one who gave it up too, or has it.
                return true;
            }
            holder.registrations.forbid(address);
        }
        return port.oat().give(address, this);
    }

    private boolean yields(IpAddress address) {
        int id = registrations.find(address.high(), address.low());
        return id < 0 || registrations.isForbidden(id) || registrations.isLeased(id) && lease.isOver();
    }

    /** A host on the LAN has an address that was looked for there. */
    void duplicateFound(IpAddress address) {
        registrations.remove(address);
        port.oat().take(address, this);
        ownRefused |= address.equals(settings.interfaceAddress());
    }

    /**
     * The address by which ARP requests ask: the interface's, or 0.0.0.0 as of a host without address (RFC 5227 2.1.1)
     * while it is looked for, or refused: whoever hears a request takes its sender's addresses for true (RFC 826).
     */
    int askingAddress() {
        IpAddress own = settings.interfaceAddress();
        int id = registrations.find(own.high(), own.low());
        boolean unsettled = ownRefused || id >= 0 && registrations.isProbing(id);
        return own.isV4() && !unsettled ? own.v4Bits() : 0;
    }

    /** Packets of other sessions for this address as next hop are delivered here: it is not given up or lapsed. */
    boolean isNextHop(long high, long low) {
        int id = registrations.find(high, low);
        return id >= 0
                && registrations.kind(id).delivers()
                && !registrations.isForbidden(id)
                && !(registrations.isLeased(id) && lease.isOver());
    }

    /** DELIP: at once nothing claims the address any more. Unknown addresses are ignored. */
    public int deleteIp(IpAddress address) {
        if (over) {
            return AdapterSession.NOT_READY;
        }
        int id = registrations.find(address.high(), address.low());
        if (id >= 0 && registrations.isMoveable(id)) {
            port.forgetClaims(this, address, RegistrationKind.FORBIDDEN);
        }
        registrations.remove(address);
        port.oat().take(address, this);
        return AdapterSession.OK;
    }

    /** SETIPM: registers an IP multicast group. */
    public int joinGroup(IpAddress group) {
        if (over) {
            return AdapterSession.NOT_READY;
        }
        return groups.add(group.high(), group.low()) ? AdapterSession.OK : AdapterSession.GROUP_TABLE_FULL;
    }

    /** DELIPM. */
    public int leaveGroup(IpAddress group) {
        if (over) {
            return AdapterSession.NOT_READY;
        }
        return groups.remove(group.high(), group.low()) ? AdapterSession.OK : AdapterSession.GROUP_NOT_FOUND;
    }

    /** SETGMAC: registers a group MAC address of a layer-2 session. */
    public int joinGroup(MacAddress group) {
        if (over) {
            return AdapterSession.NOT_READY;
        }
        return groups.add(0, group.bits()) ? AdapterSession.OK : AdapterSession.GROUP_TABLE_FULL;
    }

    /** Until when the session may claim leased addresses, as a reading of its clock. */
    public void renewLease(long untilNanos) {
        lease.renew(untilNanos);
    }

    /**
     * Sends one IP packet of a layer-3 session to a next hop (halves of the address, IPv4 in mapped form). The caller
     * keeps the frame; its bounds may have moved.
     *
     * @return false when it was dropped (counted)
     */
    public boolean send(Frame packet, long nextHopHigh, long nextHopLow, long nowNanos) {
        return port.output(this, packet, nextHopHigh, nextHopLow, nowNanos);
    }

    /** Sends one Ethernet frame of a layer-2 session; the caller keeps the frame, its bounds may have moved. */
    public boolean sendFrame(Frame frame, long nowNanos) {
        return port.outputFrame(this, frame, nowNanos);
    }

    // ---- for displays ----

    /**
     * The session would answer for the address if the gate permits it: it is registered for that, and if it is leased
     * the lease is in force when the clock reads {@code nowNanos}.
     */
    public boolean claims(IpAddress address, long nowNanos) {
        int id = registrations.find(address.high(), address.low());
        return id >= 0 && registrations.answersArp(id) && !(registrations.isLeased(id) && lease.isOver(nowNanos));
    }

    /** Registered addresses in the order of their rows. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int id = 0; id < registrations.top(); id++) {
            if (registrations.isUsed(id)) {
                IpAddress address = registrations.address(id);
                boolean held = port.oat().holder(vid, address.high(), address.low()) == this;
                rows.add(new Row(address, registrations.kind(id), registrations.answersArp(id), held));
            }
        }
        return rows;
    }

    /** Registered IP groups, by address. */
    public List<IpAddress> groups() {
        return groups.addresses();
    }

    /**
     * One registered address.
     *
     * @param kind condition under which it is claimed
     * @param arp ARP requests for it are answered with this session's MAC address
     * @param delivered packets for it come to this session
     */
    public record Row(IpAddress address, RegistrationKind kind, boolean arp, boolean delivered) {}

    void end() {
        over = true;
        started = false;
    }

    boolean isOver() {
        return over;
    }
}
