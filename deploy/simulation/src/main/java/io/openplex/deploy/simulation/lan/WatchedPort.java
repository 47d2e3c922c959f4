package io.openplex.deploy.simulation.lan;

import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.lan.LanStatistics;
import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.stackd.loop.NanoClock;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A station's end of a cable that notes every ARP packet that leaves, at the world's time. */
public final class WatchedPort implements LanPort {
    private final LanPort port;
    private final String station;
    private final NanoClock clock;
    private final Consumer<ArpClaim> claims;
    private final Consumer<Frame> sent;

    WatchedPort(LanPort port, String station, NanoClock clock, Consumer<ArpClaim> claims, Consumer<Frame> sentFrames) {
        this.port = port;
        this.station = station;
        this.clock = clock;
        this.claims = claims;
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
