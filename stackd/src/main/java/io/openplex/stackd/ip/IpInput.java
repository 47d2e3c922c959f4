package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.Icmp4;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Tcp;
import io.openplex.hwsim.wire.Udp;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Packets on their way in: proven sane, then delivered, given to the inbound router, forwarded, or counted and dropped.
 * Whatever the bytes are, nothing is thrown and no frame is kept.
 */
final class IpInput implements IpInterface.PacketInput {
    private final IpOptions options;
    private final FramePool pool;
    private final HomeList home;
    private final RouteTable routes;
    private final InterfaceTable interfaces;
    private final IpOutput output;
    private final IcmpOutput icmp;
    private final IpCounters counters;
    private final @Nullable PacketHandler[] handlers = new PacketHandler[256];
    private InboundRouter router = InboundRouter.NONE;

    IpInput(
            IpOptions options,
            FramePool pool,
            HomeList home,
            RouteTable routes,
            InterfaceTable interfaces,
            IpOutput output,
            IpCounters counters) {
        this.options = options;
        this.pool = pool;
        this.home = home;
        this.routes = routes;
        this.interfaces = interfaces;
        this.output = output;
        this.counters = counters;
        icmp = new IcmpOutput(pool, output, counters);
    }

    void handler(int protocol, PacketHandler handler) {
        handlers[protocol] = handler;
    }

    void router(InboundRouter newRouter) {
        router = newRouter;
    }

    @Override
    public void packet(Frame packet, long nowNanos) {
        counters.countReceived();
        IpInterface from = interfaces.get(packet.ingress);
        if (from == null) {
            counters.drop(DropReason.INTERFACE_DOWN);
            return;
        }
        if (!sane(packet)) {
            return;
        }
        int source = Ipv4.source(packet.buffer(), packet.l3);
        int destination = Ipv4.destination(packet.buffer(), packet.l3);
        boolean inside = from.kind() == InterfaceKind.LOOPBACK;
        if (!inside && !sourceSane(source)) {
            counters.drop(DropReason.SOURCE);
            return;
        }
        HomeEntry entry = home.find(IpAddress.V4_HIGH, IpAddress.lowOfV4(destination));
        if (entry != null && (inside || entry.kind() != HomeKind.LOOPBACK)) {
            deliver(packet, entry, from, nowNanos);
        } else if (destinationSane(destination)) {
            transit(packet, destination, from, nowNanos);
        }
    }

    /** Proves the header, cuts padding, sets the positions. */
    private boolean sane(Frame packet) {
        ByteBuffer b = packet.buffer();
        int at = packet.offset();
        if (packet.length() > 0 && (b.get(at) >>> 4 & 0xf) == 6) {
            return counters.drop(DropReason.IPV6);
        }
        switch (Ipv4.check(b, at, packet.length())) {
            case Ipv4.GOOD -> {
                packet.length(Ipv4.totalLength(b, at));
                packet.l3 = at;
                packet.l4 = at + Ipv4.headerLength(b, at);
                return true;
            }
            case Ipv4.BAD_VERSION -> counters.drop(DropReason.VERSION);
            case Ipv4.BAD_CHECKSUM -> counters.drop(DropReason.HEADER_CHECKSUM);
            default -> counters.drop(DropReason.LENGTH);
        }
        return false;
    }

    /**
     * A packet from outside may not come from this stack's own addresses, except from a DVIPA: targets answer with it,
     * and their client may be the owner itself.
     */
    private boolean sourceSane(int source) {
        int first = source >>> 24;
        if (first == 0 || first == 127 || first >= 224) {
            return false;
        }
        HomeEntry own = home.find(IpAddress.V4_HIGH, IpAddress.lowOfV4(source));
        return (own == null || own.kind().isDvipa()) && !interfaces.broadcast(source);
    }

    private boolean destinationSane(int destination) {
        int first = destination >>> 24;
        if (destination == -1 || interfaces.broadcast(destination)) {
            return counters.drop(DropReason.BROADCAST);
        }
        if (first >>> 4 == 14) {
            return counters.drop(DropReason.MULTICAST);
        }
        return first != 0 && first != 127 && first < 240 || counters.drop(DropReason.DESTINATION);
    }

    private void deliver(Frame packet, HomeEntry entry, IpInterface from, long nowNanos) {
        ByteBuffer b = packet.buffer();
        if (Ipv4.isFragment(b, packet.l3)) {
            counters.drop(DropReason.FRAGMENT);
            return;
        }
        int protocol = Ipv4.protocol(b, packet.l3);
        boolean moving = entry.kind() == HomeKind.DVIPA_MOVING && protocol != IpProtocol.TCP;
        if (from.kind() == InterfaceKind.OSA && (entry.internal() || moving)) {
            counters.drop(DropReason.NOT_OWNER);
            return;
        }
        switch (protocol) {
            case IpProtocol.TCP -> tcp(packet, entry, from, nowNanos);
            case IpProtocol.UDP -> udp(packet, nowNanos);
            case IpProtocol.ICMP -> icmp(packet, entry, nowNanos);
            default -> other(packet, protocol, nowNanos);
        }
    }

    private void tcp(Frame packet, HomeEntry entry, IpInterface from, long nowNanos) {
        if (!Tcp.check(packet.buffer(), packet.l4, packet.end() - packet.l4)) {
            counters.drop(DropReason.TRANSPORT);
            return;
        }
        boolean ours = entry.kind() == HomeKind.DVIPA_OWNED || entry.kind() == HomeKind.DVIPA_MOVING;
        if (ours
                && from.kind() != InterfaceKind.XCF
                && router.route(packet, entry, nowNanos) == InboundRouter.Verdict.CONSUMED) {
            counters.countRouted();
            return;
        }
        other(packet, IpProtocol.TCP, nowNanos);
    }

    private void udp(Frame packet, long nowNanos) {
        ByteBuffer b = packet.buffer();
        int room = packet.end() - packet.l4;
        if (!Udp.check(b, packet.l4, room)
                || !Packets.udpChecksumGood(b, packet.l3, packet.l4, Udp.udpLength(b, packet.l4))) {
            counters.drop(DropReason.TRANSPORT);
            return;
        }
        PacketHandler handler = handlers[IpProtocol.UDP];
        if (handler != null && handler.packet(packet, nowNanos)) {
            counters.countDelivered();
            return;
        }
        counters.drop(DropReason.NO_PORT);
        complain(packet, Icmp4.CODE_PORT, nowNanos);
    }

    private void icmp(Frame packet, HomeEntry entry, long nowNanos) {
        ByteBuffer b = packet.buffer();
        if (!Icmp4.check(b, packet.l4, packet.end() - packet.l4)) {
            counters.drop(DropReason.TRANSPORT);
            return;
        }
        if (Icmp4.type(b, packet.l4) == Icmp4.ECHO_REQUEST) {
            // An address that is here only as a target does not answer; its owner does (dvipa-and-distributor.md 3.8).
            if (entry.internal() || entry.kind() == HomeKind.DVIPA_MOVING) {
                counters.drop(DropReason.NOT_OWNER);
            } else {
                icmp.echoReply(packet, nowNanos);
            }
            return;
        }
        PacketHandler handler = handlers[IpProtocol.ICMP];
        if (handler != null && handler.packet(packet, nowNanos)) {
            counters.countDelivered();
        } else {
            counters.drop(DropReason.ICMP_IGNORED);
        }
    }

    private void other(Frame packet, int protocol, long nowNanos) {
        PacketHandler handler = handlers[protocol];
        if (handler != null && handler.packet(packet, nowNanos)) {
            counters.countDelivered();
            return;
        }
        counters.drop(DropReason.NO_PROTOCOL);
        complain(packet, Icmp4.CODE_PROTOCOL, nowNanos);
    }

    /** Destination unreachable, from the address that was asked. */
    private void complain(Frame packet, int code, long nowNanos) {
        HomeEntry asked = home.find(IpAddress.V4_HIGH, IpAddress.lowOfV4(Ipv4.destination(packet.buffer(), packet.l3)));
        icmp.error(packet, asked == null ? null : asked.address(), Icmp4.UNREACHABLE, code, 0, nowNanos);
    }

    private void transit(Frame packet, int destination, IpInterface from, long nowNanos) {
        if (from.kind() != InterfaceKind.OSA) {
            counters.drop(DropReason.LOOP_GUARD);
            return;
        }
        if (!options.forwarding()) {
            counters.drop(DropReason.NO_FORWARDING);
            return;
        }
        ByteBuffer b = packet.buffer();
        if (Ipv4.ttl(b, packet.l3) <= 1) {
            counters.drop(DropReason.TTL);
            icmp.error(packet, from.address(), Icmp4.TIME_EXCEEDED, 0, 0, nowNanos);
            return;
        }
        long low = IpAddress.lowOfV4(destination);
        Route route = routes.lookup(IpAddress.V4_HIGH, low);
        if (route == null) {
            counters.drop(DropReason.NO_ROUTE);
            icmp.error(packet, from.address(), Icmp4.UNREACHABLE, IcmpOutput.CODE_NET, 0, nowNanos);
            return;
        }
        forward(packet, route, low, from, nowNanos);
    }

    private void forward(Frame packet, Route route, long destinationLow, IpInterface from, long nowNanos) {
        int mtu = route.effectiveMtu();
        if (packet.length() > mtu) {
            counters.drop(DropReason.TOO_BIG);
            if ((Ipv4.fragmentBits(packet.buffer(), packet.l3) & Ipv4.FLAG_DF) != 0) {
                int code = IcmpOutput.CODE_FRAGMENTATION_NEEDED;
                icmp.error(packet, from.address(), Icmp4.UNREACHABLE, code, mtu, nowNanos);
            }
            return;
        }
        Frame copy = Packets.copy(packet, pool);
        if (copy == null) {
            counters.drop(DropReason.NO_FRAME);
            return;
        }
        Packets.decrementTtl(copy.buffer(), copy.l3);
        if (output.transmit(copy, route, destinationLow, nowNanos)) {
            counters.countForwarded();
        } else {
            counters.drop(DropReason.INTERFACE_FULL);
        }
    }
}
