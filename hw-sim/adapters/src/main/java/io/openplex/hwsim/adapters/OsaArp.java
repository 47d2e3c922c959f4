package io.openplex.hwsim.adapters;

import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.MacAddress;
import java.nio.ByteBuffer;
import java.util.Objects;

/** ARP as an OSA does it for a layer-3 session (hardware.md 2.9): answers, announcements, cache and waiting packets. */
final class OsaArp {
    private static final long BROADCAST = MacAddress.BROADCAST.bits();

    private final OsaLink link;
    private final OsaStatistics statistics;
    private final Registrations registrations;
    private final RegistrationGate gate;
    private final Lease lease;
    private final DuplicateAddressListener listener;
    private final long mac;
    private final int interfaceIp;
    private final ArpCache cache = new ArpCache(OsaTiming.ARP_ENTRIES);
    private final PendingHops pending;
    private final Frame packet = Objects.requireNonNull(new FramePool(1, Ethernet.MIN_FRAME).acquire());

    OsaArp(
            OsaSettings settings,
            OsaLink link,
            OsaStatistics statistics,
            Registrations registrations,
            RegistrationGate gate,
            Lease lease,
            DuplicateAddressListener listener) {
        this.link = link;
        this.statistics = statistics;
        this.registrations = registrations;
        this.gate = gate;
        this.lease = lease;
        this.listener = listener;
        mac = settings.mac().bits();
        // With an IPv6 interface address the requests carry sender 0.0.0.0, as a host without address sends them.
        interfaceIp =
                settings.interfaceAddress().isV4() ? settings.interfaceAddress().v4Bits() : 0;
        pending = new PendingHops(statistics);
    }

    /** A received ARP packet at the frame's offset. */
    void input(Frame frame, long nowNanos) {
        ByteBuffer b = frame.buffer();
        int at = frame.offset();
        if (!Arp.check(b, at, frame.length()) || !isPossible(frame)) {
            statistics.drop(OsaDrop.BAD_ARP);
            return;
        }
        statistics.arpIn++;
        boolean request = Arp.operation(b, at) == Arp.REQUEST;
        long senderMac = Arp.senderMac(b, at);
        int senderIp = Arp.senderIp(b, at);
        int targetIp = Arp.targetIp(b, at);
        int asked = request ? registrations.findForArp(targetIp) : -1;
        int claimed = senderIp == 0 ? -1 : registrations.findForArp(senderIp);
        if (senderIp != 0 && !registrations.deliversV4(senderIp)) {
            learn(senderIp, senderMac, asked >= 0, nowNanos);
        }
        if (asked >= 0) {
            answer(asked, senderMac, senderIp, nowNanos);
        }
        if (claimed >= 0) {
            conflict(claimed, senderMac, nowNanos);
        }
    }

    private boolean isPossible(Frame frame) {
        ByteBuffer b = frame.buffer();
        int at = frame.offset();
        int operation = Arp.operation(b, at);
        long senderMac = Arp.senderMac(b, at);
        return (operation == Arp.REQUEST || operation == Arp.REPLY)
                && senderMac != 0
                && senderMac != mac
                && !MacAddress.isGroup(senderMac)
                && Arp.senderIp(b, at) >>> 28 < 14;
    }

    /** Every sender pair changes an entry that is there; a new entry needs a question of theirs or of ours. */
    private void learn(int ip, long senderMac, boolean asksUs, long nowNanos) {
        boolean known = cache.update(ip, senderMac, nowNanos);
        int hop = pending.find(ip);
        if (!known && (asksUs || hop >= 0)) {
            cache.learn(ip, senderMac, nowNanos);
        }
        if (hop >= 0) {
            for (int i = 0; i < pending.count(hop); i++) {
                Frame waiting = pending.packet(hop, i);
                sendIp(waiting, senderMac, nowNanos);
                waiting.release();
            }
            pending.end(hop);
        }
    }

    private void answer(int id, long toMac, int toIp, long nowNanos) {
        IpAddress address = registrations.address(id);
        if (!gate.mayClaim(address.high(), address.low())) {
            statistics.claimsRefused++;
            return;
        }
        write(Arp.REPLY, address.v4Bits(), toMac, toIp);
        if (link.send(packet, toMac, Ethernet.TYPE_ARP, registrations.isLeased(id), nowNanos)) {
            statistics.arpRepliesOut++;
        }
    }

    private void conflict(int id, long otherMac, long nowNanos) {
        statistics.duplicates++;
        IpAddress address = registrations.address(id);
        boolean takeover = registrations.takeover(id);
        if (takeover) {
            registrations.defend(id, nowNanos);
            announceIfDue(id, nowNanos);
        }
        listener.duplicate(address, otherMac, takeover, nowNanos);
    }

    /** Sends what is due: announcements, requests, giving up. */
    void timers(long nowNanos) {
        for (int id = 0; id < registrations.top(); id++) {
            announceIfDue(id, nowNanos);
        }
        for (int id = 0; id < pending.top(); id++) {
            if (pending.isDue(id, nowNanos)) {
                askAgain(id, nowNanos);
            }
        }
    }

    void announceIfDue(int id, long nowNanos) {
        if (!registrations.isDue(id, nowNanos)) {
            return;
        }
        IpAddress address = registrations.address(id);
        if (!gate.mayClaim(address.high(), address.low())) {
            statistics.claimsRefused++;
            registrations.refused(id, nowNanos);
            return;
        }
        int ip = address.v4Bits();
        boolean leased = registrations.isLeased(id);
        write(Arp.REQUEST, ip, 0, ip);
        if (link.send(packet, BROADCAST, Ethernet.TYPE_ARP, leased, nowNanos)) {
            statistics.announcements++;
        } else if (leased && lease.isOver()) {
            registrations.refused(id, nowNanos);
            return;
        }
        registrations.announced(id, nowNanos);
    }

    private void askAgain(int id, long nowNanos) {
        if (pending.isExhausted(id)) {
            pending.giveUp(id);
            return;
        }
        write(Arp.REQUEST, interfaceIp, 0, pending.ip(id));
        if (link.send(packet, BROADCAST, Ethernet.TYPE_ARP, false, nowNanos)) {
            statistics.arpRequestsOut++;
        }
        pending.requested(id, nowNanos);
    }

    private void write(int operation, int senderIp, long targetMac, int targetIp) {
        packet.reset().length(Arp.LENGTH);
        Arp.write(packet.buffer(), packet.offset(), operation, mac, senderIp, targetMac, targetIp);
    }

    /** Sends an IPv4 packet to a next hop, now or when it is known. The frame is consumed. */
    boolean transmit(Frame ipPacket, int nextHop, long nowNanos) {
        long to = cache.lookup(nextHop, nowNanos);
        if (to != ArpCache.UNKNOWN) {
            boolean sent = sendIp(ipPacket, to, nowNanos);
            ipPacket.release();
            return sent;
        }
        int hop = pending.find(nextHop);
        boolean fresh = hop < 0;
        if (fresh) {
            hop = pending.start(nextHop, nowNanos);
        }
        if (hop < 0) {
            statistics.drop(OsaDrop.TOO_MANY_HOPS);
            ipPacket.release();
            return false;
        }
        pending.enqueue(hop, ipPacket);
        if (fresh) {
            askAgain(hop, nowNanos);
        }
        return true;
    }

    /** Sends a packet to a known station; the caller keeps the frame. */
    boolean sendIp(Frame ipPacket, long to, long nowNanos) {
        int bytes = ipPacket.length();
        boolean v4 = ipPacket.buffer().get(ipPacket.offset()) >>> 4 == 4;
        int claimed = TcpClaims.isClaim(ipPacket)
                ? registrations.findV4(Ipv4.source(ipPacket.buffer(), ipPacket.offset()))
                : -1;
        if (claimed >= 0 && registrations.isForbidden(claimed)) {
            statistics.drop(OsaDrop.CLAIM_FORBIDDEN);
            return false;
        }
        boolean leased = claimed >= 0 && registrations.isLeased(claimed);
        if (!link.send(ipPacket, to, v4 ? Ethernet.TYPE_IPV4 : Ethernet.TYPE_IPV6, leased, nowNanos)) {
            return false;
        }
        statistics.packetsOut++;
        statistics.bytesOut += bytes;
        return true;
    }

    /** Drops what waits for its next hop and claims this address. */
    void forgetClaims(int ip) {
        for (int id = 0; id < pending.top(); id++) {
            pending.dropClaims(id, ip);
        }
    }

    ArpCache cache() {
        return cache;
    }

    /** Drops all waiting packets. */
    void close() {
        pending.giveUpAll();
    }
}
