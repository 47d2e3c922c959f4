package io.openplex.stackd.sysplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.distributor.DistributorEngine;
import io.openplex.distributor.DistributorSettings;
import io.openplex.dvipa.DvipaEngine;
import io.openplex.dvipa.DvipaSettings;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.v1.Connection;
import io.openplex.proto.v1.ConnectionReport;
import io.openplex.proto.v1.HearingAnswer;
import io.openplex.proto.v1.HearingQuestion;
import io.openplex.proto.v1.MoveRequest;
import io.openplex.proto.v1.PartnerInfo;
import io.openplex.proto.v1.SignalBatch;
import io.openplex.proto.v1.XcfSignal;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SignalReceiverTest {
    private static final IpAddress DVIPA = IpAddress.parse("198.51.100.11");
    private static final Member PARTNER =
            new Member(5, new MemberInfo("SYSB", "TCPIPB", "B2", "CPC1", "VTAMB", Optional.empty(), Optional.empty()));

    private final EngineBus bus = new EngineBus(
            new DvipaEngine(DvipaSettings.DEFAULT, address -> 0),
            new DistributorEngine(DistributorSettings.withKey(1, 2)));
    private final List<String> told = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final SignalReceiver receiver = new SignalReceiver(
            bus,
            (from, host, port) -> told.add(from.name() + " " + host + ":" + port),
            new SignalReceiver.HearingHandler() {
                @Override
                public void asked(Member from, HearingQuestion question) {
                    told.add(from.name() + " asks for " + question.getMember());
                }

                @Override
                public void answered(Member from, HearingAnswer answer) {
                    told.add(from.name() + " answers " + answer.getHeard());
                }
            },
            (from, reason) -> refused.add(from.name() + " " + reason));

    @Test
    void questionsAboutWhoIsHeardAreHandedOn() {
        receiver.receive(
                PARTNER,
                SignalCodec.signal()
                        .setHearingQuestion(HearingQuestion.newBuilder().setMember("SYSCTCPIPC"))
                        .build()
                        .toByteArray());
        receiver.receive(
                PARTNER,
                SignalCodec.signal()
                        .setHearingAnswer(HearingAnswer.newBuilder().setHeard(true))
                        .build()
                        .toByteArray());
        assertThat(told).containsExactly(PARTNER.name() + " asks for SYSCTCPIPC", PARTNER.name() + " answers true");
    }

    @Test
    void aGoodSignalBecomesAnEvent() {
        receiver.receive(
                PARTNER,
                SignalCodec.signal()
                        .setMoveRequest(MoveRequest.newBuilder()
                                .setAddress(SignalCodec.bytes(DVIPA))
                                .setEpoch(3))
                        .build()
                        .toByteArray());
        assertThat(bus.idle()).isFalse();
        assertThat(receiver.bad()).isZero();
    }

    @Test
    void aBatchIsTakenApartInItsOrder() {
        receiver.receive(PARTNER, batch(question("SYSCTCPIPC"), question("SYSDTCPIPD")));
        assertThat(told)
                .containsExactly(PARTNER.name() + " asks for SYSCTCPIPC", PARTNER.name() + " asks for SYSDTCPIPD");
    }

    @Test
    void aBatchWithinABatchOrOfAnotherVersionEndsTheLink() {
        SignalBatch inner =
                SignalBatch.newBuilder().addSignals(question("SYSC")).build();
        receiver.receive(PARTNER, batch(SignalCodec.signal().setBatch(inner)));
        receiver.receive(PARTNER, batch(question("SYSCTCPIPC").setVersion(2)));
        assertThat(told).isEmpty();
        assertThat(receiver.bad()).isEqualTo(2);
        assertThat(refused).hasSize(2).allMatch(r -> r.endsWith("a batch within a batch, or of several versions"));
    }

    private static XcfSignal.Builder question(String member) {
        return SignalCodec.signal()
                .setHearingQuestion(HearingQuestion.newBuilder().setMember(member));
    }

    private static byte[] batch(XcfSignal.Builder... signals) {
        SignalBatch.Builder batch = SignalBatch.newBuilder();
        for (XcfSignal.Builder signal : signals) {
            batch.addSignals(signal);
        }
        return SignalCodec.signal().setBatch(batch).build().toByteArray();
    }

    @Test
    void aPartnersEndIsPassedOnUnlessItsPortIsNone() {
        receiver.receive(PARTNER, partnerInfo(40_000));
        receiver.receive(PARTNER, partnerInfo(0));
        receiver.receive(PARTNER, partnerInfo(70_000));
        assertThat(told).containsExactly("SYSBTCPIPB 127.0.0.1:40000");
        assertThat(receiver.bad()).isEqualTo(2);
        assertThat(refused)
                .containsExactly(
                        "SYSBTCPIPB malformed signal: link port 0", "SYSBTCPIPB malformed signal: link port 70000");
    }

    private static byte[] partnerInfo(int port) {
        return SignalCodec.signal()
                .setPartnerInfo(
                        PartnerInfo.newBuilder().setLinkHost("127.0.0.1").setLinkPort(port))
                .build()
                .toByteArray();
    }

    @Test
    void anotherVersionEndsTheLinkAndAnUnknownKindIsIgnored() {
        receiver.receive(
                PARTNER,
                XcfSignal.newBuilder()
                        .setVersion(2)
                        .setMoveRequest(MoveRequest.newBuilder().setAddress(SignalCodec.bytes(DVIPA)))
                        .build()
                        .toByteArray());
        receiver.receive(PARTNER, SignalCodec.signal().build().toByteArray());
        assertThat(receiver.unknown()).isEqualTo(2);
        assertThat(refused).containsExactly("SYSBTCPIPB signal of version 2; this stack speaks 1");
        assertThat(bus.idle()).isTrue();
    }

    @Test
    void aRuleOfAnUnknownMethodIsIgnoredAndTheOthersCount() {
        receiver.receive(
                PARTNER,
                SignalCodec.signal()
                        .setDistributionRules(io.openplex.proto.v1.DistributionRules.newBuilder()
                                .addRules(io.openplex.proto.v1.DistributionRule.newBuilder()
                                        .setAddress(SignalCodec.bytes(DVIPA))
                                        .addPorts(80)
                                        .setMethod(250)))
                        .build()
                        .toByteArray());
        assertThat(receiver.unknown()).isEqualTo(1);
        assertThat(receiver.bad()).isZero();
        assertThat(refused).isEmpty();
    }

    /** Damaged copies of a real signal: each is an event or is counted, and nothing is thrown. */
    @Test
    void anyBytesAreAnEventOrAreCounted() {
        byte[] good = SignalCodec.signal()
                .setConnectionReport(ConnectionReport.newBuilder()
                        .setAddress(SignalCodec.bytes(DVIPA))
                        .setEpoch(9)
                        .addConnections(Connection.newBuilder()
                                .setLocalPort(80)
                                .setRemoteAddress(SignalCodec.bytes(DVIPA))
                                .setRemotePort(40_000)))
                .build()
                .toByteArray();
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 50_000; round++) {
            byte[] damaged = good.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            receiver.receive(PARTNER, damaged);
        }
        assertThat(receiver.bad()).isPositive();
        assertThat((long) refused.size()).isGreaterThanOrEqualTo(receiver.bad());
        assertThat(bus.idle()).isFalse();
    }
}
