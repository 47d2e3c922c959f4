package io.openplex.hwsim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes: a check never throws, and after a check that succeeded no accessor leaves the given bytes. */
class HeaderFuzzTest {
    private static final long SEED = 20_260_101L;
    private static final int ROUNDS = 200_000;

    private final Random random = new Random(SEED);
    private int accepted;

    @Test
    void headersStayInsideTheirBytes() {
        for (int round = 0; round < ROUNDS; round++) {
            // Exactly as many bytes as announced: whoever reads one more gets an exception.
            ByteBuffer b = InternetSumTest.randomBytes(random, random.nextInt(80));
            bend(b);
            ethernet(b);
            arp(b, 0, b.capacity());
            ipv4(b, 0, b.capacity());
            ipv6(b, 0, b.capacity());
            icmp(b, 0, b.capacity());
        }
        assertThat(accepted).as("the fuzz reaches the accessors").isGreaterThan(ROUNDS / 10);
    }

    /** Makes part of the input look right at first glance. */
    private void bend(ByteBuffer b) {
        if (b.capacity() >= 28 && random.nextBoolean()) {
            switch (random.nextInt(4)) {
                case 0 -> b.putLong(0, 0x0001080006040001L);
                case 1 -> {
                    b.put(0, (byte) (0x45 + random.nextInt(3))).putShort(2, (short) random.nextInt(b.capacity() + 2));
                    b.put(9, (byte) (random.nextBoolean() ? IpProtocol.TCP : IpProtocol.UDP));
                    if (Ipv4.headerLength(b, 0) <= b.capacity()) {
                        Ipv4.writeChecksum(b, 0);
                    }
                }
                case 2 -> b.put(0, (byte) 0x60).putShort(4, (short) random.nextInt(b.capacity()));
                default -> Icmp4.writeChecksum(b, 0, b.capacity());
            }
        }
    }

    private void ethernet(ByteBuffer b) {
        if (Ethernet.check(b.capacity())) {
            assertThat(Ethernet.type(b, 0)).isBetween(0, 0xffff);
            assertThat((Ethernet.source(b, 0) | Ethernet.destination(b, 0)) >>> 48)
                    .isZero();
        }
    }

    private void arp(ByteBuffer b, int at, int length) {
        if (Arp.check(b, at, length)) {
            accepted++;
            assertThat(Arp.operation(b, at)).isBetween(0, 0xffff);
            assertThat((Arp.senderMac(b, at) | Arp.targetMac(b, at)) >>> 48).isZero();
            Arp.write(b, at, 2, 1, Arp.senderIp(b, at), 2, Arp.targetIp(b, at));
        }
    }

    private void ipv4(ByteBuffer b, int at, int length) {
        if (Ipv4.check(b, at, length) == Ipv4.GOOD) {
            accepted++;
            int header = Ipv4.headerLength(b, at);
            assertThat(Ipv4.ttl(b, at) | Ipv4.protocol(b, at)).isBetween(0, 255);
            assertThat(Ipv4.isFragment(b, at)).isEqualTo((Ipv4.fragmentBits(b, at) & 0x3fff) != 0);
            transport(b, at, at + header, Ipv4.totalLength(b, at) - header);
        }
    }

    private void ipv6(ByteBuffer b, int at, int length) {
        if (Ipv6.check(b, at, length)) {
            accepted++;
            assertThat(Ipv6.nextHeader(b, at) | Ipv6.hopLimit(b, at)).isBetween(0, 255);
            transport(b, at, at + Ipv6.LENGTH, Ipv6.payloadLength(b, at));
        }
    }

    private void transport(ByteBuffer b, int l3, int at, int length) {
        if (Tcp.check(b, at, length)) {
            assertThat(Tcp.headerLength(b, at)).isBetween(20, length);
            assertThat(Tcp.flags(b, at) | Tcp.window(b, at)).isBetween(0, 0xffff);
            Tcp.writeChecksum(b, l3, at, length);
            assertThat(Tcp.checksumGood(b, l3, at, length)).isTrue();
        }
        if (Udp.check(b, at, length)) {
            assertThat(Udp.udpLength(b, at)).isBetween(8, length);
            Udp.writeChecksum(b, l3, at);
            assertThat(Udp.checksumGood(b, l3, at)).isTrue();
        }
        icmp(b, at, length);
    }

    private void icmp(ByteBuffer b, int at, int length) {
        if (Icmp4.check(b, at, length)) {
            assertThat(Icmp4.type(b, at) | Icmp4.code(b, at)).isBetween(0, 255);
        }
    }

    @Test
    void textParsersNeverThrow() {
        String alphabet = "0123456789abcdefABCDEF::::....//--%xg \u0661";
        int parsed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String input = text.toString();
            parsed += IpAddress.tryParse(input).isPresent() ? 1 : 0;
            IpPrefix.tryParse(input)
                    .ifPresent(p -> assertThat(IpPrefix.parse(p.toString())).isEqualTo(p));
            MacAddress.tryParse(input)
                    .ifPresent(
                            m -> assertThat(MacAddress.tryParse(m.toString())).contains(m));
        }
        assertThat(parsed).isPositive();
    }
}
