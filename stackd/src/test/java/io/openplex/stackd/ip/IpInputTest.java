package io.openplex.stackd.ip;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.Icmp4;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Tcp;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IpInputTest {
    private static final String OWN = "203.0.113.21";
    private static final String CLIENT = "203.0.113.1";
    private static final String DVIPA = "198.51.100.11";

    private final TestStack stack = new TestStack(OWN + "/24");

    private static byte[] syn(String destination) {
        return TestPackets.tcp(CLIENT, 40000, destination, 80, Tcp.SYN);
    }

    @Test
    void deliversTcpForAnOwnAddressWithoutPadding() {
        byte[] packet = syn(OWN);
        stack.fromLan(Arrays.copyOf(packet, 46));
        assertThat(stack.tcp).hasSize(1);
        assertThat(stack.tcp.getFirst()).isEqualTo(packet);
        assertThat(stack.ip.counters().delivered()).isEqualTo(1);
        assertThat(stack.osa.counters().packetsIn()).isEqualTo(1);
    }

    @Test
    void dropsBrokenHeadersByReason() {
        byte[] badSum = syn(OWN);
        badSum[Ipv4.CHECKSUM] ^= 1;
        stack.assertDropped(badSum, DropReason.HEADER_CHECKSUM);
        stack.assertDropped(Arrays.copyOf(syn(OWN), 30), DropReason.LENGTH);
        stack.assertDropped(new byte[0], DropReason.LENGTH);
        byte[] version5 = syn(OWN);
        version5[0] = 0x55;
        stack.assertDropped(version5, DropReason.VERSION);
        byte[] version6 = new byte[60];
        version6[0] = 0x60;
        stack.assertDropped(version6, DropReason.IPV6);
        byte[] shortTcp = TestPackets.ofProtocol(CLIENT, OWN, 6);
        stack.assertDropped(shortTcp, DropReason.TRANSPORT);
        assertThat(stack.tcp).isEmpty();
    }

    @Test
    void dropsSourcesThatNobodyMayHave() {
        for (String source : List.of("127.0.0.1", "224.0.0.5", "255.255.255.255", "0.0.0.0", OWN, "203.0.113.255")) {
            stack.assertDropped(TestPackets.tcp(source, 1, OWN, 80, Tcp.SYN), DropReason.SOURCE);
        }
    }

    @Test
    @DisplayName("A target answers the owner's own client with the DVIPA as source: the owner takes it")
    void takesADvipaAsSource() {
        stack.dvipa(DVIPA, HomeKind.DVIPA_OWNED);
        stack.fromLan(TestPackets.tcp(DVIPA, 80, OWN, 40000, Tcp.SYN | Tcp.ACK));
        assertThat(stack.tcp).hasSize(1);
    }

    @Test
    void dropsGroupAndReservedDestinations() {
        stack.assertDropped(syn("224.0.0.5"), DropReason.MULTICAST);
        stack.assertDropped(syn("255.255.255.255"), DropReason.BROADCAST);
        stack.assertDropped(syn("203.0.113.255"), DropReason.BROADCAST);
        stack.assertDropped(syn("127.0.0.1"), DropReason.DESTINATION);
        stack.assertDropped(syn("240.0.0.1"), DropReason.DESTINATION);
    }

    @Test
    void countsFragmentsForOwnAddresses() {
        stack.assertDropped(TestPackets.fragment(syn(OWN), Ipv4.FLAG_MF), DropReason.FRAGMENT);
        stack.assertDropped(TestPackets.fragment(syn(OWN), 100), DropReason.FRAGMENT);
    }

    @Test
    void answersEchoWithTheSameData() {
        byte[] request = TestPackets.echo(CLIENT, OWN, 3);
        List<byte[]> out = stack.fromLan(request);
        assertThat(out).hasSize(1);
        byte[] reply = out.getFirst();
        assertThat(TestPackets.kind(reply)).isEqualTo("1/0/0");
        assertThat(TestPackets.source(reply)).isEqualTo(OWN);
        assertThat(TestPackets.destination(reply)).isEqualTo(CLIENT);
        assertThat(Arrays.copyOfRange(reply, 24, 36)).isEqualTo(Arrays.copyOfRange(request, 24, 36));
        ByteBuffer b = ByteBuffer.wrap(reply);
        assertThat(Ipv4.check(b, 0, reply.length)).isEqualTo(Ipv4.GOOD);
        assertThat(Icmp4.check(b, 20, reply.length - 20)).isTrue();
        byte[] broken = TestPackets.echo(CLIENT, OWN, 3);
        broken[30] ^= 1;
        stack.assertDropped(broken, DropReason.TRANSPORT);
    }

    @Test
    @DisplayName("dvipa 3.8: ICMP echo to a DVIPA is answered by the owner only")
    void onlyTheOwnerOfADvipaAnswersEcho() {
        stack.dvipa(DVIPA, HomeKind.DVIPA_TARGET);
        stack.assertDropped(TestPackets.echo(CLIENT, DVIPA, 1), DropReason.NOT_OWNER);
        stack.dvipa(DVIPA, HomeKind.DVIPA_MOVING);
        stack.assertDropped(TestPackets.echo(CLIENT, DVIPA, 2), DropReason.NOT_OWNER);
        stack.dvipa(DVIPA, HomeKind.DVIPA_OWNED);
        assertThat(stack.fromLan(TestPackets.echo(CLIENT, DVIPA, 3))).hasSize(1);
    }

    @Test
    @DisplayName("dvipa 8 point 2: a target does not act on packets for the DVIPA that come from the LAN")
    void aTargetIsSilentOnTheLan() {
        stack.dvipa(DVIPA, HomeKind.DVIPA_TARGET);
        stack.assertDropped(syn(DVIPA), DropReason.NOT_OWNER);
        assertThat(stack.tcp).isEmpty();
    }

    @Test
    void asksTheRouterForOwnedAndMovingDvipasOnly() {
        AtomicInteger asked = new AtomicInteger();
        stack.ip.router((packet, home, at) -> {
            asked.incrementAndGet();
            return Tcp.sourcePort(packet.buffer(), packet.l4) == 40000
                    ? InboundRouter.Verdict.CONSUMED
                    : InboundRouter.Verdict.DELIVER;
        });
        stack.fromLan(syn(OWN));
        assertThat(asked).hasValue(0);
        stack.dvipa(DVIPA, HomeKind.DVIPA_OWNED);
        stack.fromLan(syn(DVIPA));
        assertThat(asked).hasValue(1);
        assertThat(stack.ip.counters().routed()).isEqualTo(1);
        stack.dvipa(DVIPA, HomeKind.DVIPA_MOVING);
        stack.fromLan(TestPackets.tcp(CLIENT, 40001, DVIPA, 80, Tcp.ACK));
        assertThat(asked).hasValue(2);
        assertThat(stack.tcp).hasSize(2);
    }

    @Test
    void answersClosedUdpPortsAndUnknownProtocolsOnce() {
        assertThat(stack.fromLan(TestPackets.udp(CLIENT, OWN, 53, 5))).isEmpty();
        List<byte[]> port = stack.fromLan(TestPackets.udp(CLIENT, OWN, 54, 5));
        assertThat(port).extracting(TestPackets::kind).containsExactly("1/3/3");
        assertThat(TestPackets.source(port.getFirst())).isEqualTo(OWN);
        List<byte[]> protocol = stack.fromLan(TestPackets.ofProtocol(CLIENT, OWN, 47));
        assertThat(protocol).extracting(TestPackets::kind).containsExactly("1/3/2");
        // An error about an error is never sent.
        assertThat(stack.fromLan(port.getFirst())).isEmpty();
        byte[] broken = TestPackets.udp(CLIENT, OWN, 54, 5);
        broken[30] ^= 1;
        stack.assertDropped(broken, DropReason.TRANSPORT);
    }

    @Test
    void limitsErrorsInTime() {
        int errors = 0;
        for (int i = 0; i < 200; i++) {
            stack.lan.arrive(TestPackets.udp(CLIENT, OWN, 54, 5));
        }
        for (int i = 0; i < 4; i++) {
            stack.step();
            errors += stack.lan.take().size();
        }
        assertThat(errors).isBetween(20, 22);
        assertThat(stack.dropped(DropReason.ICMP_WITHHELD)).isEqualTo(200 - errors);
        stack.now += 1_000_000_000L;
        assertThat(stack.fromLan(TestPackets.udp(CLIENT, OWN, 54, 5))).hasSize(1);
    }

    @Test
    void forwardsTransitPacketsToTheGateway() {
        stack.ip.routes().add(Route.defaultVia(IpAddress.parse("203.0.113.9"), stack.osa));
        byte[] packet = TestPackets.tcp(CLIENT, 40000, "192.0.2.77", 80, Tcp.SYN);
        stack.lan.arrive(packet.clone());
        stack.step();
        assertThat(stack.lan.sent).hasSize(1);
        FakeSession.Sent sent = stack.lan.sent.getFirst();
        assertThat(sent.nextHop()).isEqualTo(IpAddress.parse("203.0.113.9"));
        assertThat(sent.packet()).isEqualTo(TestPackets.ttl(packet, 63));
        assertThat(stack.ip.counters().forwarded()).isEqualTo(1);
    }

    @Test
    void correctsTheChecksumForEveryTtl() {
        stack.ip.routes().add(Route.defaultVia(IpAddress.parse("203.0.113.9"), stack.osa));
        for (int ttl = 2; ttl < 256; ttl++) {
            byte[] packet = TestPackets.ttl(TestPackets.tcp(CLIENT, ttl * 7, "192.0.2.77", 80, Tcp.SYN), ttl);
            assertThat(stack.fromLan(packet.clone())).containsExactly(TestPackets.ttl(packet, ttl - 1));
        }
    }

    @Test
    void answersTtlExpiryAndMissingRoutes() {
        byte[] expired = TestPackets.ttl(TestPackets.tcp(CLIENT, 1, "192.0.2.77", 80, Tcp.SYN), 1);
        assertThat(stack.fromLan(expired)).extracting(TestPackets::kind).containsExactly("1/11/0");
        assertThat(stack.dropped(DropReason.TTL)).isEqualTo(1);
        byte[] lost = TestPackets.tcp(CLIENT, 1, "192.0.2.77", 80, Tcp.SYN);
        assertThat(stack.fromLan(lost)).extracting(TestPackets::kind).containsExactly("1/3/0");
        assertThat(stack.dropped(DropReason.NO_ROUTE)).isEqualTo(1);
    }

    @Test
    void saysWhatFitsWhenAPacketIsTooBig() {
        stack.ip.routes().add(new Route(IpPrefix.parse("192.0.2.0/24"), null, stack.osa, 600));
        byte[] big = TestPackets.fragment(TestPackets.udp(CLIENT, "192.0.2.77", 9, 800), Ipv4.FLAG_DF);
        List<byte[]> out = stack.fromLan(big);
        assertThat(out).extracting(TestPackets::kind).containsExactly("1/3/4");
        assertThat(ByteBuffer.wrap(out.getFirst()).getInt(24)).isEqualTo(600);
        assertThat(out.getFirst()).hasSize(576);
        stack.assertDropped(TestPackets.udp(CLIENT, "192.0.2.77", 9, 800), DropReason.TOO_BIG);
    }

    @Test
    @DisplayName("profile 4: NODATAGRAMFWD forwards no transit packet")
    void forwardsNothingWhenToldSo() {
        TestStack host = new TestStack(OWN + "/24", new IpOptions(false, 64, false, 1));
        host.ip.routes().add(Route.defaultVia(IpAddress.parse("203.0.113.9"), host.osa));
        host.assertDropped(TestPackets.tcp(CLIENT, 1, "192.0.2.77", 80, Tcp.SYN), DropReason.NO_FORWARDING);
    }

    @Test
    @DisplayName("ownership clause 7: without the right to claim the lease ends before packets leave")
    void endsTheLeaseBeforePacketsLeaveWithoutTheRight() {
        stack.lan.arrive(TestPackets.echo(CLIENT, OWN, 1));
        stack.ip.step(stack.now);
        stack.ip.flush(false, stack.now);
        assertThat(stack.lan.calls).containsExactly("lease until " + stack.now, "transmit");
        assertThat(stack.osa.counters().packetsOut()).isEqualTo(1);
        stack.lan.calls.clear();
        stack.lan.arrive(TestPackets.echo(CLIENT, OWN, 1));
        stack.step();
        assertThat(stack.lan.calls).as("it is not the interface's to renew").containsExactly("transmit");
    }

    @Test
    void anInterfaceThatGoesAwayDropsWhatHasNotLeft() {
        stack.lan.arrive(TestPackets.echo(CLIENT, OWN, 1));
        stack.ip.step(stack.now);
        assertThat(stack.pool.outstanding()).isEqualTo(1);
        stack.ip.detach(stack.ip.attached().indexOf(stack.osa));
        assertThat(stack.pool.outstanding()).isZero();
        assertThat(stack.osa.counters().dropsOut()).isEqualTo(1);
        stack.step();
        assertThat(stack.lan.sent).isEmpty();
    }
}
