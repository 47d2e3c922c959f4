package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;
import java.util.Objects;

/** Packets for tests of offloads: Ethernet, perhaps a VLAN tag, IPv4 or IPv6, TCP with 12 bytes of options or UDP. */
final class Packets {
    static final int SEQUENCE = 0xfffffff0;
    static final int ID = 0xfffe;
    static final int TCP_HEADER = 32;

    private Packets() {}

    static Frame empty() {
        return Objects.requireNonNull(new FramePool(1, 70_000).acquire());
    }

    /** A packet with its checksum finished; payload bytes count up. */
    static Frame of(int version, int protocol, boolean tagged, int payload) {
        Frame frame = empty();
        int link = tagged ? 18 : 14;
        int ip = version == 4 ? Ipv4.LENGTH : Ipv6.LENGTH;
        int transport = protocol == IpProtocol.TCP ? TCP_HEADER : Udp.LENGTH;
        frame.length(link + ip + transport + payload);
        ByteBuffer b = frame.buffer();
        int type = version == 4 ? Ethernet.TYPE_IPV4 : Ethernet.TYPE_IPV6;
        Ethernet.write(b, frame.offset(), 0x0200000000aaL, 0x0200000000bbL, tagged ? Ethernet.TYPE_VLAN : type);
        if (tagged) {
            b.putInt(frame.offset() + 14, 0x200a << 16 | type);
        }
        int l3 = frame.offset() + link;
        int l4 = l3 + ip;
        if (version == 4) {
            Ipv4.write(b, l3, frame.end() - l3, ID, Ipv4.FLAG_DF, 64, protocol, 0xCB007101, 0xC633640B);
        } else {
            b.putInt(l3, 0x60000000).putShort(l3 + 4, (short) (frame.end() - l4));
            b.put(l3 + 6, (byte) protocol).put(l3 + 7, (byte) 64);
            b.putLong(l3 + 8, 0x20010db800000000L).putLong(l3 + 16, 1);
            b.putLong(l3 + 24, 0x20010db800000001L).putLong(l3 + 32, 2);
        }
        for (int i = 0; i < payload; i++) {
            b.put(l4 + transport + i, (byte) (i * 7 + (i >> 8)));
        }
        if (protocol == IpProtocol.TCP) {
            b.putInt(l4, 40_000 << 16 | 80).putInt(l4 + 4, SEQUENCE).putInt(l4 + 8, 77);
            b.putInt(l4 + 12, 0x8000ffff | (Tcp.ACK | Tcp.PSH | Tcp.FIN | Tcp.CWR | Tcp.ECE) << 16);
            b.putInt(l4 + 16, 0).putInt(l4 + 20, 0x0101080a).putInt(l4 + 24, 5).putInt(l4 + 28, 6);
            Tcp.writeChecksum(b, l3, l4, frame.end() - l4);
        } else {
            Udp.write(b, l4, 5000, 7, frame.end() - l4);
            Udp.writeChecksum(b, l3, l4);
        }
        return frame;
    }

    /** The packet as a sender hands it to a card that cuts and sums. */
    static Frame large(int version, int protocol, boolean tagged, int payload, int segmentSize) {
        Frame frame = of(version, protocol, tagged, payload);
        PacketHeaders headers = new PacketHeaders();
        headers.readEthernet(frame);
        Offloads.leaveUnfinished(frame, headers);
        frame.segmentSize = segmentSize;
        frame.segmentation =
                protocol == IpProtocol.UDP ? Frame.SEGMENT_UDP : version == 4 ? Frame.SEGMENT_TCP4 : Frame.SEGMENT_TCP6;
        return frame;
    }

    static byte[] bytes(Frame frame) {
        byte[] bytes = new byte[frame.length()];
        frame.buffer().get(frame.offset(), bytes);
        return bytes;
    }
}
