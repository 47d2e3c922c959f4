package io.openplex.stackd.sysplex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.openplex.proto.v1.HomeList;
import io.openplex.proto.v1.XcfSignal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GroupLineTest {
    private final SentSignals wire = new SentSignals();
    private final GroupLine line = new GroupLine(wire);

    @BeforeEach
    void joined() {
        line.joined(RightWorld.A, List.of(RightWorld.B, RightWorld.C));
        line.link(RightWorld.B, true);
    }

    private static XcfSignal.Builder signal(int size) {
        return SignalCodec.signal()
                .setHomeList(HomeList.newBuilder().addAddresses(ByteString.copyFrom(new byte[size])));
    }

    private static int sizeOf(XcfSignal signal) {
        return signal.getHomeList().getAddresses(0).size();
    }

    @Test
    @DisplayName("what one iteration says to a member leaves at its end, in one signal and in its order")
    void oneSignalPerIteration() {
        line.sendAll(signal(1));
        line.send(RightWorld.B, signal(2));
        line.sendAll(signal(3));
        assertThat(wire.sent).isEmpty();
        line.flush();
        assertThat(wire.sent).hasSize(1);
        assertThat(wire.sent.getFirst().getBatch().getSignalsList())
                .extracting(GroupLineTest::sizeOf)
                .containsExactly(1, 2, 3);
        line.flush();
        assertThat(wire.sent).hasSize(1);
    }

    @Test
    @DisplayName("a single signal is sent as it is")
    void single() {
        line.send(RightWorld.B, signal(9));
        line.flush();
        assertThat(wire.sent).extracting(GroupLineTest::sizeOf).containsExactly(9);
    }

    @Test
    @DisplayName("a batch stays far below what a link takes, however much there is to say")
    void bounded() {
        for (int i = 0; i < 100; i++) {
            line.send(RightWorld.B, signal(60_000));
        }
        line.flush();
        assertThat(wire.sent).hasSizeBetween(20, 60).allMatch(s -> s.getSerializedSize() < 256 * 1024);
        assertThat(wire.sent.stream()
                        .mapToInt(s -> Math.max(1, s.getBatch().getSignalsCount()))
                        .sum())
                .isEqualTo(100);
    }

    @Test
    @DisplayName("who missed something for want of room is to be told everything again, once, if there is a link")
    void lagging() {
        wire.room = false;
        line.send(RightWorld.B, signal(1));
        line.send(RightWorld.B, signal(2));
        line.send(RightWorld.C, signal(3));
        line.flush();
        assertThat(line.unsent()).isEqualTo(3);
        assertThat(line.hasLagging()).isTrue();
        assertThat(line.takeLagging()).containsExactly(RightWorld.B);
        assertThat(line.hasLagging()).isFalse();
        assertThat(line.takeLagging()).isEmpty();
    }

    @Test
    @DisplayName("nothing is said to a member that left in the same iteration")
    void removed() {
        line.send(RightWorld.B, signal(1));
        line.removed(RightWorld.B);
        line.flush();
        assertThat(wire.sent).isEmpty();
        assertThat(line.unsent()).isZero();
    }
}
