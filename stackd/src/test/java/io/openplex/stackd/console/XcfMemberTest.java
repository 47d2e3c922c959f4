package io.openplex.stackd.console;

import static io.openplex.stackd.console.XcfMember.Problem.NONE;
import static io.openplex.stackd.console.XcfMember.Problem.PROBLEM;
import static io.openplex.stackd.console.XcfMember.Problem.SEVERE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class XcfMemberTest {
    private static final XcfFacts.Couple COUPLE = XcfFacts.defaults().couple();

    private static XcfMember.Problem problem(XcfMember.Status status, boolean linked, OptionalLong heard) {
        return new XcfMember("SYSBTCPIPB", "SYSB", "TCPIPB", "CPC1", status, linked, heard, 1).problem(COUPLE);
    }

    @Test
    void anActiveMemberIsJudgedByWhatIsHeardOfIt() {
        assertThat(COUPLE.detectionMillis()).isEqualTo(326);
        assertThat(problem(XcfMember.Status.ACTIVE, true, OptionalLong.of(200))).isEqualTo(NONE);
        assertThat(problem(XcfMember.Status.ACTIVE, true, OptionalLong.of(201))).isEqualTo(PROBLEM);
        assertThat(problem(XcfMember.Status.ACTIVE, true, OptionalLong.of(326))).isEqualTo(PROBLEM);
        assertThat(problem(XcfMember.Status.ACTIVE, true, OptionalLong.of(327))).isEqualTo(SEVERE);
        assertThat(problem(XcfMember.Status.ACTIVE, false, OptionalLong.of(1))).isEqualTo(PROBLEM);
    }

    @Test
    void whereThatIsNotMeasuredTheLinkCounts() {
        assertThat(problem(XcfMember.Status.ACTIVE, true, OptionalLong.empty())).isEqualTo(NONE);
        assertThat(problem(XcfMember.Status.ACTIVE, false, OptionalLong.empty()))
                .isEqualTo(PROBLEM);
    }

    @Test
    void aMemberThatIsGoneIsJudgedByHowItWent() {
        assertThat(problem(XcfMember.Status.LEFT, false, OptionalLong.of(9999))).isEqualTo(NONE);
        assertThat(problem(XcfMember.Status.QUIESCED, false, OptionalLong.empty()))
                .isEqualTo(NONE);
        assertThat(problem(XcfMember.Status.ENDED, false, OptionalLong.empty())).isEqualTo(PROBLEM);
        assertThat(problem(XcfMember.Status.ISOLATED, true, OptionalLong.of(0))).isEqualTo(SEVERE);
        assertThat(problem(XcfMember.Status.FAILED, true, OptionalLong.of(0))).isEqualTo(SEVERE);
    }

    @Test
    void theJsonOfAMemberCarriesWhatTheTextSays() {
        LabStack stack = new LabStack();
        stack.silence = 250;
        stack.current = false;
        assertThat(stack.console()
                        .execute("D XCF,GROUP,EZBTCPCS,SYSCTCPIPC", Authority.DISPLAY, LabStack.NOW)
                        .json())
                .isEqualTo("{\"report\":\"XCF-MEMBERS\",\"system\":\"SYSA\",\"stack\":\"TCPIPA\","
                        + "\"sysplex\":\"LABPLEX\",\"current\":false,\"members\":[{\"member\":\"SYSCTCPIPC\","
                        + "\"system\":\"SYSC\",\"job\":\"TCPIPC\",\"status\":\"ACTIVE\","
                        + "\"token\":\"0000000000000013\",\"cpc\":\"CPC2\",\"linked\":false,"
                        + "\"lastHeardMillis\":250,\"problem\":\"PROBLEM\"}],\"displayed\":1,\"total\":1}");
    }

    @Test
    void aSystemIsAsWellAsItsBestMember() {
        LabStack stack = new LabStack();
        stack.silence = 5000;
        assertThat(XcfSystem.of(stack, "SYSC").orElseThrow().heard()).isFalse();
        assertThat(XcfSystem.of(stack, "SYSB").orElseThrow().heard()).isTrue();
        assertThat(stack.console()
                        .execute("D XCF,SYSPLEX,SYSC", Authority.DISPLAY, LabStack.NOW)
                        .json())
                .contains("\"systems\":[{\"name\":\"SYSC\",\"cpc\":\"CPC2\",\"statusTime\":\"11/15/2025 10:11:04\","
                        + "\"status\":\"MONITOR-DETECTED STOP\",\"problem\":\"SEVERE\",\"exceptions\":["
                        + "\"SIGNALLING PATH IS NOT ACTIVE\",\"STATUS UPDATE MISSING FOR 5000 MS\"]}]");
    }
}
