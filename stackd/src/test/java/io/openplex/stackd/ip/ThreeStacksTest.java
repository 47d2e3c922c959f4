package io.openplex.stackd.ip;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Tcp;
import io.openplex.stackd.xcflink.LinkKey;
import io.openplex.stackd.xcflink.MemoryPath;
import io.openplex.stackd.xcflink.XcfInterface;
import io.openplex.stackd.xcflink.XcfLink;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SYSA owns and distributes, SYSB and SYSC are targets; joined by XCF links in memory. */
class ThreeStacksTest {
    private static final String CLIENT = "203.0.113.1";
    private static final String DVIPA = "198.51.100.11";
    private static final LinkKey KEY = LinkKey.ofSecret("secret", "LABPLEX", "EZBTCPCS");

    private final TestStack sysa = new TestStack("203.0.113.21/24");
    private final TestStack sysb = new TestStack("203.0.113.22/24");
    private final TestStack sysc = new TestStack("203.0.113.23/24");

    private int toB;
    private int toC;

    @BeforeEach
    void join() {
        sysa.dvipa(DVIPA, HomeKind.DVIPA_OWNED);
        sysb.dvipa(DVIPA, HomeKind.DVIPA_TARGET);
        sysc.dvipa(DVIPA, HomeKind.DVIPA_TARGET);
        toB = link(sysa, "192.0.2.1", "A1", 1, sysb, "192.0.2.2", "B2", 2);
        toC = link(sysa, "192.0.2.1", "A1", 1, sysc, "192.0.2.3", "C3", 3);
        link(sysb, "192.0.2.2", "B2", 2, sysc, "192.0.2.3", "C3", 3);
        sysa.ip.router((packet, home, now) -> {
            int port = Tcp.sourcePort(packet.buffer(), packet.l4);
            if (port % 3 == 0) {
                return InboundRouter.Verdict.DELIVER;
            }
            assertThat(sysa.ip.forwardTo(packet, port % 3 == 1 ? toB : toC, now))
                    .isTrue();
            return InboundRouter.Verdict.CONSUMED;
        });
    }

    private static int link(
            TestStack left,
            String leftXcf,
            String leftClone,
            long leftLife,
            TestStack right,
            String rightXcf,
            String rightClone,
            long rightLife) {
        MemoryPath[] ends = MemoryPath.pair();
        attach(right, new XcfLink(KEY, rightLife, leftLife, ends[1]), leftClone, rightXcf, leftXcf);
        return attach(left, new XcfLink(KEY, leftLife, rightLife, ends[0]), rightClone, leftXcf, rightXcf);
    }

    private static int attach(TestStack stack, XcfLink link, String clone, String own, String partner) {
        IpAddress address = IpAddress.parse(own);
        XcfInterface xcf = new XcfInterface(LinkNames.xcf(clone), link, address);
        int number = stack.ip.attach(xcf);
        stack.ip.home().add(new HomeEntry(xcf.name(), address, HomeKind.DYNAMIC_XCF));
        stack.ip.routes().add(Route.host(IpAddress.parse(partner), xcf));
        return number;
    }

    private void steps() {
        for (int i = 0; i < 3; i++) {
            sysa.step();
            sysb.step();
            sysc.step();
        }
    }

    @Test
    @DisplayName("dvipa 3.8: the original packet reaches the target unchanged; the target answers by its own LAN")
    void distributesUnchangedAndAnswersDirectly() {
        byte[] forB = TestPackets.tcp(CLIENT, 40000, DVIPA, 80, Tcp.SYN);
        byte[] forC = TestPackets.tcp(CLIENT, 40001, DVIPA, 80, Tcp.SYN);
        byte[] forA = TestPackets.tcp(CLIENT, 40002, DVIPA, 80, Tcp.SYN);
        List.of(forB, forC, forA).forEach(packet -> sysa.lan.arrive(packet.clone()));
        steps();
        assertThat(sysb.tcp).containsExactly(forB);
        assertThat(sysc.tcp).containsExactly(forC);
        assertThat(sysa.tcp).containsExactly(forA);
        assertThat(sysa.ip.counters().sentToPartner()).isEqualTo(2);
        assertThat(sysa.ip.counters().forwarded()).isZero();

        Frame answer = Objects.requireNonNull(sysb.ip.sender().acquire());
        answer.length(Tcp.LENGTH);
        answer.buffer().putShort(answer.offset() + Tcp.OFFSET_FLAGS, (short) 0x5012);
        IpAddress dvipa = IpAddress.parse(DVIPA);
        sysb.ip.sender().send(answer, dvipa, IpAddress.parse(CLIENT), IpProtocol.TCP, sysb.now);
        steps();
        assertThat(sysb.lan.take()).extracting(TestPackets::source).containsExactly(DVIPA);
        assertThat(sysa.lan.sent).isEmpty();
        assertNoFrameIsMissing();
    }

    @Test
    @DisplayName("dvipa 3.8: what a target does not hold is dropped, never sent back (loop guard)")
    void aTargetThatDoesNotHoldTheAddressDrops() {
        sysb.ip.home().removeDvipa(IpAddress.parse(DVIPA));
        sysb.ip.routes().add(Route.defaultVia(IpAddress.parse(CLIENT), sysb.osa));
        sysa.lan.arrive(TestPackets.tcp(CLIENT, 40000, DVIPA, 80, Tcp.SYN));
        steps();
        assertThat(sysb.dropped(DropReason.LOOP_GUARD)).isEqualTo(1);
        assertThat(sysb.lan.sent).isEmpty();
        assertThat(sysb.ip.counters().forwarded()).isZero();
        assertNoFrameIsMissing();
    }

    @Test
    @DisplayName("two stacks that both believe to own do not play ball: what came over XCF is not routed again")
    void aSecondOwnerDeliversWhatWasForwardedToIt() {
        sysb.dvipa(DVIPA, HomeKind.DVIPA_OWNED);
        sysb.ip.router((packet, home, now) -> {
            throw new AssertionError("routed again");
        });
        sysa.lan.arrive(TestPackets.tcp(CLIENT, 40000, DVIPA, 80, Tcp.SYN));
        steps();
        assertThat(sysb.tcp).hasSize(1);
    }

    @Test
    void anEchoForwardedByMistakeIsNotAnsweredByATarget() {
        sysb.lan.arrive(TestPackets.echo(CLIENT, DVIPA, 1));
        steps();
        assertThat(sysb.lan.sent).isEmpty();
        assertThat(sysb.dropped(DropReason.NOT_OWNER)).isEqualTo(1);
    }

    @Test
    void partnersReachEachOtherByTheirXcfAddresses() {
        Frame segment = Objects.requireNonNull(sysb.ip.sender().acquire());
        segment.length(Tcp.LENGTH);
        segment.buffer().putShort(segment.offset() + Tcp.OFFSET_FLAGS, (short) 0x5002);
        sysb.ip.sender().send(segment, IpAddress.ANY4, IpAddress.parse("192.0.2.3"), IpProtocol.TCP, sysb.now);
        steps();
        assertThat(sysc.tcp).extracting(TestPackets::source).containsExactly("192.0.2.2");
    }

    @Test
    void aDetachedPartnerLeavesNothingBehind() {
        sysa.ip.detach(toB);
        assertThat(sysa.ip.routes().lookup(IpAddress.parse("192.0.2.2"))).isNull();
        assertThat(sysa.ip.home().entries()).extracting(HomeEntry::linkName).doesNotContain("EZAXCFB2");
        sysa.lan.arrive(TestPackets.tcp(CLIENT, 40002, DVIPA, 80, Tcp.SYN));
        steps();
        assertThat(sysa.tcp).hasSize(1);
        byte[] packet = TestPackets.tcp(CLIENT, 40000, DVIPA, 80, Tcp.SYN);
        Frame frame = Objects.requireNonNull(sysa.pool.acquire());
        frame.length(packet.length);
        frame.buffer().put(frame.offset(), packet);
        assertThat(sysa.ip.forwardTo(frame, toB, 0)).isFalse();
        assertThat(sysa.ip.forwardTo(frame, 1, 0)).as("the OSA is no partner").isFalse();
        assertThat(sysa.dropped(DropReason.INTERFACE_DOWN)).isEqualTo(2);
        frame.release();
        assertNoFrameIsMissing();
    }

    private void assertNoFrameIsMissing() {
        for (TestStack stack : List.of(sysa, sysb, sysc)) {
            assertThat(stack.pool.outstanding()).isZero();
        }
    }
}
