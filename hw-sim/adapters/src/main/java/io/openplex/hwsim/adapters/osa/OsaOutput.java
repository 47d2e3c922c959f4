package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.Ipv4;
import org.jspecify.annotations.Nullable;

/** Sends what sessions and the adapter's ARP have to say, to the LAN or to a layer-2 session of the port. */
final class OsaOutput {
    private final Oat oat;
    private final OsaLink link;

    OsaOutput(Oat oat, OsaLink link) {
        this.oat = oat;
        this.link = link;
    }

    /**
     * Sends an ARP packet of a session, which stands at its first byte.
     *
     * @param to the layer-2 session that asked; null: the LAN, and if it is for all stations every layer-2 session too
     */
    boolean arp(OsaSession from, @Nullable OsaSession to, Frame packet, long mac, boolean leased, long nowNanos) {
        if (to != null) {
            if (leased && from.lease.isOver()) {
                from.statistics().drop(OsaDrop.LEASE_OVER);
                return false;
            }
            Ethernet.write(packet.buffer(), packet.prepend(Ethernet.LENGTH), mac, from.macBits(), Ethernet.TYPE_ARP);
            OsaDelivery.whole(to, packet, nowNanos);
            return true;
        }
        int offset = packet.offset();
        int length = packet.length();
        boolean sent = link.send(from, packet, mac, Ethernet.TYPE_ARP, leased, nowNanos);
        packet.bounds(offset, length);
        if (oat.hasLayer2() && !(leased && from.lease.isOver())) {
            Ethernet.write(packet.buffer(), packet.prepend(Ethernet.LENGTH), mac, from.macBits(), Ethernet.TYPE_ARP);
            for (OsaSession other : oat.sessions()) {
                if (other != from && other.isLayer2() && other.hears(from.vid()) && !other.isIsolatedFrom(from)) {
                    OsaDelivery.whole(other, packet, nowNanos);
                }
            }
        }
        return sent;
    }

    /** The packet (at its IP header) claims an address that the session may not claim now; counted. */
    boolean isHeldBack(OsaSession from, Frame ipPacket) {
        int claimed = claimed(from, ipPacket);
        if (claimed < 0) {
            return false;
        }
        if (from.registrations.isForbidden(claimed)) {
            from.statistics().drop(OsaDrop.CLAIM_FORBIDDEN);
            return true;
        }
        if (from.registrations.isLeased(claimed) && from.lease.isOver()) {
            from.statistics().drop(OsaDrop.LEASE_OVER);
            return true;
        }
        return false;
    }

    private static int claimed(OsaSession from, Frame ipPacket) {
        return TcpClaims.isClaim(ipPacket)
                ? from.registrations.findV4(Ipv4.source(ipPacket.buffer(), ipPacket.offset()))
                : -1;
    }

    /** Sends a packet of a layer-3 session to a known station; the caller keeps the frame. */
    boolean packet(OsaSession from, Frame ipPacket, long mac, long nowNanos) {
        if (isHeldBack(from, ipPacket)) {
            return false;
        }
        int bytes = ipPacket.length();
        int type = ipPacket.buffer().get(ipPacket.offset()) >>> 4 == 4 ? Ethernet.TYPE_IPV4 : Ethernet.TYPE_IPV6;
        OsaSession neighbour = oat.station(mac);
        if (neighbour != null && neighbour.hears(from.vid())) {
            if (neighbour.isIsolatedFrom(from)) {
                from.statistics().drop(OsaDrop.ISOLATED);
                return false;
            }
            if (!neighbour.isLayer2()) {
                from.statistics().drop(OsaDrop.NO_NEIGHBOUR);
                return false;
            }
            Ethernet.write(ipPacket.buffer(), ipPacket.prepend(Ethernet.LENGTH), mac, from.macBits(), type);
            OsaDelivery.whole(neighbour, ipPacket, nowNanos);
        } else {
            int claimed = claimed(from, ipPacket);
            boolean leased = claimed >= 0 && from.registrations.isLeased(claimed);
            if (!link.send(from, ipPacket, mac, type, leased, nowNanos)) {
                return false;
            }
        }
        from.statistics().packetsOut++;
        from.statistics().bytesOut += bytes;
        return true;
    }

    /** Sends a frame of a layer-2 session to the LAN; the caller keeps it. */
    boolean frame(OsaSession from, Frame frame, long nowNanos) {
        return link.sendFrame(from, frame, false, nowNanos);
    }
}
