package io.openplex.hwsim.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one large TCP segment, or one train of UDP datagrams, into packets that fit a wire, checksums included
 * (hardware.md 3.2, RFC 9293 3.7): every packet gets the headers of the large one, link header and IP options included;
 * IPv4 identifications and sequence numbers go on, FIN and PSH are on the last packet only, CWR on the first only
 * (RFC 3168 6.1.2).
 *
 * <p>One frame at a time: {@link #begin}, then {@link #next} until {@link #isCutting} is false. The large frame must
 * stay as it is meanwhile. Allocates nothing.
 */
public final class SegmentCutter {
    private final PacketHeaders headers = new PacketHeaders();
    private @Nullable Frame source;
    private int start;
    private int headerBytes;
    private int payload;
    private int next;
    private int size;
    private int number;

    /**
     * Begins with a frame that starts with an Ethernet header and has {@link Frame#segmentation} set.
     *
     * @return false when its headers are not what {@link Frame#segmentation} says; nothing is cut then
     */
    public boolean begin(Frame frame) {
        source = null;
        return headers.readEthernet(frame) && beginRead(frame);
    }

    /** The same for a frame that starts with an IP header. */
    public boolean beginIp(Frame frame) {
        source = null;
        return headers.readIp(frame, frame.offset()) && beginRead(frame);
    }

    private boolean beginRead(Frame frame) {
        ByteBuffer b = frame.buffer();
        int l4 = headers.l4();
        int l4Length = headers.end() - l4;
        int version = b.get(headers.l3()) >>> 4 & 0xf;
        int transport;
        if (frame.segmentation == Frame.SEGMENT_UDP) {
            transport = headers.protocol() == IpProtocol.UDP ? Udp.LENGTH : 0;
        } else {
            int wanted = frame.segmentation == Frame.SEGMENT_TCP4 ? 4 : 6;
            boolean tcp = headers.protocol() == IpProtocol.TCP && version == wanted && Tcp.check(b, l4, l4Length);
            transport = tcp ? Tcp.headerLength(b, l4) : 0;
        }
        if (frame.segmentation == Frame.SEGMENT_NONE
                || transport == 0
                || transport > l4Length
                || frame.segmentSize < 1) {
            return false;
        }
        start = frame.offset();
        headerBytes = l4 + transport - start;
        payload = l4 + transport;
        next = payload;
        size = frame.segmentSize;
        number = 0;
        source = frame;
        return true;
    }

    /** There are packets left. */
    public boolean isCutting() {
        return source != null;
    }

    /** Bytes of the longest packet that comes out of the frame begun. */
    public int longest() {
        return headerBytes + Math.min(size, headers.end() - payload);
    }

    /** Forgets the rest of the frame. */
    public void abandon() {
        source = null;
    }

    /**
     * Writes the next packet.
     *
     * @param packet gets the bytes and all that travels beside them; its room behind the headroom must take
     *     {@link #longest()}
     * @return false when none is left, or {@code packet} is too small for it; the rest is abandoned then
     */
    public boolean next(Frame packet) {
        Frame from = source;
        if (from == null) {
            return false;
        }
        int bytes = Math.min(size, headers.end() - next);
        boolean last = next + bytes == headers.end();
        packet.reset();
        if (headerBytes + bytes > packet.tailroom()) {
            source = null;
            return false;
        }
        packet.length(headerBytes + bytes);
        ByteBuffer b = packet.buffer();
        int shift = packet.offset() - start;
        b.put(packet.offset(), from.buffer(), start, headerBytes);
        b.put(packet.offset() + headerBytes, from.buffer(), next, bytes);
        packet.l3 = headers.l3() + shift;
        packet.l4 = headers.l4() + shift;
        packet.vlan = from.vlan;
        packet.queue = from.queue;
        packet.ingress = from.ingress;
        network(b, packet.l3, packet.end());
        if (headers.protocol() == IpProtocol.UDP) {
            b.putShort(packet.l4 + Udp.TOTAL_LENGTH, (short) (packet.end() - packet.l4));
            Udp.writeChecksum(b, packet.l3, packet.l4);
        } else {
            transport(b, packet.l4, last);
            Tcp.writeChecksum(b, packet.l3, packet.l4, packet.end() - packet.l4);
        }
        packet.checksum = Frame.CHECKSUM_VALID;
        next += bytes;
        number++;
        if (last) {
            source = null;
        }
        return true;
    }

    /** Length, and for IPv4 identification and header checksum. */
    private void network(ByteBuffer b, int l3, int end) {
        if (b.get(l3) >>> 4 == 4) {
            b.putShort(l3 + Ipv4.TOTAL_LENGTH, (short) (end - l3));
            b.putShort(l3 + Ipv4.IDENTIFICATION, (short) (b.getShort(l3 + Ipv4.IDENTIFICATION) + number));
            Ipv4.writeChecksum(b, l3);
        } else {
            b.putShort(l3 + Ipv6.PAYLOAD_LENGTH, (short) (end - l3 - Ipv6.LENGTH));
        }
    }

    private void transport(ByteBuffer b, int l4, boolean last) {
        b.putInt(l4 + Tcp.SEQUENCE, Tcp.sequence(b, l4) + number * size);
        int absent = (last ? 0 : Tcp.FIN | Tcp.PSH) | (number == 0 ? 0 : Tcp.CWR);
        int flags = l4 + Tcp.OFFSET_FLAGS + 1;
        b.put(flags, (byte) (b.get(flags) & ~absent));
    }
}
