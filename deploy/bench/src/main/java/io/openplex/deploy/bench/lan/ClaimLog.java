package io.openplex.deploy.bench.lan;

import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.hwsim.wire.Tcp;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Every claim that passed the switch since the last {@link #forget}, and which station serves which connection. Frames
 * come on the loop; questions from any thread.
 */
public final class ClaimLog {
    private static final int PORTS = 1 << 16;

    private final IntPredicate dvipa;
    private final Map<Long, String> stations = new HashMap<>();
    private final List<Claim> claims = new ArrayList<>();

    /** By client port: to whom the latest SYN went, when, and who accepted. */
    private final @Nullable String[] synTo = new @Nullable String[PORTS];

    private final long[] synNanos = new long[PORTS];
    private final @Nullable String[] server = new @Nullable String[PORTS];

    /**
     * An empty log.
     *
     * @param dvipa true for an IPv4 address, as 32 bits, whose claims count
     */
    public ClaimLog(IntPredicate dvipa) {
        this.dvipa = dvipa;
    }

    /** A station with the burned-in address of its adapter. */
    synchronized void station(String name, MacAddress mac) {
        stations.put(mac.bits(), name);
    }

    /** A frame that a stack sent. */
    synchronized void fromStack(String station, Frame frame, long nowNanos) {
        if (!Ethernet.check(frame.length())) {
            return;
        }
        ByteBuffer b = frame.buffer();
        int l3 = frame.offset() + Ethernet.LENGTH;
        int length = frame.length() - Ethernet.LENGTH;
        switch (Ethernet.type(b, frame.offset())) {
            case Ethernet.TYPE_ARP -> arp(station, b, l3, length, nowNanos);
            case Ethernet.TYPE_IPV4 -> segment(station, b, l3, length, nowNanos);
            default -> {
                // Nothing else claims an IPv4 address.
            }
        }
    }

    private void arp(String station, ByteBuffer b, int l3, int length, long nowNanos) {
        if (!Arp.check(b, l3, length) || !dvipa.test(Arp.senderIp(b, l3))) {
            return;
        }
        Claim.Kind kind = Arp.senderIp(b, l3) == Arp.targetIp(b, l3)
                ? Claim.Kind.GRATUITOUS
                : Arp.operation(b, l3) == Arp.REPLY ? Claim.Kind.ARP_REPLY : Claim.Kind.ARP_REQUEST;
        claims.add(new Claim(nowNanos, station, IpAddress.v4(Arp.senderIp(b, l3)), kind, 0, "", 0));
    }

    private void segment(String station, ByteBuffer b, int l3, int length, long nowNanos) {
        if (!isTcp(b, l3, length) || !dvipa.test(Ipv4.source(b, l3))) {
            return;
        }
        int l4 = l3 + Ipv4.headerLength(b, l3);
        int flags = Tcp.flags(b, l4);
        int port = Tcp.destinationPort(b, l4);
        boolean accepted = (flags & Tcp.SYN) != 0 && (flags & Tcp.ACK) != 0;
        boolean reset = (flags & Tcp.RST) != 0;
        if (accepted) {
            server[port] = station;
        }
        if (accepted || reset) {
            String to = synTo[port];
            Claim.Kind kind = reset ? Claim.Kind.RST : Claim.Kind.SYN_ACK;
            claims.add(new Claim(
                    nowNanos,
                    station,
                    IpAddress.v4(Ipv4.source(b, l3)),
                    kind,
                    port,
                    to == null ? "" : to,
                    synNanos[port]));
        }
    }

    /** A frame that the client host sent. */
    synchronized void fromClient(Frame frame, long nowNanos) {
        ByteBuffer b = frame.buffer();
        int l3 = frame.offset() + Ethernet.LENGTH;
        int length = frame.length() - Ethernet.LENGTH;
        if (!Ethernet.check(frame.length())
                || Ethernet.type(b, frame.offset()) != Ethernet.TYPE_IPV4
                || !isTcp(b, l3, length)) {
            return;
        }
        int l4 = l3 + Ipv4.headerLength(b, l3);
        if ((Tcp.flags(b, l4) & Tcp.SYN) != 0) {
            int port = Tcp.sourcePort(b, l4);
            synTo[port] = stations.getOrDefault(Ethernet.destination(b, frame.offset()), "");
            synNanos[port] = nowNanos;
            server[port] = null;
        }
    }

    private static boolean isTcp(ByteBuffer b, int l3, int length) {
        return Ipv4.check(b, l3, length) == Ipv4.GOOD
                && Ipv4.protocol(b, l3) == IpProtocol.TCP
                && !Ipv4.isFragment(b, l3)
                && Tcp.check(b, l3 + Ipv4.headerLength(b, l3), Ipv4.totalLength(b, l3) - Ipv4.headerLength(b, l3));
    }

    /** All claims, in order. */
    public synchronized List<Claim> all() {
        return List.copyOf(claims);
    }

    /** Claims from that time on, in order. */
    public synchronized List<Claim> since(long nanos) {
        return claims.stream().filter(claim -> claim.nanos() - nanos >= 0).toList();
    }

    /** Station that accepted the connection from this client port; empty when nobody has. */
    public synchronized String serverOf(int clientPort) {
        String name = server[clientPort];
        return name == null ? "" : name;
    }

    /** Forgets the claims so far. */
    public synchronized void forget() {
        claims.clear();
    }
}
