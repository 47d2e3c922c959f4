package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.Icmp4;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Tcp;
import java.nio.ByteBuffer;

/** Builds whole IPv4 packets with right checksums. */
final class TestPackets {
    private TestPackets() {}

    static byte[] tcp(String source, int sourcePort, String destination, int destinationPort, int flags) {
        ByteBuffer b = packet(source, destination, IpProtocol.TCP, Tcp.LENGTH);
        b.putShort(20, (short) sourcePort).putShort(22, (short) destinationPort);
        b.putShort(20 + Tcp.OFFSET_FLAGS, (short) (0x5000 | flags));
        Tcp.writeChecksum(b, 0, 20, Tcp.LENGTH);
        return b.array();
    }

    static byte[] udp(String source, String destination, int destinationPort, int dataBytes) {
        ByteBuffer b = packet(source, destination, IpProtocol.UDP, 8 + dataBytes);
        b.putShort(20, (short) 4000).putShort(22, (short) destinationPort).putShort(24, (short) (8 + dataBytes));
        Packets.writeUdpChecksum(b, 0, 20, 8 + dataBytes);
        return b.array();
    }

    static byte[] echo(String source, String destination, int sequence) {
        ByteBuffer b = packet(source, destination, IpProtocol.ICMP, 16);
        b.put(20, (byte) Icmp4.ECHO_REQUEST).putShort(24, (short) 7).putShort(26, (short) sequence);
        b.putLong(28, 0x0102030405060708L);
        Icmp4.writeChecksum(b, 20, 16);
        return b.array();
    }

    static byte[] ofProtocol(String source, String destination, int protocol) {
        return packet(source, destination, protocol, 8).array();
    }

    static ByteBuffer packet(String source, String destination, int protocol, int transportBytes) {
        ByteBuffer b = ByteBuffer.allocate(20 + transportBytes);
        int from = IpAddress.parse(source).v4Bits();
        int to = IpAddress.parse(destination).v4Bits();
        Ipv4.write(b, 0, 20 + transportBytes, 99, 0, 64, protocol, from, to);
        return b;
    }

    /** The same packet with another time to live. */
    static byte[] ttl(byte[] packet, int ttl) {
        packet[Ipv4.TTL] = (byte) ttl;
        Ipv4.writeChecksum(ByteBuffer.wrap(packet), 0);
        return packet;
    }

    /** The same packet with other fragment bits. */
    static byte[] fragment(byte[] packet, int bits) {
        ByteBuffer b = ByteBuffer.wrap(packet);
        b.putShort(Ipv4.FRAGMENT, (short) bits);
        Ipv4.writeChecksum(b, 0);
        return packet;
    }

    static String source(byte[] packet) {
        return IpAddress.v4(Ipv4.source(ByteBuffer.wrap(packet), 0)).toString();
    }

    static String destination(byte[] packet) {
        return IpAddress.v4(Ipv4.destination(ByteBuffer.wrap(packet), 0)).toString();
    }

    /** Protocol, and for ICMP type and code: {@code 6}, {@code 1/3/3}. */
    static String kind(byte[] packet) {
        int protocol = packet[Ipv4.PROTOCOL];
        return protocol == IpProtocol.ICMP ? protocol + "/" + packet[20] + "/" + packet[21] : "" + protocol;
    }
}
