package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.XcfWorld;
import io.openplex.xcf.zookeeper.ZooKeeperWorld.ZooKeeperStack;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A record that an earlier life left active (ownership rule, clause 2). */
class EarlierLifeTest {
    private static final int SESSION_MS = 1000;
    private static final int HASTES = 25;

    /** No connection to it is ever tried beyond this machine. */
    private static final String NOWHERE = "255.255.255.255:9";

    private final EventLog earlier = new EventLog();
    private final Detailed log = new Detailed();
    private ZooKeeperWorld world;

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
    void build() throws Exception {
        world = new ZooKeeperWorld();
    }

    @AfterEach
    void tearDown() {
        world.close();
    }

    private ZooKeeperStack join(String home, EventLog to) {
        ZooKeeperStack stack = world.stack(
                XcfWorld.info("SYSB").at(home, "127.0.0.1:9"), world.options().withSessionTimeoutMs(SESSION_MS));
        world.until("connected", () -> stack.group().view().current());
        stack.group().join(stack.info(), to);
        return stack;
    }

    private ZooKeeperStack earlierLife() {
        ZooKeeperStack first = join("home-b", earlier);
        world.until("joined", () -> !earlier.lines().isEmpty());
        return first;
    }

    /** Its process dies without a word, and nobody can ask where it was. */
    private ZooKeeperStack leftActive() {
        ZooKeeperStack first = earlierLife();
        world.kill(first);
        world.rewrite(
                first.info(), record -> record.toBuilder().setWatch(NOWHERE).build());
        return first;
    }

    @Test
    @DisplayName("on the same home it is replaced at once, though nobody can ask its process")
    void sameHome() {
        leftActive();
        long start = System.nanoTime();
        join("home-b", log);
        world.until("joined", () -> !log.lines().isEmpty());
        assertThat(log.lines()).containsExactly("joined SYSBTCPIP []");
        assertThat(elapsedMs(start)).as("ms; waiting takes twice the session").isLessThan(2L * SESSION_MS);
        assertThat(log.self().incarnation()).isGreaterThan(earlier.self().incarnation());
    }

    @Test
    @DisplayName("on another home, its process out of reach, the join waits and is refused with what to do")
    void otherHomeOutOfReach() {
        leftActive();
        long start = System.nanoTime();
        join("home-c", log);
        world.until("refused", () -> !log.lines().isEmpty());
        assertThat(log.lines()).containsExactly("joinRefused NAME_IN_USE");
        assertThat(elapsedMs(start)).as("ms").isGreaterThanOrEqualTo(2L * SESSION_MS);
        assertThat(log.detail).contains("SYSBTCPIP", NOWHERE, "VARY XCF,SYSB,OFFLINE");
    }

    @Test
    @DisplayName("on another home the join that waits goes on as soon as the record is ended by somebody else")
    void otherHomeEndedMeanwhile() {
        ZooKeeperStack first = leftActive();
        join("home-c", log);
        world.settle();
        assertThat(log.lines()).isEmpty();
        world.expire(first);
        world.until("joined", () -> !log.lines().isEmpty());
        assertThat(log.lines()).containsExactly("joined SYSBTCPIP []");
    }

    @Test
    @DisplayName("on another home, its process alive, the name is in use, and the living member notices nothing")
    void otherHomeAlive() {
        ZooKeeperStack first = earlierLife();
        join("home-c", log);
        world.until("refused", () -> !log.lines().isEmpty());
        assertThat(log.lines()).containsExactly("joinRefused NAME_IN_USE");
        assertThat(log.detail).contains(first.xcf().watchAddress().toString());
        world.settle();
        assertThat(earlier.lines()).containsExactly("joined SYSBTCPIP []");
    }

    @Test
    @DisplayName("an unusable record of the own name refuses the join in bounded time and names itself")
    void unusableRecord() {
        ZooKeeperStack first = leftActive();
        world.operate(operator -> operator.setData()
                .forPath(
                        "/LABPLEX/xcf/EZBTCPCS/members/" + first.info().memberName(),
                        "no record".getBytes(StandardCharsets.US_ASCII)));
        join("home-b", log);
        world.until("refused", () -> !log.lines().isEmpty());
        assertThat(log.lines()).containsExactly("joinRefused UNAVAILABLE");
        assertThat(log.detail).contains("SYSBTCPIP", "unusable");
    }

    @Test
    @DisplayName("a stack that leaves while its join is under way leaves no active record behind")
    void leavesWhileJoining() {
        ZooKeeperStack stack = earlierLife();
        stack.group().leave(LeaveReason.OPERATOR);
        world.until("left", () -> earlier.lines().contains("left OPERATOR"));
        world.operate(operator -> {
            for (int millis = 0; millis < HASTES; millis++) {
                EventLog hasty = new EventLog();
                long limit = millis;
                long start = System.nanoTime();
                stack.group().join(stack.info(), hasty);
                world.until("some way into the join", () -> elapsedMs(start) >= limit);
                stack.group().leave(LeaveReason.OPERATOR);
                world.until("left", () -> hasty.lines().contains("left OPERATOR"));
                world.until("nothing active", () -> fences(operator).isEmpty());
            }
        });
    }

    private static List<String> fences(CuratorFramework operator) {
        try {
            return operator.getChildren().forPath("/LABPLEX/xcf/EZBTCPCS/active");
        } catch (Exception e) { // declared so by Curator
            throw new IllegalStateException(e);
        }
    }

    private static long elapsedMs(long sinceNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
    }
}
