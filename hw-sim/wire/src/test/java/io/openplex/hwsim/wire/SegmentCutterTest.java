package io.openplex.hwsim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentCutterTest {
    private final SegmentCutter cutter = new SegmentCutter();
    private final PacketHeaders headers = new PacketHeaders();
    private final Frame packet = Packets.empty();

    @ParameterizedTest
    @CsvSource({"4,false", "4,true", "6,false", "6,true"})
    @DisplayName("hardware.md 3.2: headers copied, identification and sequence go on, FIN and PSH only on the last")
    void cutsTcp(int version, boolean tagged) {
        Frame large = Packets.large(version, IpProtocol.TCP, tagged, 3_333, 1_000);
        large.vlan = 9;
        large.ingress = 4;
        assertThat(cutter.begin(large)).isTrue();
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        int count = 0;
        while (cutter.isCutting()) {
            assertThat(cutter.next(packet)).isTrue();
            assertThat(packet.length()).isLessThanOrEqualTo(cutter.longest());
            checkTcp(version, count, !cutter.isCutting());
            byte[] bytes = Packets.bytes(packet);
            payload.write(bytes, headers.l4() + 32 - packet.offset(), headers.end() - headers.l4() - 32);
            count++;
        }
        assertThat(count).isEqualTo(4);
        assertThat(cutter.next(packet)).isFalse();
        byte[] whole = Packets.bytes(large);
        assertThat(payload.toByteArray()).isEqualTo(Arrays.copyOfRange(whole, whole.length - 3_333, whole.length));
    }

    private void checkTcp(int version, int number, boolean last) {
        ByteBuffer b = packet.buffer();
        assertThat(headers.readEthernet(packet)).isTrue();
        int l3 = headers.l3();
        int l4 = headers.l4();
        assertThat(packet.l3).isEqualTo(l3);
        assertThat(packet.l4).isEqualTo(l4);
        assertThat(headers.end()).isEqualTo(packet.end());
        assertThat(packet.vlan).isEqualTo(9);
        assertThat(packet.ingress).isEqualTo(4);
        assertThat(packet.segmentation).isEqualTo(Frame.SEGMENT_NONE);
        assertThat(packet.checksum).isEqualTo(Frame.CHECKSUM_VALID);
        if (version == 4) {
            assertThat(Ipv4.check(b, l3, packet.end() - l3)).isEqualTo(Ipv4.GOOD);
            assertThat(b.getShort(l3 + Ipv4.IDENTIFICATION)).isEqualTo((short) (Packets.ID + number));
        } else {
            assertThat(Ipv6.check(b, l3, packet.end() - l3)).isTrue();
        }
        assertThat(Tcp.checksumGood(b, l3, l4, packet.end() - l4)).isTrue();
        assertThat(Tcp.sequence(b, l4)).isEqualTo(Packets.SEQUENCE + number * 1_000);
        int flags = Tcp.ACK | Tcp.ECE | (last ? Tcp.FIN | Tcp.PSH : 0) | (number == 0 ? Tcp.CWR : 0);
        assertThat(b.get(l4 + 13) & 0xff).isEqualTo(flags);
        assertThat(b.getInt(l4 + 20)).as("options").isEqualTo(0x0101080a);
    }

    @ParameterizedTest
    @CsvSource({"4", "6"})
    void cutsTrainsOfDatagrams(int version) {
        assertThat(cutter.begin(Packets.large(version, IpProtocol.UDP, false, 2_500, 1_200)))
                .isTrue();
        int[] lengths = new int[3];
        for (int i = 0; i < 3; i++) {
            assertThat(cutter.next(packet)).isTrue();
            assertThat(headers.readEthernet(packet)).isTrue();
            assertThat(Udp.checksumGood(packet.buffer(), headers.l3(), headers.l4()))
                    .isTrue();
            lengths[i] = Udp.udpLength(packet.buffer(), headers.l4()) - Udp.LENGTH;
        }
        assertThat(lengths).containsExactly(1_200, 1_200, 100);
        assertThat(cutter.isCutting()).isFalse();
    }

    @Test
    void cutsPacketsWithoutALinkHeader() {
        Frame large = Packets.large(4, IpProtocol.TCP, false, 1_500, 1_000);
        large.strip(Ethernet.LENGTH);
        assertThat(cutter.begin(large)).isFalse();
        assertThat(cutter.beginIp(large)).isTrue();
        assertThat(cutter.next(packet)).isTrue();
        assertThat(packet.length()).isEqualTo(20 + 32 + 1_000);
        assertThat(cutter.next(packet)).isTrue();
        assertThat(packet.length()).isEqualTo(20 + 32 + 500);
        assertThat(Ipv4.check(packet.buffer(), packet.offset(), packet.length()))
                .isEqualTo(Ipv4.GOOD);
    }

    @Test
    void whatFitsComesOutWhole() {
        for (int payload : new int[] {0, 1_000}) {
            Frame large = Packets.large(4, IpProtocol.TCP, false, payload, 1_000);
            byte[] finished = Packets.bytes(Packets.of(4, IpProtocol.TCP, false, payload));
            assertThat(cutter.begin(large)).isTrue();
            assertThat(cutter.next(packet)).isTrue();
            assertThat(Packets.bytes(packet)).isEqualTo(finished);
            assertThat(cutter.isCutting()).isFalse();
        }
    }

    @Test
    void refusesFramesThatAreNotWhatTheySay() {
        Frame large = Packets.large(4, IpProtocol.TCP, false, 3_000, 1_000);
        assertThat(cutter.begin(large)).isTrue();
        large.segmentation = Frame.SEGMENT_TCP6;
        assertThat(cutter.begin(large)).isFalse();
        assertThat(cutter.isCutting()).as("of the frame before nothing is left").isFalse();
        large.segmentation = Frame.SEGMENT_UDP;
        assertThat(cutter.begin(large)).isFalse();
        large.segmentation = Frame.SEGMENT_NONE;
        assertThat(cutter.begin(large)).isFalse();
        large.segmentation = Frame.SEGMENT_TCP4;
        large.segmentSize = 0;
        assertThat(cutter.begin(large)).isFalse();
        large.segmentSize = 1_000;
        large.buffer().put(large.offset() + 14 + 20 + 12, (byte) 0x40);
        assertThat(cutter.begin(large)).as("TCP header of 16 bytes").isFalse();
        large.length(40);
        assertThat(cutter.begin(large)).isFalse();
    }

    @Test
    void aPacketThatIsTooSmallEndsTheCutting() {
        assertThat(cutter.begin(Packets.large(4, IpProtocol.TCP, false, 3_000, 1_000)))
                .isTrue();
        Frame small = new FramePool(1, cutter.longest() - 1).acquire();
        assertThat(cutter.next(small)).isFalse();
        assertThat(cutter.isCutting()).isFalse();
        assertThat(cutter.begin(Packets.large(4, IpProtocol.TCP, false, 3_000, 1_000)))
                .isTrue();
        assertThat(cutter.next(new FramePool(1, cutter.longest()).acquire())).isTrue();
        cutter.abandon();
        assertThat(cutter.isCutting()).isFalse();
    }
}
