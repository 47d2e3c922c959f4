package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Ipv6;
import io.openplex.hwsim.wire.MacAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions of a port get a frame, by the order of decision of hardware.md 2.3 with the rules of 2.5 to 2.8.
 * Frames come untagged, link header first, from the LAN or from a layer-2 session of the port; they are left as they
 * are. A frame never goes back to the session that sent it.
 */
final class OsaDelivery {
    private static final long IPV6_GROUP_PREFIX = 0x3333_0000_0000L;

    private final Oat oat;
    private final OsaArp arp;
    private final OsaStatistics nobody;
    private final long burnedIn;

    /** A decision over this table; {@code nobody} counts what is for no session. */
    OsaDelivery(Oat oat, OsaArp arp, OsaStatistics nobody, long burnedIn) {
        this.oat = oat;
        this.arp = arp;
        this.nobody = nobody;
        this.burnedIn = burnedIn;
    }

    /**
     * A frame for whom it may concern.
     *
     * @param from the session of this port that sent it, null for the LAN
     * @return true when it was for one station and that station is of this port, even if it could not be delivered
     */
    boolean frame(@Nullable OsaSession from, Frame frame, int vid, long nowNanos) {
        long destination = Ethernet.destination(frame.buffer(), frame.offset());
        if (MacAddress.isGroup(destination)) {
            group(from, frame, destination, vid, nowNanos);
            return false;
        }
        OsaSession station = oat.station(destination);
        if (station == null && destination != burnedIn) {
            if (from == null) {
                nobody.drop(OsaDrop.WRONG_MAC);
            }
            return false;
        }
        if (station == from && from != null) {
            from.statistics().drop(OsaDrop.WRONG_MAC);
            return true;
        }
        if (station == null) {
            burnedIn(from, frame, vid, nowNanos);
        } else {
            station(station, from, frame, vid, nowNanos);
        }
        return true;
    }

    private void station(OsaSession to, @Nullable OsaSession from, Frame frame, int vid, long nowNanos) {
        if (!to.hears(vid)) {
            to.statistics().drop(OsaDrop.WRONG_VLAN);
        } else if (from != null && to.isIsolatedFrom(from)) {
            from.statistics().drop(OsaDrop.ISOLATED);
        } else if (to.isLayer2()) {
            whole(to, frame, nowNanos);
        } else {
            int type = Ethernet.type(frame.buffer(), frame.offset());
            if (type == Ethernet.TYPE_ARP) {
                arp.input(from, frame, vid, nowNanos);
            } else if (isIp(type, frame, to.statistics())) {
                boolean all = to.settings().routing() == OsaSettings.Routing.ROUTEALL;
                if (all || to.registrations.delivers(high(type, frame), low(type, frame))) {
                    packet(to, frame, nowNanos);
                } else {
                    to.statistics().drop(OsaDrop.NOT_REGISTERED);
                }
            }
        }
    }

    private void burnedIn(@Nullable OsaSession from, Frame frame, int vid, long nowNanos) {
        int type = Ethernet.type(frame.buffer(), frame.offset());
        if (type == Ethernet.TYPE_ARP) {
            arp.input(from, frame, vid, nowNanos);
            return;
        }
        if (!isIp(type, frame, nobody)) {
            return;
        }
        boolean v6 = type == Ethernet.TYPE_IPV6;
        OsaSession to = oat.holderOn(vid, high(type, frame), low(type, frame));
        if (to == null || to == from) {
            to = oat.router(vid, v6);
        }
        if (to == null || to == from) {
            nobody.drop(oat.hasVlan(vid) ? OsaDrop.NO_ROUTER : OsaDrop.WRONG_VLAN);
        } else if (from != null && to.isIsolatedFrom(from)) {
            from.statistics().drop(OsaDrop.ISOLATED);
        } else {
            packet(to, frame, nowNanos);
        }
    }

    private void group(@Nullable OsaSession from, Frame frame, long destination, int vid, long nowNanos) {
        int type = Ethernet.type(frame.buffer(), frame.offset());
        if (!oat.hasVlan(vid)) {
            nobody.drop(OsaDrop.WRONG_VLAN);
            return;
        }
        if (type == Ethernet.TYPE_ARP) {
            arp.input(from, frame, vid, nowNanos);
        }
        boolean ip = type == Ethernet.TYPE_IPV4 || type == Ethernet.TYPE_IPV6;
        boolean good = ip && isIp(type, frame, nobody);
        boolean wanted = false;
        for (OsaSession to : oat.sessions()) {
            if (to == from || !to.hears(vid) || from != null && to.isIsolatedFrom(from)) {
                continue;
            }
            if (to.isLayer2()) {
                if (destination == MacAddress.BROADCAST.bits() || to.groups.contains(0, destination)) {
                    wanted = true;
                    whole(to, frame, nowNanos);
                }
            } else if (good && wants(to, type, frame, destination)) {
                wanted = true;
                packet(to, frame, nowNanos);
            }
        }
        if (!wanted && good && from == null) {
            nobody.drop(matches(vid, type, frame, destination) ? OsaDrop.GROUP_DISABLED : OsaDrop.GROUP_MISMATCH);
        } else if (!ip && type != Ethernet.TYPE_ARP && !wanted && from == null) {
            nobody.drop(OsaDrop.UNKNOWN_TYPE);
        }
    }

    /** A layer-3 session wants this IP packet that came to a group MAC address. */
    private boolean wants(OsaSession to, int type, Frame frame, long destination) {
        if (!matches(to.vid(), type, frame, destination)) {
            return false;
        }
        if (destination == MacAddress.BROADCAST.bits()) {
            return to.settings().groups().broadcast()
                    && !to.registrations.delivers(high(type, frame), low(type, frame));
        }
        return to.settings().groups().multicast() || to.groups.contains(high(type, frame), low(type, frame));
    }

    /** The IP destination belongs to the group MAC address: 32 IP groups share one (RFC 1112 6.4, RFC 2464 7). */
    private boolean matches(int vid, int type, Frame frame, long destination) {
        long high = high(type, frame);
        long low = low(type, frame);
        if (type == Ethernet.TYPE_IPV6) {
            return high >>> 56 == 0xff && destination == (IPV6_GROUP_PREFIX | low & 0xffffffffL);
        }
        if (destination == MacAddress.BROADCAST.bits()) {
            return oat.holder(vid, high, low) == null;
        }
        return (int) low >>> 28 == 14 && destination == MacAddress.ofGroupV4((int) low);
    }

    /**
     * An IP packet of a layer-3 session for a group, at its IP header: to every other session that wants it.
     *
     * @param destination the group's MAC address
     */
    void groupPacket(OsaSession from, Frame packet, long destination, long nowNanos) {
        int offset = packet.offset();
        int length = packet.length();
        int type = packet.buffer().get(offset) >>> 4 == 4 ? Ethernet.TYPE_IPV4 : Ethernet.TYPE_IPV6;
        Ethernet.write(packet.buffer(), packet.prepend(Ethernet.LENGTH), destination, from.macBits(), type);
        for (OsaSession to : oat.sessions()) {
            if (to == from || !to.hears(from.vid()) || to.isIsolatedFrom(from)) {
                continue;
            }
            if (to.isLayer2()) {
                if (destination == MacAddress.BROADCAST.bits() || to.groups.contains(0, destination)) {
                    whole(to, packet, nowNanos);
                }
            } else if (wants(to, type, packet, destination)) {
                packet(to, packet, nowNanos);
            }
        }
        packet.bounds(offset, length);
    }

    /** Checks version and lengths only; checksums are the stack's to verify and count. */
    private static boolean isIp(int type, Frame frame, OsaStatistics counting) {
        if (type != Ethernet.TYPE_IPV4 && type != Ethernet.TYPE_IPV6) {
            counting.drop(OsaDrop.UNKNOWN_TYPE);
            return false;
        }
        int at = frame.offset() + Ethernet.LENGTH;
        boolean good = isPacket(type == Ethernet.TYPE_IPV4, frame.buffer(), at, frame.length() - Ethernet.LENGTH);
        if (!good) {
            counting.drop(OsaDrop.BAD_IP);
        }
        return good;
    }

    /** The frame, which stands at its IP header, holds a whole IP packet as far as version and lengths say. */
    static boolean isPacket(Frame packet) {
        ByteBuffer b = packet.buffer();
        int at = packet.offset();
        return packet.length() > 0 && isPacket(b.get(at) >>> 4 == 4, b, at, packet.length());
    }

    private static boolean isPacket(boolean v4, ByteBuffer b, int at, int length) {
        return v4
                ? length >= Ipv4.LENGTH
                        && b.get(at) >>> 4 == 4
                        && Ipv4.totalLength(b, at) >= Ipv4.LENGTH
                        && Ipv4.totalLength(b, at) <= length
                : Ipv6.check(b, at, length);
    }

    private static long high(int type, Frame frame) {
        return type == Ethernet.TYPE_IPV4
                ? IpAddress.V4_HIGH
                : Ipv6.destinationHigh(frame.buffer(), frame.offset() + Ethernet.LENGTH);
    }

    private static long low(int type, Frame frame) {
        int at = frame.offset() + Ethernet.LENGTH;
        return type == Ethernet.TYPE_IPV4
                ? IpAddress.lowOfV4(Ipv4.destination(frame.buffer(), at))
                : Ipv6.destinationLow(frame.buffer(), at);
    }

    /** Delivers the whole frame to a layer-2 session. */
    static void whole(OsaSession to, Frame frame, long nowNanos) {
        int offset = frame.offset();
        int length = frame.length();
        hand(to, frame, length, nowNanos);
        frame.bounds(offset, length);
    }

    /** Delivers the IP packet behind the link header, without padding, to a layer-3 session. */
    static void packet(OsaSession to, Frame frame, long nowNanos) {
        int offset = frame.offset();
        int length = frame.length();
        frame.strip(Ethernet.LENGTH);
        bare(to, frame, nowNanos);
        frame.bounds(offset, length);
    }

    /** Delivers an IP packet that stands at its IP header. */
    static void bare(OsaSession to, Frame packet, long nowNanos) {
        ByteBuffer b = packet.buffer();
        int at = packet.offset();
        int length = b.get(at) >>> 4 == 4 ? Ipv4.totalLength(b, at) : Ipv6.LENGTH + Ipv6.payloadLength(b, at);
        packet.length(length);
        packet.l3 = at;
        hand(to, packet, length, nowNanos);
    }

    private static void hand(OsaSession to, Frame packet, int bytes, long nowNanos) {
        if (to.queues.deliver(packet, nowNanos)) {
            to.statistics().packetsIn++;
            to.statistics().bytesIn += bytes;
        } else {
            to.statistics().drop(OsaDrop.RING_FULL);
        }
    }
}
