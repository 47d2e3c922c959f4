package io.openplex.deploy.simulation.lan;

import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.lan.LanStatistics;
import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.hwsim.wire.Tcp;
import io.openplex.stackd.loop.NanoClock;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A station's end of a cable that notes every ARP packet and every SYN-ACK that leaves, at the world's time. */
public final class WatchedPort implements LanPort {
    private final LanPort port;
    private final String station;
    private final NanoClock clock;
    private final Consumer<ArpClaim> claims;
    private final Consumer<SynAnswer> answers;
    private final Consumer<Frame> sent;

    WatchedPort(
            LanPort port,
            String station,
            NanoClock clock,
            Consumer<ArpClaim> claims,
            Consumer<SynAnswer> answers,
            Consumer<Frame> sentFrames) {
        this.port = port;
        this.station = station;
        this.clock = clock;
        this.claims = claims;
        this.answers = answers;
        sent = sentFrames;
    }

    @Override
    public boolean send(Frame frame, long nowNanos) {
        boolean left = port.send(frame, nowNanos);
        if (left) {
            note(frame, clock.nanos());
            sent.accept(frame);
        }
        return left;
    }

    private void note(Frame frame, long nowNanos) {
        ByteBuffer b = frame.buffer();
        int at = frame.offset();
        int arp = at + Ethernet.LENGTH;
        if (Ethernet.check(frame.length()) && Ethernet.type(b, at) == Ethernet.TYPE_IPV4) {
            noteAnswer(b, arp, frame.length() - Ethernet.LENGTH, nowNanos);
            return;
        }
        if (!Ethernet.check(frame.length())
                || Ethernet.type(b, at) != Ethernet.TYPE_ARP
                || !Arp.check(b, arp, frame.length() - Ethernet.LENGTH)) {
            return;
        }
        int sender = Arp.senderIp(b, arp);
        if (sender != 0) {
            MacAddress mac = new MacAddress(Arp.senderMac(b, arp));
            claims.accept(new ArpClaim(nowNanos, station, IpAddress.v4(sender), mac, kind(b, arp)));
        }
    }

    private void noteAnswer(ByteBuffer b, int ip, int length, long nowNanos) {
        int tcp = ip + Ipv4.headerLength(b, ip);
        boolean whole = length >= tcp - ip + Tcp.LENGTH && Ipv4.protocol(b, ip) == IpProtocol.TCP;
        if (whole && (Tcp.flags(b, tcp) & (Tcp.SYN | Tcp.ACK)) == (Tcp.SYN | Tcp.ACK)) {
            answers.accept(new SynAnswer(nowNanos, station, IpAddress.v4(Ipv4.source(b, ip))));
        }
    }

    private static ArpClaim.Kind kind(ByteBuffer b, int arp) {
        if (Arp.senderIp(b, arp) == Arp.targetIp(b, arp)) {
            return ArpClaim.Kind.GRATUITOUS;
        }
        return Arp.operation(b, arp) == Arp.REPLY ? ArpClaim.Kind.REPLY : ArpClaim.Kind.REQUEST;
    }

    @Override
    public int poll(Receiver receiver, int limit, long nowNanos) {
        return port.poll(receiver, limit, nowNanos);
    }

    @Override
    public void flush() {
        port.flush();
    }

    @Override
    public boolean linkUp() {
        return port.linkUp();
    }

    @Override
    public int mtu() {
        return port.mtu();
    }

    @Override
    public LanStatistics statistics() {
        return port.statistics();
    }

    @Override
    public void close() {
        port.close();
    }
}
