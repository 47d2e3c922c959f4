package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * ARP as an OSA does it for the layer-3 sessions of a port (hardware.md 2.9): answers, announcements, one cache for all
 * sessions, and the packets that wait. Layer-2 sessions do their own; they hear what the adapter says and are answered
 * like hosts on the LAN.
 */
final class OsaArp {
    private static final long BROADCAST = MacAddress.BROADCAST.bits();

    private final Oat oat;
    private final OsaOutput output;
    private final OsaStatistics nobody;
    private final long burnedIn;
    private final ArpCache cache = new ArpCache(OsaTiming.ARP_ENTRIES);
    private final PendingHops pending;
    private final Frame packet = Objects.requireNonNull(new FramePool(1, Ethernet.MIN_FRAME).acquire());

    OsaArp(Oat oat, OsaOutput output, OsaStatistics nobody, long burnedIn, int mtu) {
        this.oat = oat;
        this.output = output;
        this.nobody = nobody;
        this.burnedIn = burnedIn;
        pending = new PendingHops(mtu);
    }

    /** A received frame with an ARP packet, from the LAN (null) or a layer-2 session; it is left as it is. */
    void input(@Nullable OsaSession from, Frame frame, int vid, long nowNanos) {
        int at = frame.offset() + Ethernet.LENGTH;
        if (!Arp.check(frame.buffer(), at, frame.length() - Ethernet.LENGTH) || !isPossible(from, frame, at)) {
            nobody.drop(OsaDrop.BAD_ARP);
            return;
        }
        boolean request = Arp.operation(frame.buffer(), at) == Arp.REQUEST;
        long senderMac = Arp.senderMac(frame.buffer(), at);
        int senderIp = Arp.senderIp(frame.buffer(), at);
        OsaSession asked = request ? responsible(from, Arp.targetIp(frame.buffer(), at), vid) : null;
        OsaSession claimed = senderIp == 0 ? null : responsible(from, senderIp, vid);
        OsaSession holder = oat.holderOn(vid, IpAddress.V4_HIGH, IpAddress.lowOfV4(senderIp));
        boolean ours = holder != null && holder.isNextHop(IpAddress.V4_HIGH, IpAddress.lowOfV4(senderIp));
        count(asked, claimed);
        if (senderIp != 0 && !ours) {
            learn(vid, senderIp, senderMac, asked != null, nowNanos);
        }
        if (asked != null) {
            answer(asked, from, asked.registrations.findV4(Arp.targetIp(frame.buffer(), at)), frame, nowNanos);
        }
        if (claimed != null) {
            conflict(claimed, claimed.registrations.findV4(senderIp), senderMac, nowNanos);
        }
    }

    private void count(@Nullable OsaSession asked, @Nullable OsaSession claimed) {
        OsaSession concerned = asked != null ? asked : claimed;
        (concerned == null ? nobody : concerned.statistics()).arpIn++;
    }

    /** The session on this VLAN that has the ARP of an address and may hear the sender, or null. */
    private @Nullable OsaSession responsible(@Nullable OsaSession from, int ip, int vid) {
        OsaSession holder = oat.holderOn(vid, IpAddress.V4_HIGH, IpAddress.lowOfV4(ip));
        if (holder == null || holder.registrations.findForArp(ip) < 0) {
            return null;
        }
        return from != null && holder.isIsolatedFrom(from) ? null : holder;
    }

    private boolean isPossible(@Nullable OsaSession from, Frame frame, int at) {
        int operation = Arp.operation(frame.buffer(), at);
        long senderMac = Arp.senderMac(frame.buffer(), at);
        OsaSession station = oat.station(senderMac);
        return (operation == Arp.REQUEST || operation == Arp.REPLY)
                && senderMac != 0
                && senderMac != burnedIn
                && (station == null || station == from)
                && !MacAddress.isGroup(senderMac)
                && Arp.senderIp(frame.buffer(), at) >>> 28 < 14;
    }

    /** Every sender pair changes an entry that is there; a new entry needs a question of theirs or of ours. */
    private void learn(int vid, int ip, long senderMac, boolean asksUs, long nowNanos) {
        boolean known = cache.update(vid, ip, senderMac, nowNanos);
        int hop = pending.find(vid, ip);
        if (!known && (asksUs || hop >= 0)) {
            cache.learn(vid, ip, senderMac, nowNanos);
        }
        if (hop >= 0) {
            for (int i = 0; i < pending.count(hop); i++) {
                output.packet(pending.sender(hop, i), pending.packet(hop, i), senderMac, nowNanos);
            }
            pending.end(hop);
        }
    }

    private void answer(OsaSession of, @Nullable OsaSession to, int id, Frame question, long nowNanos) {
        IpAddress address = of.registrations.address(id);
        if (!of.registrations.answersArp(id)) {
            return;
        }
        if (!of.gate.mayClaim(address.high(), address.low())) {
            of.statistics().claimsRefused++;
            return;
        }
        int at = question.offset() + Ethernet.LENGTH;
        long toMac = Arp.senderMac(question.buffer(), at);
        write(of, Arp.REPLY, address.v4Bits(), toMac, Arp.senderIp(question.buffer(), at));
        if (output.arp(of, to, packet, toMac, of.registrations.isLeased(id), nowNanos)) {
            of.statistics().arpRepliesOut++;
        }
    }

    private void conflict(OsaSession of, int id, long otherMac, long nowNanos) {
        of.statistics().duplicates++;
        IpAddress address = of.registrations.address(id);
        boolean takeover = of.registrations.takeover(id);
        if (takeover) {
            of.registrations.defend(id, nowNanos);
            announceIfDue(of, id, nowNanos);
        } else if (of.registrations.isProbing(id)) {
            of.duplicateFound(address);
            of.events.registered(address, AdapterSession.DUPLICATE_ON_LAN, nowNanos);
        }
        of.events.duplicate(address, otherMac, takeover, nowNanos);
    }

    /** Sends what is due: announcements and questions; gives up on next hops. */
    void timers(long nowNanos) {
        claims(nowNanos);
        questions(nowNanos);
    }

    private void claims(long nowNanos) {
        for (OsaSession session : oat.sessions()) {
            for (int id = 0; id < session.registrations.top(); id++) {
                announceIfDue(session, id, nowNanos);
                if (session.registrations.settles(id, nowNanos)) {
                    session.events.registered(session.registrations.address(id), AdapterSession.OK, nowNanos);
                }
            }
        }
    }

    /** Asks again for next hops, or gives up; without link nobody but layer-2 sessions hears. */
    void questions(long nowNanos) {
        for (int id = 0; id < pending.top(); id++) {
            if (pending.isDue(id, nowNanos)) {
                askAgain(id, nowNanos);
            }
        }
    }

    void announceIfDue(OsaSession of, int id, long nowNanos) {
        if (!of.started() || !of.registrations.isDue(id, nowNanos)) {
            return;
        }
        IpAddress address = of.registrations.address(id);
        if (!of.gate.mayClaim(address.high(), address.low())) {
            of.statistics().claimsRefused++;
            of.registrations.refused(id, nowNanos);
            return;
        }
        int ip = address.v4Bits();
        boolean leased = of.registrations.isLeased(id);
        write(of, Arp.REQUEST, ip, 0, ip);
        if (output.arp(of, null, packet, BROADCAST, leased, nowNanos)) {
            of.statistics().announcements++;
            of.registrations.announced(id, nowNanos);
        } else {
            of.registrations.refused(id, nowNanos);
        }
    }

    private void askAgain(int id, long nowNanos) {
        if (pending.isExhausted(id) || pending.count(id) == 0) {
            pending.giveUp(id);
            return;
        }
        OsaSession asking = pending.sender(id, 0);
        write(asking, Arp.REQUEST, asking.askingAddress(), 0, pending.ip(id));
        if (output.arp(asking, null, packet, BROADCAST, false, nowNanos)) {
            asking.statistics().arpRequestsOut++;
        }
        pending.requested(id, nowNanos);
    }

    private void write(OsaSession from, int operation, int senderIp, long targetMac, int targetIp) {
        packet.reset().length(Arp.LENGTH);
        Arp.write(packet.buffer(), packet.offset(), operation, from.macBits(), senderIp, targetMac, targetIp);
    }

    /** Sends an IPv4 packet to a next hop on the LAN, now or when it is known. The caller keeps the frame. */
    boolean transmit(OsaSession from, Frame ipPacket, int nextHop, long nowNanos) {
        long to = cache.lookup(from.vid(), nextHop, nowNanos);
        if (to != ArpCache.UNKNOWN) {
            return output.packet(from, ipPacket, to, nowNanos);
        }
        int hop = pending.find(from.vid(), nextHop);
        boolean fresh = hop < 0;
        if (fresh) {
            hop = pending.start(from.vid(), nextHop, nowNanos);
        }
        if (hop < 0) {
            from.statistics().drop(OsaDrop.TOO_MANY_HOPS);
            return false;
        }
        pending.enqueue(hop, from, ipPacket);
        if (fresh) {
            askAgain(hop, nowNanos);
        }
        return true;
    }

    PendingHops pending() {
        return pending;
    }

    ArpCache cache() {
        return cache;
    }
}
