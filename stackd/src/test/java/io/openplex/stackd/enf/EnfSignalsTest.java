package io.openplex.stackd.enf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnfSignalsTest {
    private final GroupFacts facts = new GroupFacts() {
        @Override
        public List<String> members() {
            return List.of("SYSATCPIPA");
        }

        @Override
        public List<EnfEvent.Dvipa> dvipas() {
            return List.of();
        }
    };
    private final EnfSignals signals =
            new EnfSignals(new EnfIdentity("SYSA", "TCPIPA", "LABPLEX", "EZBTCPCS", "SYSATCPIPA"), facts, 3);
    private final List<EnfEvent> heard = new ArrayList<>();

    EnfSignalsTest() {
        signals.subscribe(heard::add);
    }

    private void join(long incarnation) {
        signals.joinStarted(EnfEvent.Reason.STACK_START);
        signals.groupJoined(incarnation, 1);
        signals.dvipaProcessingStarted(2);
    }

    private void leave() {
        signals.leaveStarted(EnfEvent.Reason.OPERATOR, "EZZ9676E");
        signals.dvipasGone(3);
        signals.groupLeft(List.of("SYSBTCPIPB"), 4);
    }

    @Test
    @DisplayName("operations 5.2: the 28 bytes of TCPIPA joined, and of its leave")
    void exactBytes() {
        assertThat(HexFormat.of().withUpperCase().formatHex(Enf80.encode(EnfEvent.Kind.JOIN, "TCPIPA")))
                .isEqualTo("C5D5C6F8F0400100001C00004000000080000000E3C3D7C9D7C14040");
        assertThat(HexFormat.of().withUpperCase().formatHex(Enf80.encode(EnfEvent.Kind.LEAVE, "$JRSZ@#90TOOLONG")))
                .isEqualTo("C5D5C6F8F0400100001C000040000000400000005BD1D9E2E97C7BF9");
    }

    @Test
    @DisplayName("operations 5.3: JOIN comes after the join and after DVIPA processing has started")
    void joinNeedsBoth() {
        signals.joinStarted(EnfEvent.Reason.STACK_START);
        signals.groupJoined(7, 10);
        assertThat(heard).isEmpty();
        signals.dvipaProcessingStarted(11);
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst().incarnation()).isEqualTo(7);
        assertThat(heard.getFirst().sequence()).isEqualTo(1);
    }

    @Test
    @DisplayName("operations 5.3: LEAVE comes after the DVIPAs are gone, in either order with the group leave")
    void leaveNeedsBoth() {
        join(1);
        signals.leaveStarted(EnfEvent.Reason.STACK_STOP, "");
        signals.groupLeft(List.of("SYSBTCPIPB"), 3);
        assertThat(heard).hasSize(1);
        signals.dvipasGone(4);
        assertThat(heard).extracting(EnfEvent::kind).containsExactly(EnfEvent.Kind.JOIN, EnfEvent.Kind.LEAVE);
        assertThat(heard.getLast().reason()).isEqualTo(EnfEvent.Reason.STACK_STOP);
    }

    @Test
    void repeatedNewsMakesNoSecondSignal() {
        join(1);
        join(1);
        leave();
        leave();
        assertThat(heard).extracting(EnfEvent::kind).containsExactly(EnfEvent.Kind.JOIN, EnfEvent.Kind.LEAVE);
        assertThat(signals.count(EnfEvent.Kind.JOIN)).isEqualTo(1);
    }

    @Test
    void aJoinThatIsGivenUpStaysSilent() {
        signals.joinStarted(EnfEvent.Reason.STACK_START);
        signals.groupJoined(1, 1);
        leave();
        signals.dvipaProcessingStarted(9);
        assertThat(heard).isEmpty();
        assertThat(signals.joined()).isFalse();
    }

    @Test
    void historyIsBoundedAndSaysWhenItCannotServe() {
        for (int i = 0; i < 3; i++) {
            join(i);
            leave();
        }
        assertThat(signals.lastSequence()).isEqualTo(6);
        assertThat(signals.after(2)).isEmpty();
        assertThat(signals.after(3).orElseThrow())
                .extracting(EnfEvent::sequence)
                .containsExactly(4L, 5L, 6L);
        assertThat(signals.after(6).orElseThrow()).isEmpty();
        assertThat(signals.after(7)).isEmpty();
    }

    @Test
    void thePresentStateIsSynthetic() {
        assertThat(signals.current().kind()).isEqualTo(EnfEvent.Kind.LEAVE);
        join(9);
        EnfEvent now = signals.current();
        assertThat(now.kind()).isEqualTo(EnfEvent.Kind.JOIN);
        assertThat(now.synthetic()).isTrue();
        assertThat(now.sequence()).isZero();
        assertThat(now.incarnation()).isEqualTo(9);
    }
}
