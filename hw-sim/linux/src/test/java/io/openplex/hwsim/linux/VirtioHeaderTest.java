package io.openplex.hwsim.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.adapters.lan.Frames;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Offloads;
import io.openplex.hwsim.wire.PacketHeaders;
import io.openplex.hwsim.wire.Tcp;
import io.openplex.hwsim.wire.Udp;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** The header as linux/virtio_net.h lays it out; needs neither Linux nor root. */
class VirtioHeaderTest {
    private static final int AT = 16;
    private static final int L4 = Ethernet.LENGTH + Ipv4.LENGTH;

    private final ByteBuffer h = ByteBuffer.allocate(48).order(ByteOrder.nativeOrder());
    private final VirtioHeader header = new VirtioHeader(true);

    /** A TCP segment or datagram over IPv4 behind an Ethernet header, with its checksum left undone. */
    private static Frame unfinished(int protocol, int payload) {
        int transport = protocol == IpProtocol.TCP ? Tcp.LENGTH : Udp.LENGTH;
        Frame frame = Frames.ethernet(1, 2, Ethernet.TYPE_IPV4, L4 + transport + payload, 0);
        ByteBuffer b = frame.buffer();
        int l3 = frame.offset() + Ethernet.LENGTH;
        Ipv4.write(b, l3, frame.end() - l3, 1, 0, 64, protocol, 0xCB007101, 0xCB007102);
        if (protocol == IpProtocol.TCP) {
            b.putShort(l3 + Ipv4.LENGTH + Tcp.OFFSET_FLAGS, (short) (0x5000 | Tcp.ACK | Tcp.CWR));
        } else {
            Udp.write(b, l3 + Ipv4.LENGTH, 5, 7, transport + payload);
        }
        PacketHeaders headers = new PacketHeaders();
        assertThat(headers.readEthernet(frame)).isTrue();
        assertThat(Offloads.leaveUnfinished(frame, headers)).isTrue();
        return frame;
    }

    private void expect(int flags, int segmentation, int headerBytes, int size, int start, int offset) {
        assertThat(h.get(AT)).isEqualTo((byte) flags);
        assertThat(h.get(AT + 1)).isEqualTo((byte) segmentation);
        assertThat(h.getShort(AT + 2)).isEqualTo((short) headerBytes);
        assertThat(h.getShort(AT + 4)).isEqualTo((short) size);
        assertThat(h.getShort(AT + 6)).isEqualTo((short) start);
        assertThat(h.getShort(AT + 8)).isEqualTo((short) offset);
        assertThat(h.getShort(AT + 10)).as("behind the header").isZero();
    }

    @Test
    void saysWhatIsUndone() {
        h.putLong(AT, -1).putShort(AT + 8, (short) -1);
        assertThat(header.write(h, AT, Frames.ethernet(1, 2, 0x0806, 60, 0))).isTrue();
        expect(0, 0, 0, 0, 0, 0);
        assertThat(header.write(h, AT, unfinished(IpProtocol.UDP, 100))).isTrue();
        expect(1, 0, 0, 0, L4, Udp.CHECKSUM);
        Frame large = unfinished(IpProtocol.TCP, 5000);
        large.segmentation = Frame.SEGMENT_TCP4;
        large.segmentSize = 1400;
        assertThat(header.write(h, AT, large)).isTrue();
        // CWR asks whoever cuts to leave it on the first segment only.
        expect(1, 1 | 0x80, L4 + Tcp.LENGTH, 1400, L4, Tcp.CHECKSUM);
        Frame train = unfinished(IpProtocol.UDP, 5000);
        train.segmentation = Frame.SEGMENT_UDP;
        train.segmentSize = 1000;
        assertThat(header.write(h, AT, train)).isTrue();
        expect(1, 5, L4 + Udp.LENGTH, 1000, L4, Udp.CHECKSUM);
    }

    @Test
    void refusesFramesWhoseBytesSayOtherwise() {
        Frame large = unfinished(IpProtocol.TCP, 5000);
        large.segmentation = Frame.SEGMENT_TCP4;
        assertThat(header.write(h, AT, large)).as("no segment size").isFalse();
        large.segmentSize = 1400;
        large.segmentation = Frame.SEGMENT_TCP6;
        assertThat(header.write(h, AT, large)).as("other family").isFalse();
        large.segmentation = Frame.SEGMENT_UDP;
        assertThat(header.write(h, AT, large)).as("other protocol").isFalse();
        large.segmentation = Frame.SEGMENT_TCP4;
        large.checksum = Frame.CHECKSUM_VALID;
        assertThat(header.write(h, AT, large)).as("a finished checksum").isFalse();
        Frame arp = Frames.ethernet(1, 2, Ethernet.TYPE_ARP, 60, 0);
        arp.checksum = Frame.CHECKSUM_PARTIAL;
        assertThat(header.write(h, AT, arp)).isFalse();
    }

    private int read(Frame frame, boolean offloads) {
        return header.read(h, AT, frame, frame.offset(), offloads);
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        Frame sent = unfinished(IpProtocol.TCP, 5000);
        sent.segmentation = Frame.SEGMENT_TCP4;
        sent.segmentSize = 1400;
        header.write(h, AT, sent);
        Frame received = Frames.of(Frames.bytes(sent));
        assertThat(read(received, true)).isEqualTo(VirtioHeader.UNFINISHED);
        assertThat(received.segmentation).isEqualTo(Frame.SEGMENT_TCP4);
        assertThat(received.segmentSize).isEqualTo(1400);
        assertThat(received.checksum).isEqualTo(Frame.CHECKSUM_PARTIAL);
        assertThat(received.l3).isEqualTo(received.offset() + Ethernet.LENGTH);
        assertThat(received.l4).isEqualTo(received.offset() + L4);
        assertThat(read(received, false)).isEqualTo(VirtioHeader.TO_BE_CUT);
        h.put(AT + 1, (byte) 3);
        assertThat(read(received, true)).as("fragmentation of UDP").isEqualTo(VirtioHeader.BAD);
        h.put(AT + 1, (byte) 4);
        assertThat(read(received, true)).as("TCP over IPv6").isEqualTo(VirtioHeader.BAD);
    }

    @Test
    void finishesTheChecksumWhereNobodyElseDoes() {
        Frame frame = unfinished(IpProtocol.UDP, 101);
        header.write(h, AT, frame);
        Frame kept = Frames.of(Frames.bytes(frame));
        assertThat(read(kept, true)).isEqualTo(VirtioHeader.UNFINISHED);
        assertThat(Frames.bytes(kept)).isEqualTo(Frames.bytes(frame));
        Frame finished = Frames.of(Frames.bytes(frame));
        assertThat(read(finished, false)).isEqualTo(VirtioHeader.PLAIN);
        assertThat(finished.checksum).isEqualTo(Frame.CHECKSUM_VALID);
        int l3 = finished.offset() + Ethernet.LENGTH;
        assertThat(Udp.checksumGood(finished.buffer(), l3, l3 + Ipv4.LENGTH)).isTrue();
    }

    @Test
    void finishesTheInnerChecksumOfATunnelAndVouchesForNothing() {
        Frame frame = unfinished(IpProtocol.UDP, 60);
        h.putLong(AT, 0).put(AT, (byte) 1);
        h.putShort(AT + 6, (short) (L4 + 30)).putShort(AT + 8, (short) 6);
        assertThat(read(frame, true)).isEqualTo(VirtioHeader.PLAIN);
        assertThat(frame.checksum).isEqualTo(Frame.CHECKSUM_UNKNOWN);
        ByteBuffer b = frame.buffer();
        int at = frame.offset() + L4 + 36;
        assertThat(b.getShort(at)).isNotEqualTo((short) 0x5a5a);
    }

    @Test
    void takesOverWhatLinuxHasVerified() {
        Frame frame = Frames.ethernet(1, 2, 0x0800, 60, 0);
        h.putLong(AT, 0).putShort(AT + 8, (short) 0);
        assertThat(read(frame, false)).isEqualTo(VirtioHeader.PLAIN);
        assertThat(frame.checksum).isEqualTo(Frame.CHECKSUM_UNKNOWN);
        h.put(AT, (byte) 2);
        assertThat(read(frame, false)).isEqualTo(VirtioHeader.PLAIN);
        assertThat(frame.checksum).isEqualTo(Frame.CHECKSUM_VALID);
    }

    @Test
    void positionsOutsideTheFrameAreRefused() {
        Frame frame = unfinished(IpProtocol.UDP, 20);
        header.write(h, AT, frame);
        h.putShort(AT + 8, (short) (frame.length() - L4 - 1));
        assertThat(read(frame, false)).isEqualTo(VirtioHeader.BAD);
        h.putShort(AT + 6, (short) 0xffff).putShort(AT + 8, (short) 0xffff);
        assertThat(read(frame, false)).isEqualTo(VirtioHeader.BAD);
        frame.length(0);
        assertThat(read(frame, true)).isEqualTo(VirtioHeader.BAD);
    }
}
