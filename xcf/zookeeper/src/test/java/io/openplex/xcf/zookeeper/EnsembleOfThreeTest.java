package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.XcfWorld;
import io.openplex.xcf.zookeeper.ZooKeeperWorld.ZooKeeperStack;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.TestingZooKeeperServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** Two members that write all the time on an ensemble of three servers, which go away in every way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnsembleOfThreeTest {
    private static final int SESSION_MS = 1200;
    private static final int PROGRESS = 10;

    private ThreeServers servers;
    private ZooKeeperWorld world;
    private EventLog logA;
    private EventLog logB;
    private List<SteadyWriter> writers;

    @BeforeAll
    void startServers() throws Exception {
        servers = new ThreeServers();
        world = new ZooKeeperWorld(servers);
    }

    @AfterAll
    void stopServers() {
        world.close();
    }

    @BeforeEach
    void join(TestInfo test) {
        logA = new EventLog();
        logB = new EventLog();
        String sysplex = test.getTestMethod().orElseThrow().getName();
        ZooKeeperStack a = joined(sysplex, "SYSA", logA);
        ZooKeeperStack b = joined(sysplex, "SYSB", logB);
        world.until("linked", () -> logA.lines().contains("linkUp SYSBTCPIP"));
        writers = List.of(new SteadyWriter(a.facility(), "one"), new SteadyWriter(b.facility(), "other"));
        writers.forEach(SteadyWriter::start);
        progress("at first");
    }

    private ZooKeeperStack joined(String sysplex, String system, EventLog log) {
        ZooKeeperStack stack = world.stack(
                XcfWorld.info(system).at("home of " + system, "127.0.0.1:9"),
                XcfOptions.of(world.connectString(), sysplex, "EZBTCPCS")
                        .withSessionTimeoutMs(SESSION_MS)
                        .withTerms(MemberTerms.here().withFirst(true)));
        world.until("connected", () -> stack.group().view().current());
        stack.group().join(stack.info(), log);
        world.until("joined", () -> log.lines().stream().anyMatch(l -> l.startsWith("joined")));
        return stack;
    }

    @AfterEach
    void endStacks() {
        world.closeStacks();
    }

    @Test
    @DisplayName("a rolling restart, one server after the other: nobody leaves and no write is lost")
    void rollingRestart() {
        for (TestingZooKeeperServer server : servers.all()) {
            world.meanwhile("one server restarted", () -> {
                server.restart();
                return null;
            });
            progress("after the restart of " + server.getInstanceSpec());
        }
        everybodyStayed();
    }

    @Test
    @DisplayName("the leader is lost: the two others go on, nobody leaves and no write is lost")
    void theLeaderIsLost() throws Exception {
        TestingZooKeeperServer leader = servers.leader();
        world.meanwhile("the leader is gone", () -> {
            leader.stop();
            return null;
        });
        progress("with two of three");
        world.meanwhile("the former leader is back", () -> {
            leader.restart();
            return null;
        });
        progress("with all three");
        everybodyStayed();
    }

    @Test
    @DisplayName("all servers are away for longer than the session and return: nobody leaves, writes within 5 s")
    void fullOutage() {
        world.meanwhile("all stopped", () -> {
            servers.stop();
            return null;
        });
        long start = System.nanoTime();
        world.until("longer than the session", () -> elapsedMs(start) > 2 * SESSION_MS);
        long before = writers.getFirst().written();
        assertThat(logA.lines().getLast()).isEqualTo("coordinationLost true");
        world.meanwhile("all back", () -> {
            servers.restart();
            return null;
        });
        long back = System.nanoTime();
        progress("after the return");
        long ms = elapsedMs(back);
        System.out.printf("figure: return of all servers after an outage to %d more writes: %d ms%n", PROGRESS, ms);
        assertThat(ms).isLessThan(5000);
        assertThat(writers.getFirst().written()).isGreaterThan(before);
        assertThat(writers.getFirst().doubts()).isPositive();
        everybodyStayed();
    }

    private void progress(String when) {
        List<Long> before = writers.stream().map(SteadyWriter::written).toList();
        for (int i = 0; i < writers.size(); i++) {
            SteadyWriter writer = writers.get(i);
            long goal = before.get(i) + PROGRESS;
            world.until("writes go on " + when, () -> writer.written() >= goal);
        }
    }

    private void everybodyStayed() {
        for (EventLog log : List.of(logA, logB)) {
            assertThat(log.lines()).noneMatch(l -> l.startsWith("left") || l.startsWith("memberLeft"));
            assertThat(log.lines().stream().filter(l -> l.startsWith("joined"))).hasSize(1);
        }
    }

    private static long elapsedMs(long sinceNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
    }
}
