package io.openplex.hwsim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Header views against bytes written down by hand, cut short and bent. */
class HeaderTest {
    /**
     * Ethernet, IPv4, TCP: a SYN from 192.0.2.1 port 40000 to 198.51.100.11 port 80 with MSS 1460 and window scale 7.
     */
    private static final String SYN = "02000000000b 02000000000a 0800"
            + "45000030 1234 4000 40 06 0000 c0000201 c633640b"
            + "9c40 0050 01020304 00000000 7002 faf0 0000 0000 020405b4 01030307";

    @Test
    void readsASyn() {
        ByteBuffer b = InternetSumTest.bytes(SYN);
        assertThat(Ethernet.check(b.capacity())).isTrue();
        assertThat(Ethernet.check(13)).isFalse();
        assertThat(Ethernet.destination(b, 0)).isEqualTo(0x02000000000bL);
        assertThat(Ethernet.source(b, 0)).isEqualTo(0x02000000000aL);
        assertThat(Ethernet.type(b, 0)).isEqualTo(Ethernet.TYPE_IPV4);
        Ipv4.writeChecksum(b, 14);
        assertThat(Ipv4.check(b, 14, 48)).isEqualTo(Ipv4.GOOD);
        assertThat(Ipv4.headerLength(b, 14)).isEqualTo(20);
        assertThat(Ipv4.totalLength(b, 14)).isEqualTo(48);
        assertThat(Ipv4.ttl(b, 14)).isEqualTo(64);
        assertThat(Ipv4.protocol(b, 14)).isEqualTo(IpProtocol.TCP);
        assertThat(Ipv4.isFragment(b, 14)).isFalse();
        assertThat(Ipv4.fragmentBits(b, 14)).isEqualTo(Ipv4.FLAG_DF);
        assertThat(IpAddress.v4(Ipv4.source(b, 14))).hasToString("192.0.2.1");
        assertThat(IpAddress.v4(Ipv4.destination(b, 14))).hasToString("198.51.100.11");
        assertThat(Tcp.check(b, 34, 28)).isTrue();
        assertThat(Tcp.sourcePort(b, 34)).isEqualTo(40_000);
        assertThat(Tcp.destinationPort(b, 34)).isEqualTo(80);
        assertThat(Tcp.sequence(b, 34)).isEqualTo(0x01020304);
        assertThat(Tcp.acknowledgement(b, 34)).isZero();
        assertThat(Tcp.headerLength(b, 34)).isEqualTo(28);
        assertThat(Tcp.flags(b, 34)).isEqualTo(Tcp.SYN);
        assertThat(Tcp.window(b, 34)).isEqualTo(0xfaf0);
    }

    @Test
    void ipv4RefusesEachDefectWithItsReason() {
        ByteBuffer b = ByteBuffer.allocate(64);
        Ipv4.write(b, 0, 40, 7, Ipv4.FLAG_MF | 3, 9, 17, 1, 2);
        assertThat(Ipv4.check(b, 0, 40)).isEqualTo(Ipv4.GOOD);
        assertThat(Ipv4.check(b, 0, 64)).as("padding behind is fine").isEqualTo(Ipv4.GOOD);
        assertThat(Ipv4.isFragment(b, 0)).isTrue();
        assertThat(Ipv4.check(b, 0, 39)).isEqualTo(Ipv4.BAD_LENGTH);
        assertThat(Ipv4.check(b, 0, 19)).isEqualTo(Ipv4.BAD_LENGTH);
        assertThat(Ipv4.check(b, 0, -1)).isEqualTo(Ipv4.BAD_LENGTH);
        for (int bit = 0; bit < 160; bit++) {
            b.put(bit / 8, (byte) (b.get(bit / 8) ^ 1 << bit % 8));
            assertThat(Ipv4.check(b, 0, 40)).as("bit %d", bit).isNotEqualTo(Ipv4.GOOD);
            b.put(bit / 8, (byte) (b.get(bit / 8) ^ 1 << bit % 8));
        }
        assertThat(Ipv4.check(b.put(0, (byte) 0x65), 0, 40)).isEqualTo(Ipv4.BAD_VERSION);
        assertThat(Ipv4.check(b.put(0, (byte) 0x44), 0, 40)).isEqualTo(Ipv4.BAD_LENGTH);
        assertThat(Ipv4.check(b.put(0, (byte) 0x4f), 0, 40)).isEqualTo(Ipv4.BAD_LENGTH);
        assertThat(Ipv4.check(b.put(0, (byte) 0x46), 0, 40)).isEqualTo(Ipv4.BAD_CHECKSUM);
    }

    @Test
    void ipv6ChecksVersionAndLength() {
        ByteBuffer b = InternetSumTest.bytes(
                "60000000 0004 11 40 20010db8000000000000000000000001" + "20010db8000000000000000000000002 deadbeef");
        assertThat(Ipv6.check(b, 0, 44)).isTrue();
        assertThat(Ipv6.payloadLength(b, 0)).isEqualTo(4);
        assertThat(Ipv6.nextHeader(b, 0)).isEqualTo(IpProtocol.UDP);
        assertThat(Ipv6.hopLimit(b, 0)).isEqualTo(64);
        assertThat(IpAddress.of(Ipv6.sourceHigh(b, 0), Ipv6.sourceLow(b, 0))).hasToString("2001:db8::1");
        assertThat(IpAddress.of(Ipv6.destinationHigh(b, 0), Ipv6.destinationLow(b, 0)))
                .hasToString("2001:db8::2");
        assertThat(Ipv6.check(b, 0, 43)).isFalse();
        assertThat(Ipv6.check(b, 0, 39)).isFalse();
        assertThat(Ipv6.check(b.put(0, (byte) 0x45), 0, 44)).isFalse();
    }

    @Test
    void arpWritesAndChecks() {
        ByteBuffer b = ByteBuffer.allocate(30);
        Arp.write(b, 1, Arp.REPLY, 0x02000000000aL, 0xC0000201, 0x02000000000bL, 0xC0000202);
        assertThat(b)
                .isEqualTo(InternetSumTest.bytes(
                        "00 0001 0800 06 04 0002 02000000000a c0000201 02000000000b c0000202 00"));
        assertThat(Arp.check(b, 1, 28)).isTrue();
        assertThat(Arp.operation(b, 1)).isEqualTo(Arp.REPLY);
        assertThat(Arp.senderMac(b, 1)).isEqualTo(0x02000000000aL);
        assertThat(Arp.senderIp(b, 1)).isEqualTo(0xC0000201);
        assertThat(Arp.targetMac(b, 1)).isEqualTo(0x02000000000bL);
        assertThat(Arp.targetIp(b, 1)).isEqualTo(0xC0000202);
        assertThat(Arp.check(b, 1, 27)).isFalse();
        for (int i = 1; i <= 6; i++) {
            b.put(i, (byte) (b.get(i) ^ 0x40));
            assertThat(Arp.check(b, 1, 28)).as("byte %d", i).isFalse();
            b.put(i, (byte) (b.get(i) ^ 0x40));
        }
    }

    @Test
    void tcpRefusesBadOffsetsAndBadSums() {
        ByteBuffer b = InternetSumTest.bytes(SYN);
        assertThat(Tcp.check(b, 34, 27)).isFalse();
        assertThat(Tcp.check(b, 34, 19)).isFalse();
        assertThat(Tcp.checksumGood(b, 14, 34, 28)).isFalse();
        Tcp.writeChecksum(b, 14, 34, 28);
        assertThat(Tcp.checksumGood(b, 14, 34, 28)).isTrue();
        ByteBuffer summed = ByteBuffer.allocate(40)
                .put(b.slice(26, 8))
                .putShort((short) 6)
                .putShort((short) 28)
                .put(b.slice(34, 28));
        assertThat(InternetSumTest.byDefinition(summed, 0, 40))
                .as("pseudo-header by hand")
                .isZero();
        assertThat(Tcp.check(b.put(46, (byte) 0x40), 34, 28)).isFalse();
        assertThat(Tcp.check(b.put(46, (byte) 0xf0), 34, 28)).isFalse();
    }

    @Test
    void tcpSequenceSpaceWraps() {
        assertThat(Tcp.before(1, 2)).isTrue();
        assertThat(Tcp.before(-1, 0)).isTrue();
        assertThat(Tcp.before(Integer.MAX_VALUE, Integer.MIN_VALUE)).isTrue();
        assertThat(Tcp.before(2, 1)).isFalse();
        assertThat(Tcp.before(5, 5)).isFalse();
    }

    @Test
    void udpLengthsAndChecksums() {
        ByteBuffer b = ByteBuffer.allocate(40);
        Ipv4.write(b, 0, 33, 1, 0, 64, IpProtocol.UDP, 0xC0000201, 0xC0000202);
        Udp.write(b, 20, 5000, 53, 13);
        b.put(28, new byte[] {'h', 'e', 'l', 'l', 'o'});
        assertThat(Udp.check(b, 20, 13)).isTrue();
        assertThat(Udp.check(b, 20, 12)).isFalse();
        assertThat(Udp.check(b, 20, 7)).isFalse();
        assertThat(Udp.sourcePort(b, 20)).isEqualTo(5000);
        assertThat(Udp.destinationPort(b, 20)).isEqualTo(53);
        assertThat(Udp.checksumGood(b, 0, 20)).as("no checksum, IPv4").isTrue();
        Udp.writeChecksum(b, 0, 20);
        assertThat(Udp.checksumGood(b, 0, 20)).isTrue();
        b.put(30, (byte) 0);
        assertThat(Udp.checksumGood(b, 0, 20)).isFalse();
        b.putShort(24, (short) 7);
        assertThat(Udp.check(b, 20, 13)).isFalse();
        b.put(0, (byte) 0x60).putShort(26, (short) 0);
        assertThat(Udp.checksumGood(b, 0, 20)).as("no checksum, IPv6").isFalse();
    }

    @Test
    void udpSendsAComputedZeroAsOnes() {
        ByteBuffer b = ByteBuffer.allocate(30);
        Ipv4.write(b, 0, 30, 1, 0, 64, IpProtocol.UDP, 0, 0);
        // pseudo-header 17 + 10, header 10 and the data together make 0xffff
        Udp.write(b, 20, 0, 0, 10);
        b.putShort(28, (short) (0xffff - 17 - 10 - 10));
        Udp.writeChecksum(b, 0, 20);
        assertThat(b.getShort(26) & 0xffff).isEqualTo(0xffff);
        assertThat(Udp.checksumGood(b, 0, 20)).isTrue();
    }

    @Test
    void icmpEcho() {
        ByteBuffer b = InternetSumTest.bytes("0800 0000 1234 0001 6869 21");
        assertThat(Icmp4.check(b, 0, 11)).isFalse();
        Icmp4.writeChecksum(b, 0, 11);
        assertThat(b.getShort(2) & 0xffff)
                .isEqualTo(InternetSumTest.byDefinition(InternetSumTest.bytes("0800 0000 1234 0001 6869 21"), 0, 11));
        assertThat(Icmp4.check(b, 0, 11)).isTrue();
        assertThat(Icmp4.type(b, 0)).isEqualTo(Icmp4.ECHO_REQUEST);
        assertThat(Icmp4.code(b, 0)).isZero();
        assertThat(Icmp4.check(b, 0, 7)).isFalse();
    }
}
