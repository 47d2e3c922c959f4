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
 * Packets made here on their way out. The source is the one the caller names, also a DVIPA that is here only as a
 * distribution target: its answers go straight to the client. IPv4 only so far.
 */
public final class IpOutput implements IpSender {
    /** Smallest MTU that an IPv4 way has (RFC 791). */
    private static final int MIN_MTU4 = 576;

    private static final int MIN_MTU6 = 1280;

    private final IpOptions options;
    private final FramePool pool;
    private final HomeList home;
    private final RouteTable routes;
    private final LoopbackInterface loopback;
    private final IpCounters counters;
    private int nextId;

    IpOutput(
            IpOptions options,
            FramePool pool,
            HomeList home,
            RouteTable routes,
            LoopbackInterface loopback,
            IpCounters counters) {
        this.options = options;
        this.pool = pool;
        this.home = home;
        this.routes = routes;
        this.loopback = loopback;
        this.counters = counters;
        nextId = options.firstId();
    }

    @Override
    public @Nullable Frame acquire() {
        return pool.acquire();
    }

    @Override
    public boolean send(Frame frame, IpAddress source, IpAddress destination, int protocol, long nowNanos) {
        if (!source.isV4() || !destination.isV4()) {
            frame.release();
            return counters.drop(DropReason.IPV6);
        }
        int from = (int) source.low();
        if (from == 0) {
            IpAddress chosen = sourceFor(destination);
            from = chosen == null ? 0 : (int) chosen.low();
        }
        return send4(frame, from, (int) destination.low(), protocol, nowNanos);
    }

    /** As {@link #send}, with the addresses' bits. */
    boolean send4(Frame frame, int source, int destination, int protocol, long nowNanos) {
        long low = IpAddress.lowOfV4(destination);
        boolean local = home.find(IpAddress.V4_HIGH, low) != null;
        Route route = local ? null : routes.lookup(IpAddress.V4_HIGH, low);
        if (!local && route == null || source == 0) {
            frame.release();
            return counters.drop(DropReason.NO_ROUTE);
        }
        int mtu = route == null ? LoopbackInterface.MTU : route.effectiveMtu();
        if (Ipv4.LENGTH + frame.length() > mtu) {
            frame.release();
            return counters.drop(DropReason.TOO_BIG);
        }
        if (!finish(frame, source, destination, protocol)) {
            frame.release();
            return counters.drop(DropReason.TRANSPORT);
        }
        boolean taken = route == null
                ? loopback.send(frame, IpAddress.V4_HIGH, low, nowNanos)
                : transmit(frame, route, low, nowNanos);
        if (!taken) {
            return counters.drop(DropReason.INTERFACE_FULL);
        }
        counters.countSent();
        return true;
    }

    /** Hands a finished packet to the route's interface, which consumes it. */
    boolean transmit(Frame packet, Route route, long destinationLow, long nowNanos) {
        IpAddress gateway = route.gateway();
        long hop = gateway == null ? destinationLow : gateway.low();
        return route.via().send(packet, IpAddress.V4_HIGH, hop, nowNanos);
    }

    /** Prepends the IP header and completes the transport checksum; false when the transport header does not fit. */
    private boolean finish(Frame frame, int source, int destination, int protocol) {
        int length = frame.length();
        if (length < transportHeader(protocol)) {
            return false;
        }
        int l4 = frame.offset();
        int l3 = frame.prepend(Ipv4.LENGTH);
        ByteBuffer b = frame.buffer();
        int flags = options.dontFragment() ? Ipv4.FLAG_DF : 0;
        Ipv4.write(b, l3, frame.length(), nextId++, flags, options.ttl(), protocol, source, destination);
        switch (protocol) {
            case IpProtocol.TCP -> Tcp.writeChecksum(b, l3, l4, length);
            case IpProtocol.UDP -> Packets.writeUdpChecksum(b, l3, l4, length);
            case IpProtocol.ICMP -> Icmp4.writeChecksum(b, l4, length);
            default -> {}
        }
        frame.l3 = l3;
        frame.l4 = l4;
        frame.checksum = Frame.CHECKSUM_VALID;
        return true;
    }

    private static int transportHeader(int protocol) {
        return switch (protocol) {
            case IpProtocol.TCP -> Tcp.LENGTH;
            case IpProtocol.UDP -> Udp.LENGTH;
            case IpProtocol.ICMP -> Icmp4.LENGTH;
            default -> 0;
        };
    }

    /** Never more than a frame of this stack holds. */
    @Override
    public int mtu(IpAddress destination) {
        int smallest = destination.isV4() ? MIN_MTU4 : MIN_MTU6;
        int way = smallest;
        if (home.find(destination) != null) {
            way = LoopbackInterface.MTU;
        } else {
            Route route = routes.lookup(destination);
            if (route != null) {
                way = route.effectiveMtu();
            }
        }
        return Math.max(smallest, Math.min(way, pool.payloadBytes()));
    }

    /**
     * For an address of the stack itself that address, except for DVIPAs: a connection to one may end on another stack,
     * which could not answer to its own address. For others the address of the interface that the route names.
     */
    @Override
    public @Nullable IpAddress sourceFor(IpAddress destination) {
        HomeEntry local = home.find(destination);
        if (local != null && !local.kind().isDvipa()) {
            return local.address();
        }
        IpAddress chosen = null;
        if (local == null) {
            Route route = routes.lookup(destination);
            if (route == null) {
                return null;
            }
            chosen = route.via().address();
        }
        if (chosen != null && chosen.isV4() == destination.isV4()) {
            return chosen;
        }
        HomeEntry primary = home.primary();
        return primary == null || primary.address().isV4() != destination.isV4() ? null : primary.address();
    }
}
