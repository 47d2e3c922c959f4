package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.XcfWorld;
import io.openplex.xcf.api.right.RightValues;
import io.openplex.xcf.zookeeper.ZooKeeperWorld.ZooKeeperStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A promise is safe only when who gives it and who counts on it mean the same length of time. */
class SameValuesTest {
    private static final long MILLI = 1_000_000L;

    private final EventLog logA = new EventLog();
    private final Detailed logB = new Detailed();
    private ZooKeeperWorld world;
    private ZooKeeperStack a;

    /** Keeps the text of a refusal, too. */
    private static final class Detailed extends EventLog {
        private String detail = "";

        @Override
        public void joinRefused(JoinRefusal refusal, String text) {
            super.joinRefused(refusal, text);
            detail = text;
        }
    }

    @BeforeEach
    void memberA() throws Exception {
        world = new ZooKeeperWorld();
        a = join("SYSA", "home-a", RightValues.DEFAULT, logA);
        assertThat(logA.lines()).first().asString().startsWith("joined");
    }

    @AfterEach
    void tearDown() {
        world.close();
    }

    private ZooKeeperStack join(String system, String home, RightValues values, EventLog log) {
        XcfOptions options = world.options();
        ZooKeeperStack stack = world.stack(
                XcfWorld.info(system).at(home, "127.0.0.1:9"),
                options.withTerms(options.terms().with(values)));
        stack.group().join(stack.info(), log);
        world.until(system + " has its answer", () -> !log.lines().isEmpty());
        return stack;
    }

    @ParameterizedTest
    @CsvSource({
        "20, 400, 80, 'the promise is 400 ms here and 200 ms there'",
        "20, 200, 100, 'the confirmation is 100 ms here and 80 ms there'",
        "10, 200, 80, 'the heartbeat interval is 10 ms here and 20 ms there'"
    })
    @DisplayName("who would work with other values than an active member is refused, with both values and both members")
    void otherValues(long heartbeat, long promise, long confirmation, String says) {
        join(
                "SYSB",
                "home-b",
                RightValues.DEFAULT.withIntervals(heartbeat * MILLI, promise * MILLI, confirmation * MILLI),
                logB);
        assertThat(logB.lines()).containsExactly("joinRefused OTHER_VALUES");
        assertThat(logB.detail)
                .contains("SYSATCPIP (there)", "SYSBTCPIP (here)")
                .endsWith(says);
        world.settle();
        assertThat(logA.lines()).containsExactly("joined SYSATCPIP []");
    }

    @Test
    @DisplayName("nobody is bound by the values of a member that left, nor by those of the own name's earlier life")
    void thoseWhoAreGone() {
        RightValues others = RightValues.DEFAULT.withIntervals(20 * MILLI, 400 * MILLI, 80 * MILLI);
        a.group().leave(LeaveReason.OPERATOR);
        world.until("left", () -> logA.lines().contains("left OPERATOR"));
        ZooKeeperStack b = join("SYSB", "home-b", others, logB);
        assertThat(logB.lines()).containsExactly("joined SYSBTCPIP []");
        world.kill(b);
        EventLog again = new EventLog();
        join("SYSB", "home-b", RightValues.DEFAULT, again);
        assertThat(again.lines()).containsExactly("joined SYSBTCPIP []");
    }
}
