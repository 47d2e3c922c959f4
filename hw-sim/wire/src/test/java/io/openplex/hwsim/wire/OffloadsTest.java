package io.openplex.hwsim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffloadsTest {
    private final PacketHeaders headers = new PacketHeaders();

    @ParameterizedTest
    @CsvSource({"4,6,false", "4,6,true", "6,6,false", "6,6,true", "4,17,false", "6,17,true"})
    void whatALeavesUnfinishedBIsFinishedToTheSameBytes(int version, int protocol, boolean tagged) {
        for (int payload : new int[] {0, 1, 100, 1401}) {
            Frame frame = Packets.of(version, protocol, tagged, payload);
            byte[] finished = Packets.bytes(frame);
            assertThat(headers.readEthernet(frame)).isTrue();
            assertThat(headers.protocol()).isEqualTo(protocol);
            assertThat(headers.l3()).isEqualTo(frame.offset() + (tagged ? 18 : 14));
            assertThat(headers.end()).isEqualTo(frame.end());

            assertThat(Offloads.leaveUnfinished(frame, headers)).isTrue();
            assertThat(frame.checksum).isEqualTo(Frame.CHECKSUM_PARTIAL);
            assertThat(Packets.bytes(frame)).isNotEqualTo(finished);
            // The field holds the plain, folded sum of the pseudo-header, as Linux leaves it.
            long pseudo = InternetSum.pseudo(frame.buffer(), headers.l3(), protocol, headers.end() - headers.l4());
            int field = frame.buffer().getShort(headers.checksumPosition()) & 0xffff;
            assertThat(field).isEqualTo(~InternetSum.finish(pseudo) & 0xffff);

            assertThat(Offloads.complete(frame, headers)).isTrue();
            assertThat(frame.checksum).isEqualTo(Frame.CHECKSUM_VALID);
            assertThat(Packets.bytes(frame)).isEqualTo(finished);
        }
    }

    @Test
    void paddingIsNotSummed() {
        Frame frame = Packets.of(4, IpProtocol.TCP, false, 0);
        frame.length(frame.length() + 20);
        frame.buffer().putLong(frame.end() - 8, -2);
        headers.readEthernet(frame);
        Offloads.leaveUnfinished(frame, headers);
        assertThat(Offloads.complete(frame, headers)).isTrue();
        assertThat(Tcp.checksumGood(frame.buffer(), headers.l3(), headers.l4(), Packets.TCP_HEADER))
                .isTrue();
    }

    @Test
    void aSumOfZeroIsNotTakenForNoChecksum() {
        ByteBuffer b = ByteBuffer.allocate(8);
        b.putShort(0, (short) 0xffff);
        Offloads.complete(b, 0, 8, 6);
        assertThat(b.getShort(6)).isEqualTo((short) 0xffff);
    }

    @Test
    void onlyTcpAndUdpAreSummed() {
        Frame frame = Packets.of(4, IpProtocol.TCP, false, 10);
        frame.buffer().put(frame.offset() + 14 + Ipv4.PROTOCOL, (byte) IpProtocol.ICMP);
        byte[] before = Packets.bytes(frame);
        assertThat(headers.readEthernet(frame)).isTrue();
        assertThat(Offloads.complete(frame, headers)).isFalse();
        assertThat(Offloads.leaveUnfinished(frame, headers)).isFalse();
        assertThat(Packets.bytes(frame)).isEqualTo(before);
        assertThat(frame.checksum).isEqualTo(Frame.CHECKSUM_UNKNOWN);
    }

    @Test
    void fragmentsAndPacketsCutShortAreNotRead() {
        Frame fragment = Packets.of(4, IpProtocol.UDP, false, 100);
        fragment.buffer().putShort(fragment.offset() + 14 + Ipv4.FRAGMENT, (short) Ipv4.FLAG_MF);
        assertThat(headers.readEthernet(fragment)).isFalse();
        for (int version : new int[] {4, 6}) {
            Frame frame = Packets.of(version, IpProtocol.TCP, true, 100);
            assertThat(headers.readEthernet(frame)).isTrue();
            for (int length = frame.length() - 1; length >= 0; length--) {
                frame.length(length);
                assertThat(headers.readEthernet(frame)).as("%d bytes", length).isFalse();
                assertThat(headers.checksumPosition()).isEqualTo(-1);
            }
        }
    }

    @Test
    void extensionHeadersAreStepped() {
        Frame frame = Packets.empty();
        frame.length(40 + 8 + 16 + 20);
        ByteBuffer b = frame.buffer();
        int at = frame.offset();
        b.putInt(at, 0x60000000).putShort(at + 4, (short) 44).put(at + 6, (byte) 0);
        b.put(at + 40, (byte) 60).put(at + 41, (byte) 0);
        b.put(at + 48, (byte) IpProtocol.TCP).put(at + 49, (byte) 1);
        assertThat(headers.readIp(frame, at)).isTrue();
        assertThat(headers.protocol()).isEqualTo(IpProtocol.TCP);
        assertThat(headers.l4()).isEqualTo(at + 64);
        b.put(at + 49, (byte) 200);
        assertThat(headers.readIp(frame, at)).isFalse();
        b.put(at + 40, (byte) 44);
        assertThat(headers.readIp(frame, at)).isTrue();
        assertThat(headers.checksumPosition()).as("a fragment has none").isEqualTo(-1);
    }
}
