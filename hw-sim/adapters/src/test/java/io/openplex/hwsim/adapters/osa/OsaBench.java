package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.adapters.lan.Frames;
import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.lan.MemoryLanPort;
import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.hwsim.wire.Tcp;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An OSA under test with its wire in the hands of the test, and virtual time. */
final class OsaBench {
    static final long MILLIS = 1_000_000L;
    static final long MAC = 0x020000000021L;
    static final long PEER = 0x0200000000aaL;
    static final long ALL = MacAddress.BROADCAST.bits();
    static final IpAddress HOME = IpAddress.parse("203.0.113.21");
    static final IpAddress DVIPA = IpAddress.parse("198.51.100.11");
    static final IpAddress GATEWAY = IpAddress.parse("203.0.113.1");

    final MemoryLanPort.Pair cable = MemoryLanPort.pair(64, 1500);
    final LanPort wire = cable.right();
    final FramePool pool = new FramePool(256, 2000);
    final List<IpAddress> refused = new ArrayList<>();
    final List<String> duplicates = new ArrayList<>();
    final List<byte[]> delivered = new ArrayList<>();
    final DedicatedOsa osa;
    long now = 77 * MILLIS;
    /** How far the adapter's clock is ahead of the time that the loop has read: a freeze in the meantime. */
    long ahead;

    OsaBench(OsaSettings settings) {
        osa = new DedicatedOsa(
                settings,
                cable.left(),
                () -> now + ahead,
                (high, low) -> !refused.contains(IpAddress.of(high, low)),
                (address, mac, takeover, at) ->
                        duplicates.add(address + " " + new MacAddress(mac) + (takeover ? " takeover" : "")));
    }

    OsaBench() {
        this(settings());
    }

    static OsaSettings settings() {
        return OsaSettings.of("OSAPORT1", new MacAddress(MAC), HOME);
    }

    /** Sets the clock {@code millis} after the start and steps the port. */
    void at(long millis) {
        now = (77 + millis) * MILLIS;
        poll();
    }

    /** Lets the time pass in which an address is looked for on the LAN. */
    void settle() {
        now += 100 * MILLIS;
        poll();
        left();
    }

    void poll() {
        osa.poll((packet, at) -> delivered.add(Frames.bytes(packet)), 100, now);
        osa.flush();
    }

    void fromWire(Frame frame) {
        wire.send(frame, now);
        poll();
    }

    /** Frames that have left since the last call, ARP as text, others by their EtherType. */
    List<String> left() {
        List<String> lines = new ArrayList<>();
        wire.poll((frame, at) -> lines.add(describe(frame)), 1000, now);
        return lines;
    }

    static String describe(Frame frame) {
        ByteBuffer b = frame.buffer();
        int at = frame.offset();
        String to = to(Ethernet.destination(b, at));
        if (Ethernet.type(b, at) != Ethernet.TYPE_ARP) {
            return Integer.toHexString(Ethernet.type(b, at)) + to + " " + frame.length();
        }
        String sender = IpAddress.v4(Arp.senderIp(b, at + 14)).toString();
        String target = IpAddress.v4(Arp.targetIp(b, at + 14)).toString();
        String kind = Arp.operation(b, at + 14) == Arp.REPLY
                ? sender + " is mine, " + target
                : sender.equals(target) ? "announce " + sender : "who has " + target + ", tell " + sender;
        return kind + to + (frame.length() == 60 ? "" : " LENGTH " + frame.length());
    }

    private static String to(long destination) {
        return destination == ALL ? " to all" : destination == PEER ? " to peer" : " to " + new MacAddress(destination);
    }

    static Frame arp(int operation, long senderMac, IpAddress sender, IpAddress target, long to) {
        Frame frame = Frames.ethernet(to, senderMac, Ethernet.TYPE_ARP, 60, 0);
        Arp.write(frame.buffer(), frame.offset() + 14, operation, senderMac, sender.v4Bits(), 0, target.v4Bits());
        return frame;
    }

    static Frame request(IpAddress target) {
        return arp(Arp.REQUEST, PEER, GATEWAY, target, ALL);
    }

    static Frame announcement(long mac, IpAddress address) {
        return arp(Arp.REQUEST, mac, address, address, ALL);
    }

    /** An Ethernet frame with an IPv4 packet of 30 bytes, padded to 60. */
    static Frame ip(long to, IpAddress destination) {
        Frame frame = Frames.ethernet(to, PEER, Ethernet.TYPE_IPV4, 60, 0);
        Ipv4.write(frame.buffer(), frame.offset() + 14, 30, 1, 0, 64, 17, GATEWAY.v4Bits(), destination.v4Bits());
        return frame;
    }

    /** A packet of the stack, IP header first, with a number as its identification. */
    Frame packet(int length, int number) {
        Frame frame = Objects.requireNonNull(pool.acquire());
        frame.length(length);
        Ipv4.write(frame.buffer(), frame.offset(), length, number, 0, 64, 17, DVIPA.v4Bits(), GATEWAY.v4Bits());
        return frame;
    }

    /** A TCP segment of 40 bytes without data. */
    Frame segment(IpAddress source, int flags) {
        Frame frame = Objects.requireNonNull(pool.acquire());
        frame.length(Ipv4.LENGTH + Tcp.LENGTH);
        int at = frame.offset();
        Ipv4.write(frame.buffer(), at, frame.length(), 1, 0, 64, IpProtocol.TCP, source.v4Bits(), GATEWAY.v4Bits());
        frame.buffer().putShort(at + Ipv4.LENGTH + Tcp.OFFSET_FLAGS, (short) (0x5000 | flags));
        return frame;
    }

    boolean transmit(Frame packet, IpAddress nextHop) {
        return osa.transmit(packet, nextHop.high(), nextHop.low(), now);
    }

    long drops(OsaDrop reason) {
        return osa.statistics().dropped(reason);
    }
}
