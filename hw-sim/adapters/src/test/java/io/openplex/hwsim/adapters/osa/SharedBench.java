package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.adapters.RegistrationGate;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.SessionEnd;
import io.openplex.hwsim.adapters.SessionEvents;
import io.openplex.hwsim.adapters.SessionRefused;
import io.openplex.hwsim.adapters.lan.Frames;
import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.lan.MemoryLanPort;
import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.MacAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** A port that several stacks share, with its wire in the hands of the test, and virtual time. */
final class SharedBench {
    static final long MILLIS = 1_000_000L;
    static final long BURNED_IN = 0x001a643b2172L;
    static final long PEER = 0x0200000000aaL;
    static final long ALL = MacAddress.BROADCAST.bits();
    static final IpAddress A = IpAddress.parse("192.0.2.11");
    static final IpAddress B = IpAddress.parse("192.0.2.12");
    static final IpAddress HOST = IpAddress.parse("192.0.2.50");
    static final IpAddress DVIPA = IpAddress.parse("203.0.113.10");
    static final IpAddress ELSEWHERE = IpAddress.parse("203.0.113.77");
    static final String PORT = "OSDPORT";

    final MemoryLanPort.Pair cable = MemoryLanPort.pair(256, 1500);
    final LanPort wire = cable.right();
    final FramePool pool = new FramePool(64, 2000);
    final OsaPort port;
    long now = 100 * MILLIS;

    SharedBench() {
        this(OsaHardware.of(PORT, new MacAddress(BURNED_IN)));
    }

    SharedBench(OsaHardware hardware) {
        port = new OsaPort(hardware, cable.left());
    }

    /** One stack with its session, and what it was told and given. */
    final class Stack {
        final String name;
        final IpAddress address;
        final OsaSession session;
        final List<byte[]> delivered = new ArrayList<>();
        final List<String> told = new ArrayList<>();
        /** Input buffers that are empty. */
        int room = Integer.MAX_VALUE;
        /** How far this stack's clock is from the bench's. */
        long ahead;

        Stack(String name, OsaSettings settings) throws SessionRefused {
            this.name = name;
            address = settings.interfaceAddress();
            session = port.open(
                    settings,
                    new OsaSession.Program(
                            this::take, () -> now + ahead, RegistrationGate.OPEN, new Told(), new OsaStatistics()));
            session.startLan(now);
        }

        private boolean take(Frame packet, long at) {
            if (room == 0) {
                return false;
            }
            room--;
            delivered.add(Frames.bytes(packet));
            return true;
        }

        /** What was delivered since the last call: destination and identification of IPv4 packets, frames in hex. */
        List<String> got() {
            List<String> texts = new ArrayList<>();
            for (byte[] bytes : delivered) {
                ByteBuffer b = ByteBuffer.wrap(bytes);
                boolean v4 = bytes[0] == 0x45;
                texts.add(
                        v4
                                ? IpAddress.v4(Ipv4.destination(b, 0)) + " #" + b.getShort(4)
                                : HexFormat.of().formatHex(bytes, 0, 14));
            }
            delivered.clear();
            return texts;
        }

        long drops(OsaDrop reason) {
            return session.statistics().dropped(reason);
        }

        int register(IpAddress registered) {
            return session.setIp(registered, RegistrationKind.PERMANENT, false, now);
        }

        /** Sends an IPv4 packet of 40 bytes to a next hop. */
        boolean send(IpAddress nextHop, IpAddress destination, int number) {
            Frame packet = packet(address, destination, number);
            boolean sent = session.send(packet, nextHop.high(), nextHop.low(), now);
            packet.release();
            return sent;
        }

        boolean send(IpAddress destination, int number) {
            return send(destination, destination, number);
        }

        private final class Told implements SessionEvents {
            @Override
            public void duplicate(IpAddress on, long mac, boolean takeover, long at) {
                told.add("duplicate " + on);
            }

            @Override
            public void lanStopped(long at) {
                told.add("LAN stopped");
            }

            @Override
            public void lanStarted(long at) {
                told.add("LAN started");
            }

            @Override
            public void registered(IpAddress on, int code, long at) {
                told.add("registered " + on + " " + Integer.toHexString(code));
            }

            @Override
            public void ended(SessionEnd why, long at) {
                told.add("ended " + why);
            }
        }
    }

    static OsaSettings settings(String lpar, IpAddress address) {
        return OsaSettings.of(lpar, PORT, OsaSettings.Vmac.NONE, address);
    }

    static OsaSettings settings(String lpar, IpAddress address, long vmac) {
        return OsaSettings.of(lpar, PORT, OsaSettings.Vmac.of(new MacAddress(vmac)), address);
    }

    /** A stack with its interface address registered, looked for and found to be nobody's. */
    Stack stack(String name, OsaSettings settings) throws SessionRefused {
        Stack stack = new Stack(name, settings);
        if (settings.layer() == OsaSettings.Layer.LAYER3) {
            stack.register(settings.interfaceAddress());
            pass(150);
            left();
            stack.told.clear();
        }
        return stack;
    }

    /** Lets time pass, a step each millisecond. */
    void pass(long millis) {
        for (long i = 0; i < millis; i++) {
            now += MILLIS;
            poll();
        }
    }

    void poll() {
        port.poll(1000, now);
        port.flush();
    }

    void fromWire(Frame frame) {
        wire.send(frame, now);
        poll();
    }

    /** Frames that have left since the last call, as text. */
    List<String> left() {
        List<String> lines = new ArrayList<>();
        wire.poll((frame, at) -> lines.add(describe(frame)), 1000, now);
        return lines;
    }

    /** Sender addresses of the ARP requests that have left since the last call. */
    List<String> askers() {
        List<String> senders = new ArrayList<>();
        wire.poll(
                (frame, at) -> {
                    int arp = frame.offset() + Ethernet.LENGTH;
                    if (Arp.operation(frame.buffer(), arp) == Arp.REQUEST) {
                        senders.add(
                                IpAddress.v4(Arp.senderIp(frame.buffer(), arp)).toString());
                    }
                },
                1000,
                now);
        return senders;
    }

    private static String describe(Frame frame) {
        ByteBuffer b = frame.buffer();
        int at = frame.offset();
        String tag = "";
        String ends = new MacAddress(Ethernet.source(b, at)).toConsole() + ">"
                + new MacAddress(Ethernet.destination(b, at)).toConsole();
        int type = Ethernet.type(b, at);
        if (type == Ethernet.TYPE_VLAN) {
            tag = " VLAN " + b.getShort(at + 14);
            at += 4;
            type = Ethernet.type(b, at);
        }
        at += Ethernet.LENGTH;
        if (type == Ethernet.TYPE_ARP) {
            String sender = IpAddress.v4(Arp.senderIp(b, at)).toString();
            String target = IpAddress.v4(Arp.targetIp(b, at)).toString();
            return Arp.operation(b, at) == Arp.REPLY
                    ? ends + tag + " " + sender + " is mine"
                    : ends + tag + (sender.equals(target) ? " announce " : " who has ") + target;
        }
        return ends + tag + " " + IpAddress.v4(Ipv4.destination(b, at)) + " #" + b.getShort(at + 4);
    }

    static String mac(long bits) {
        return new MacAddress(bits).toConsole();
    }

    Frame packet(IpAddress source, IpAddress destination, int number) {
        Frame frame = Objects.requireNonNull(pool.acquire());
        frame.length(40);
        Ipv4.write(frame.buffer(), frame.offset(), 40, number, 0, 64, 17, source.v4Bits(), destination.v4Bits());
        return frame;
    }

    /** A frame of a host on the LAN with an IPv4 packet. */
    static Frame ip(long to, IpAddress destination, int number) {
        return ip(to, PEER, destination, number);
    }

    static Frame ip(long to, long from, IpAddress destination, int number) {
        Frame frame = Frames.ethernet(to, from, Ethernet.TYPE_IPV4, 60, 0);
        Ipv4.write(frame.buffer(), frame.offset() + 14, 40, number, 0, 64, 17, HOST.v4Bits(), destination.v4Bits());
        return frame;
    }

    static Frame arp(int operation, long from, IpAddress sender, long to, IpAddress target) {
        Frame frame = Frames.ethernet(to, from, Ethernet.TYPE_ARP, 60, 0);
        Arp.write(frame.buffer(), frame.offset() + 14, operation, from, sender.v4Bits(), 0, target.v4Bits());
        return frame;
    }

    static Frame request(IpAddress target) {
        return arp(Arp.REQUEST, PEER, HOST, ALL, target);
    }

    static Frame tagged(Frame frame, int vlan) {
        ByteBuffer b = frame.buffer();
        long destination = Ethernet.destination(b, frame.offset());
        long source = Ethernet.source(b, frame.offset());
        int at = frame.prepend(4);
        MacAddress.write(b, at, destination);
        MacAddress.write(b, at + 6, source);
        b.putShort(at + 12, (short) Ethernet.TYPE_VLAN);
        b.putShort(at + 14, (short) vlan);
        return frame;
    }
}
