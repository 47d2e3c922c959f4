package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;

/**
 * Where the headers of one frame lie: link header, IP header of either family with extension headers, transport header.
 * Filled anew by each reading; made once and used for every frame. Positions are absolute in the frame's buffer.
 */
public final class PacketHeaders {
    /** IPv6 extension headers that may stand before the transport header and change nothing about it (RFC 8200 4). */
    private static final int HOP_BY_HOP = 0;

    private static final int ROUTING = 43;
    private static final int DESTINATION_OPTIONS = 60;

    private int l3 = -1;
    private int l4 = -1;
    private int end = -1;
    private int protocol = -1;

    /**
     * Reads a frame that begins with an Ethernet header, up to two VLAN tags included.
     *
     * @return true when it carries a whole IP packet that is no fragment; false leaves nothing to be asked for
     */
    public boolean readEthernet(Frame frame) {
        ByteBuffer b = frame.buffer();
        int at = frame.offset() + Ethernet.LENGTH;
        if (at > frame.end()) {
            return forget();
        }
        int type = b.getShort(at - 2) & 0xffff;
        for (int tags = 0; tags < 2 && (type == Ethernet.TYPE_VLAN || type == Ethernet.TYPE_OUTER_VLAN); tags++) {
            at += Ethernet.TAG_LENGTH;
            if (at > frame.end()) {
                return forget();
            }
            type = b.getShort(at - 2) & 0xffff;
        }
        boolean ip = type == Ethernet.TYPE_IPV4 || type == Ethernet.TYPE_IPV6;
        return ip ? readIp(frame, at) : forget();
    }

    /**
     * Reads a frame whose IP header stands at {@code position}. Checksums are not looked at.
     *
     * @return true when a whole IP packet that is no fragment lies there; false leaves nothing to be asked for
     */
    public boolean readIp(Frame frame, int position) {
        ByteBuffer b = frame.buffer();
        int length = frame.end() - position;
        if (length < Ipv4.LENGTH) {
            return forget();
        }
        l3 = position;
        return switch (b.get(position) >>> 4 & 0xf) {
            case 4 -> readV4(b, length);
            case 6 -> readV6(b, length);
            default -> forget();
        };
    }

    private boolean readV4(ByteBuffer b, int length) {
        int header = Ipv4.headerLength(b, l3);
        int total = Ipv4.totalLength(b, l3);
        if (header < Ipv4.LENGTH || total < header || total > length || Ipv4.isFragment(b, l3)) {
            return forget();
        }
        protocol = Ipv4.protocol(b, l3);
        l4 = l3 + header;
        end = l3 + total;
        return true;
    }

    private boolean readV6(ByteBuffer b, int length) {
        if (!Ipv6.check(b, l3, length)) {
            return forget();
        }
        end = l3 + Ipv6.LENGTH + Ipv6.payloadLength(b, l3);
        int next = Ipv6.nextHeader(b, l3);
        int at = l3 + Ipv6.LENGTH;
        while (next == HOP_BY_HOP || next == ROUTING || next == DESTINATION_OPTIONS) {
            if (end - at < 8) {
                return forget();
            }
            next = b.get(at) & 0xff;
            at += 8 + ((b.get(at + 1) & 0xff) << 3);
        }
        protocol = next;
        l4 = at;
        return at <= end || forget();
    }

    private boolean forget() {
        l3 = -1;
        l4 = -1;
        end = -1;
        protocol = -1;
        return false;
    }

    /** Position of the IP header. */
    public int l3() {
        return l3;
    }

    /** Position behind the IP header and its extensions. */
    public int l4() {
        return l4;
    }

    /** Position behind the packet; what follows in the frame is padding. */
    public int end() {
        return end;
    }

    /** What stands at {@link #l4}, 0 to 255; an IPv6 fragment is one of these, not TCP or UDP. */
    public int protocol() {
        return protocol;
    }

    /** Position of the transport checksum when TCP or UDP with a whole header stands at {@link #l4}, otherwise -1. */
    public int checksumPosition() {
        return switch (protocol) {
            case IpProtocol.TCP -> end - l4 >= Tcp.LENGTH ? l4 + Tcp.CHECKSUM : -1;
            case IpProtocol.UDP -> end - l4 >= Udp.LENGTH ? l4 + Udp.CHECKSUM : -1;
            default -> -1;
        };
    }
}
