package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.adapters.ArpEntry;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.SessionEnd;
import io.openplex.hwsim.adapters.SessionRefused;
import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Ipv6;
import io.openplex.hwsim.wire.MacAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A port of an OSA-Express feature: one Ethernet station with a burned-in address, one cable, one OAT and the sessions
 * of the stacks that share it (hardware.md 2). Stepped by {@link #poll}; everything on one thread.
 */
public final class OsaPort implements AutoCloseable {
    /** Timers run at most this often. */
    private static final long TICK_NANOS = 1_000_000L;

    private static final int GROUP_BROADCAST4 = -1;
    private static final long IPV6_GROUP_PREFIX = 0x3333_0000_0000L;
    private static final int OWN_ADDRESSES = 0x10000;

    private final OsaHardware hardware;
    private final LanPort lan;
    private final OsaStatistics nobody;
    private final Oat oat = new Oat();
    private final OsaLink link;
    private final OsaOutput output;
    private final OsaArp arp;
    private final OsaDelivery delivery;
    private final LanPort.Receiver receiver = this::received;
    private boolean online = true;
    private boolean linkWasUp;
    private boolean ticked;
    private long lastTickNanos;
    private long generations;

    /** A port that is online; it owns the LAN port and closes it. */
    public OsaPort(OsaHardware hardware, LanPort lan) {
        this(hardware, lan, new OsaStatistics());
    }

    /** A port that counts what is for no session in {@code nobody}. */
    OsaPort(OsaHardware hardware, LanPort lan, OsaStatistics nobody) {
        this.hardware = hardware;
        this.lan = lan;
        this.nobody = nobody;
        link = new OsaLink(lan, this::linkUp);
        output = new OsaOutput(oat, link);
        arp = new OsaArp(oat, output, nobody, hardware.mac().bits(), lan.mtu());
        delivery = new OsaDelivery(oat, arp, nobody, hardware.mac().bits());
        linkWasUp = linkUp();
    }

    /** What the port is. */
    public OsaHardware hardware() {
        return hardware;
    }

    /** The port is online, has a cable, and the switch has the right speed. */
    public boolean linkUp() {
        return online && lan.linkUp() && hardware.feature().linksWith(hardware.switchMegabits());
    }

    /** Largest IP packet, bytes. */
    public int mtu() {
        return lan.mtu();
    }

    /** Counters of what is for no session; a live view. */
    public OsaStatistics statistics() {
        return nobody;
    }

    /** Sessions in the order of their activation. */
    public List<OsaSession> sessions() {
        return oat.list();
    }

    /** The ARP cache for a display, by address: one for all sessions. */
    public List<ArpEntry> arpEntries(long nowNanos) {
        return arp.cache().entries(nowNanos);
    }

    /** Forgets all ARP entries (VARY TCPIP,,PURGECACHE). */
    public void purgeArpCache() {
        arp.cache().purge();
    }

    // ---- sessions ----

    /**
     * Activates a session. It is not started: it gets, answers and sends nothing yet.
     *
     * @throws SessionRefused when the port has another name, is offline or full, or the VMAC is taken
     */
    public OsaSession open(OsaSettings settings, OsaSession.Program program) throws SessionRefused {
        if (!online) {
            throw new SessionRefused(SessionRefused.CHPID_OFFLINE, "the channel path is offline");
        }
        if (!settings.portName().equals(hardware.portName())) {
            throw new SessionRefused(
                    SessionRefused.PORT_NAME_MISMATCH,
                    "the port is named " + hardware.portName() + ", not " + settings.portName());
        }
        if (oat.isFull()) {
            throw new SessionRefused(SessionRefused.NO_SESSION_FREE, "all sessions of the port are in use");
        }
        OsaSession session = new OsaSession(this, settings, ++generations, macFor(settings), program);
        oat.add(session);
        return session;
    }

    private long macFor(OsaSettings settings) throws SessionRefused {
        return switch (settings.vmac().origin()) {
            case BURNED_IN -> hardware.mac().bits();
            case CONFIGURED -> configured(settings.vmac().address().orElseThrow());
            case OSA -> generated(settings);
        };
    }

    private long configured(MacAddress mac) throws SessionRefused {
        OsaSession holder = oat.station(mac.bits());
        if (holder != null) {
            throw new SessionRefused(
                    SessionRefused.DUPLICATE_MAC,
                    "session of " + holder.settings().lpar() + " has the MAC address " + mac.toConsole());
        }
        return mac.bits();
    }

    /**
     * 02, the last three bytes of the burned-in address, two bytes from the identity of the session: on one LAN no two
     * ports make the same address, and a session gets the same one after a restart (layout unconfirmed, hardware.md
     * 2.4).
     */
    private long generated(OsaSettings settings) {
        long prefix = 0x02L << 40 | (hardware.mac().bits() & 0xffffffL) << 16;
        int own = (settings.lpar()
                                + '.'
                                + settings.vlan()
                                + '.'
                                + settings.interfaceAddress().isV4())
                        .hashCode()
                & 0x7fffffff;
        for (int i = 0; i < OWN_ADDRESSES; i++) {
            long mac = prefix | (own + i) % OWN_ADDRESSES;
            if (oat.station(mac) == null && mac != hardware.mac().bits()) {
                return mac;
            }
        }
        throw new IllegalStateException("more addresses than sessions");
    }

    /** Ends a session: its rows are gone at once, nothing more is delivered, answered or sent. */
    public void end(OsaSession session, SessionEnd why, long nowNanos) {
        if (session.isOver()) {
            return;
        }
        session.end();
        oat.remove(session);
        arp.pending().dropAll(session);
        session.events.ended(why, nowNanos);
    }

    /** CF CHP(xx),OFFLINE, or a failed adapter: all sessions end, the OAT is empty (hardware.md 6.1 F4). */
    public void offline(long nowNanos) {
        online = false;
        for (OsaSession session : oat.list()) {
            end(session, SessionEnd.CHPID_OFFLINE, nowNanos);
        }
        arp.pending().giveUpAll();
        arp.cache().purge();
        linkWasUp = false;
    }

    /** CF CHP(xx),ONLINE: sessions can be activated again. */
    public void online() {
        online = true;
        linkWasUp = linkUp();
    }

    Oat oat() {
        return oat;
    }

    void announce(OsaSession session, int id, long nowNanos) {
        arp.announceIfDue(session, id, nowNanos);
    }

    /** Drops everything of a session that waits for its next hop. */
    void dropWaiting(OsaSession session) {
        arp.pending().dropAll(session);
    }

    /** Drops what waits for its next hop and claims an address that is now another's. */
    void forgetClaims(OsaSession session, IpAddress address, RegistrationKind kind) {
        if (address.isV4() && (kind == RegistrationKind.FORBIDDEN || kind == RegistrationKind.TARGET)) {
            arp.pending().dropClaims(session, address.v4Bits());
        }
    }

    // ---- stepping ----

    /**
     * Takes up to {@code limit} frames from the LAN and runs the timers.
     *
     * @return number of frames taken, those that were for nobody included
     */
    public int poll(int limit, long nowNanos) {
        int frames = lan.poll(receiver, limit, nowNanos);
        if (!ticked || nowNanos - lastTickNanos >= TICK_NANOS) {
            ticked = true;
            lastTickNanos = nowNanos;
            tick(nowNanos);
        }
        return frames;
    }

    private void tick(long nowNanos) {
        boolean up = linkUp();
        if (up != linkWasUp) {
            linkWasUp = up;
            for (OsaSession session : oat.sessions()) {
                if (up) {
                    // The LAN heard nothing of registrations made, or announcements due, while the cable was out.
                    session.registrations.restartAll(nowNanos);
                    session.events.lanStarted(nowNanos);
                } else {
                    session.events.lanStopped(nowNanos);
                }
            }
        }
        if (up) {
            arp.timers(nowNanos);
        } else {
            arp.questions(nowNanos);
        }
    }

    private void received(Frame frame, long nowNanos) {
        if (!linkUp()) {
            nobody.drop(OsaDrop.NO_LINK);
        } else if (link.open(frame)) {
            delivery.frame(null, frame, link.vid(), nowNanos);
        } else {
            nobody.drop(OsaDrop.RUNT);
        }
    }

    /** Pushes out what is queued on the LAN port. */
    public void flush() {
        lan.flush();
    }

    // ---- output of sessions ----

    boolean output(OsaSession from, Frame packet, long nextHopHigh, long nextHopLow, long nowNanos) {
        OsaDrop refusal = refusal(from, packet, packet.length());
        if (refusal == null && !OsaDelivery.isPacket(packet)) {
            refusal = OsaDrop.BAD_IP;
        }
        if (refusal != null) {
            from.statistics().drop(refusal);
            return false;
        }
        if (nextHopHigh == IpAddress.V4_HIGH && nextHopLow >>> 32 == 0xffffL) {
            int ip = (int) nextHopLow;
            if (ip >>> 28 == 14 || ip == GROUP_BROADCAST4) {
                long mac = ip == GROUP_BROADCAST4 ? MacAddress.BROADCAST.bits() : MacAddress.ofGroupV4(ip);
                return toGroup(from, packet, mac, nowNanos);
            }
        } else if (nextHopHigh >>> 56 == 0xff) {
            return toGroup(from, packet, IPV6_GROUP_PREFIX | nextHopLow & 0xffffffffL, nowNanos);
        }
        OsaSession neighbour = oat.holderOn(from.vid(), nextHopHigh, nextHopLow);
        if (neighbour != null && neighbour != from && neighbour.isNextHop(nextHopHigh, nextHopLow)) {
            return toSession(from, neighbour, packet, nowNanos);
        }
        if (nextHopHigh != IpAddress.V4_HIGH) {
            from.statistics().drop(OsaDrop.NO_NEIGHBOUR);
            return false;
        }
        // Waiting for the next hop, an address of this LAN may be found behind a layer-2 session: no link is needed.
        if (!linkUp() && !oat.hasLayer2()) {
            from.statistics().drop(OsaDrop.NO_LINK);
            return false;
        }
        return arp.transmit(from, packet, (int) nextHopLow, nowNanos);
    }

    private @Nullable OsaDrop refusal(OsaSession from, Frame packet, int payload) {
        if (!from.started()) {
            return OsaDrop.NOT_STARTED;
        }
        if (payload > lan.mtu()) {
            return OsaDrop.TOO_LONG;
        }
        boolean unfinished =
                payload <= 0 || packet.checksum == Frame.CHECKSUM_PARTIAL || packet.segmentation != Frame.SEGMENT_NONE;
        return unfinished ? OsaDrop.UNFINISHED : null;
    }

    /** Inside the adapter, by next hop: no ARP, no wire, cable or not (hardware.md 2.5). */
    private boolean toSession(OsaSession from, OsaSession to, Frame packet, long nowNanos) {
        if (to.isIsolatedFrom(from)) {
            from.statistics().drop(OsaDrop.ISOLATED);
            return false;
        }
        if (output.isHeldBack(from, packet)) {
            return false;
        }
        if (isStrange(to, packet)) {
            to.statistics().drop(OsaDrop.NOT_REGISTERED);
            return false;
        }
        int bytes = packet.length();
        OsaDelivery.bare(to, packet, nowNanos);
        from.statistics().packetsOut++;
        from.statistics().bytesOut += bytes;
        return true;
    }

    /** With VMAC ROUTELCL nothing reaches a session but what is for its registered addresses. */
    private static boolean isStrange(OsaSession to, Frame packet) {
        if (!to.settings().vmac().own() || to.settings().routing() == OsaSettings.Routing.ROUTEALL) {
            return false;
        }
        ByteBuffer b = packet.buffer();
        int at = packet.offset();
        boolean v4 = b.get(at) >>> 4 == 4;
        return v4
                ? !to.registrations.delivers(IpAddress.V4_HIGH, IpAddress.lowOfV4(Ipv4.destination(b, at)))
                : !to.registrations.delivers(Ipv6.destinationHigh(b, at), Ipv6.destinationLow(b, at));
    }

    private boolean toGroup(OsaSession from, Frame packet, long mac, long nowNanos) {
        if (output.isHeldBack(from, packet)) {
            return false;
        }
        delivery.groupPacket(from, packet, mac, nowNanos);
        if (!linkUp()) {
            from.statistics().drop(OsaDrop.NO_LINK);
            return false;
        }
        return output.packet(from, packet, mac, nowNanos);
    }

    boolean outputFrame(OsaSession from, Frame frame, long nowNanos) {
        OsaDrop refusal = refusal(from, frame, frame.length() - Ethernet.LENGTH);
        ByteBuffer b = frame.buffer();
        if (refusal == null && Ethernet.source(b, frame.offset()) != from.macBits()) {
            refusal = OsaDrop.WRONG_SOURCE;
        }
        if (refusal == null && Ethernet.type(b, frame.offset()) == Ethernet.TYPE_VLAN) {
            refusal = OsaDrop.WRONG_VLAN;
        }
        if (refusal != null) {
            from.statistics().drop(refusal);
            return false;
        }
        int bytes = frame.length();
        boolean inside = delivery.frame(from, frame, from.vid(), nowNanos);
        if (!inside) {
            if (!linkUp()) {
                from.statistics().drop(OsaDrop.NO_LINK);
                return false;
            }
            if (!output.frame(from, frame, nowNanos)) {
                return false;
            }
        }
        from.statistics().packetsOut++;
        from.statistics().bytesOut += bytes;
        return true;
    }

    /** Ends all sessions and closes the LAN port; nothing leaves afterwards. */
    @Override
    public void close() {
        for (OsaSession session : oat.list()) {
            end(session, SessionEnd.CLOSED, lastTickNanos);
        }
        arp.pending().giveUpAll();
        lan.close();
    }
}
