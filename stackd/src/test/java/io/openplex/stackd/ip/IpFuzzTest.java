package io.openplex.stackd.ip;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Tcp;
import io.openplex.stackd.xcflink.LinkKey;
import io.openplex.stackd.xcflink.MemoryPath;
import io.openplex.stackd.xcflink.XcfInterface;
import io.openplex.stackd.xcflink.XcfLink;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes may come in: nothing is thrown, every packet is accounted for, every frame comes back. */
class IpFuzzTest {
    private static final String[] ADDRESSES = {
        "203.0.113.21",
        "203.0.113.1",
        "198.51.100.11",
        "198.51.100.12",
        "192.0.2.1",
        "192.0.2.2",
        "10.1.2.3",
        "255.255.255.255",
        "127.0.0.1",
        "224.0.0.5",
        "203.0.113.255",
        "0.0.0.0"
    };
    private static final int PACKETS = 300_000;

    private final Random random = new Random(20_251_120);

    @Test
    void anyBytesAreSurvived() {
        TestStack stack = new TestStack("203.0.113.21/24");
        MemoryPath[] ends = MemoryPath.pair();
        LinkKey key = LinkKey.ofSecret("s", "P", "G");
        XcfLink partner = new XcfLink(key, 2, 1, ends[1]);
        int xcf = stack.ip.attach(new XcfInterface(LinkNames.xcf("B2"), new XcfLink(key, 1, 2, ends[0]), null));
        stack.dvipa("198.51.100.11", HomeKind.DVIPA_OWNED);
        stack.dvipa("198.51.100.12", HomeKind.DVIPA_TARGET);
        stack.ip.routes().add(Route.defaultVia(IpAddress.parse("203.0.113.1"), stack.osa));
        stack.ip.router((packet, home, now) -> {
            Tcp.flags(packet.buffer(), packet.l4);
            if (random.nextBoolean()) {
                return InboundRouter.Verdict.DELIVER;
            }
            stack.ip.forwardTo(packet, xcf, now);
            return InboundRouter.Verdict.CONSUMED;
        });
        for (int i = 0; i < PACKETS; i++) {
            stack.lan.arrive(packet());
            if (i % 5 == 0) {
                ends[0].arriving.add(packet());
            }
            stack.step();
            stack.lan.sent.clear();
            stack.tcp.clear();
            partner.poll((packet, now) -> {}, 64, stack.now);
        }
        assertThat(stack.pool.outstanding()).isZero();
        IpCounters counters = stack.ip.counters();
        assertThat(counters.received()).isGreaterThanOrEqualTo(PACKETS);
        for (DropReason reason : DropReason.values()) {
            boolean impossible = switch (reason) {
                // Nothing is ever missing or full here; nothing that is forwarded is too long.
                case NO_FORWARDING, NO_ROUTE, INTERFACE_DOWN, INTERFACE_FULL, NO_FRAME, TOO_BIG, LOOP_GUARD -> true;
                default -> false;
            };
            assertThat(impossible || counters.dropped(reason) > 0)
                    .as(reason.name())
                    .isTrue();
        }
        assertThat(counters.delivered()).isPositive();
        assertThat(counters.forwarded()).isPositive();
        assertThat(counters.sentToPartner()).isPositive();
        assertThat(counters.echoReplies()).isPositive();
    }

    private byte[] packet() {
        if (random.nextInt(10) == 0) {
            byte[] noise = new byte[random.nextInt(120)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] packet = plausible();
        if (random.nextInt(4) == 0) {
            packet[random.nextInt(packet.length)] = (byte) random.nextInt();
            if (random.nextBoolean()) {
                mendHeader(packet);
            }
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(packet, random.nextInt(packet.length + 10)) : packet;
    }

    private byte[] plausible() {
        String from = ADDRESSES[random.nextInt(ADDRESSES.length)];
        String to = ADDRESSES[random.nextInt(ADDRESSES.length)];
        byte[] packet = switch (random.nextInt(4)) {
            case 0 -> TestPackets.tcp(from, random.nextInt(65536), to, 80, random.nextInt(64));
            case 1 -> TestPackets.udp(from, to, 53 + random.nextInt(2), random.nextInt(64));
            case 2 -> TestPackets.echo(from, to, random.nextInt());
            default -> TestPackets.ofProtocol(from, to, random.nextInt(256));
        };
        TestPackets.ttl(packet, 1 + random.nextInt(64));
        return random.nextInt(10) == 0 ? TestPackets.fragment(packet, random.nextInt(65536)) : packet;
    }

    /** Makes the header checksum right again, so that the damage is met further in. */
    private static void mendHeader(byte[] packet) {
        ByteBuffer b = ByteBuffer.wrap(packet);
        if (packet.length >= Ipv4.headerLength(b, 0) && Ipv4.headerLength(b, 0) >= Ipv4.LENGTH) {
            Ipv4.writeChecksum(b, 0);
        }
    }
}
