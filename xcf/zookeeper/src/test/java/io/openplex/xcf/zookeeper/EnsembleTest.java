package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.XcfWorld;
import io.openplex.xcf.zookeeper.ZooKeeperWorld.ZooKeeperStack;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What may happen to one client of the coordination service. */
class EnsembleTest {
    private static final int STALL_MS = 3000;

    private final EventLog logA = new EventLog();
    private final EventLog logB = new EventLog();
    private final EventLog logC = new EventLog();
    private ZooKeeperWorld world;
    private ZooKeeperStack a;

    @BeforeEach
    void join() throws Exception {
        world = new ZooKeeperWorld();
        a = joined("SYSA", logA);
    }

    @AfterEach
    void tearDown() {
        world.close();
    }

    private ZooKeeperStack joined(String system, EventLog log) {
        ZooKeeperStack stack = world.stack(XcfWorld.info(system).at("home of " + system, "127.0.0.1:9"));
        world.until("connected", () -> stack.group().view().current());
        stack.group().join(stack.info(), log);
        world.until("joined", () -> log.lines().stream().anyMatch(l -> l.startsWith("joined")));
        return stack;
    }

    @Test
    @DisplayName("a session that is closed at the server ends no membership, and the watches are set again")
    void theSessionIsLost() throws Exception {
        ZooKeeperStack b = joined("SYSB", logB);
        world.until("known", () -> logA.lines().contains("memberJoined SYSBTCPIP"));
        ZooKeeper before = a.xcf().ensemble().handle();
        CountDownLatch taken = new CountDownLatch(1);
        ZooKeeper thief = new ZooKeeper(
                world.connectString(),
                ZooKeeperWorld.SESSION_MS,
                event -> taken.countDown(),
                before.getSessionId(),
                before.getSessionPasswd());
        try {
            assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            thief.close();
        }

        world.until("contact lost", () -> logA.lines().contains("coordinationLost true"));
        world.until("contact again", () -> logA.lines().contains("coordinationLost false"));
        assertThat(a.xcf().ensemble().handle().getSessionId()).isNotEqualTo(before.getSessionId());
        assertThat(logB.lines()).noneMatch(l -> l.startsWith("left") || l.startsWith("memberLeft"));
        joined("SYSC", logC);
        world.until("a join is seen", () -> logA.lines().contains("memberJoined SYSCTCPIP"));
        assertThat(logA.lines()).noneMatch(l -> l.startsWith("left") || l.startsWith("memberLeft"));
        b.group().leave(LeaveReason.OPERATOR); // only a watch tells of it
        world.until("the watch is there again", () -> logA.lines().contains("memberLeft SYSBTCPIP OPERATOR"));
    }

    @Test
    @DisplayName("a lost connection is told even if only a failed request says so")
    void aFailedRequestTellsOfTheLoss() {
        Ensemble client = a.xcf().ensemble();
        client.hint(ConnectionState.SUSPENDED);
        world.until("contact lost", () -> logA.lines().contains("coordinationLost true"));
        assertThat(client.handle().getState().isConnected()).isTrue();
        client.hint(ConnectionState.RECONNECTED);
        world.until("contact again", () -> logA.lines().contains("coordinationLost false"));
        assertThat(logA.lines())
                .containsExactly("joined SYSATCPIP []", "coordinationLost true", "coordinationLost false");
    }

    @Test
    @DisplayName("a client whose event thread stalls for longer than the session reports nothing wrong and catches up")
    void theEventThreadStalls() {
        CountDownLatch release = world.stall(a);
        long start = System.nanoTime();
        ZooKeeperStack b = joined("SYSB", logB);
        joined("SYSC", logC);
        b.group().leave(LeaveReason.OPERATOR);
        world.until("SYSB is gone", () -> logC.lines().contains("memberLeft SYSBTCPIP OPERATOR"));
        world.until("the stall is longer than the session", () -> System.nanoTime() - start > STALL_MS * 1_000_000L);
        assertThat(logA.lines()).containsExactly("joined SYSATCPIP []");

        release.countDown();
        world.until("caught up", () -> logA.lines().contains("memberJoined SYSCTCPIP"));
        world.settle();
        assertThat(logA.lines()).noneMatch(l -> l.startsWith("left") || l.startsWith("memberLeft SYSC"));
        assertThat(logC.lines()).noneMatch(l -> l.startsWith("left") || l.startsWith("memberLeft SYSA"));
        assertThat(logA.count("memberJoined SYSBTCPIP")).isEqualTo(logA.count("memberLeft SYSBTCPIP OPERATOR"));
    }

    @Test
    @DisplayName("one watch that is set many times on a node runs once for a change")
    void oneWatch() throws Exception {
        try (Rim rim = new Rim("watch-test", event -> true, new XcfCounters());
                Ensemble ensemble = new Ensemble(world.options(), rim, "watch-test")) {
            AtomicInteger runs = new AtomicInteger();
            AtomicInteger reads = new AtomicInteger();
            CountDownLatch connected = new CountDownLatch(1);
            ensemble.start(new Connected(connected));
            assertThat(connected.await(10, TimeUnit.SECONDS)).isTrue();
            CuratorWatcher watch = ensemble.watch(runs::incrementAndGet);
            for (int i = 0; i < 20; i++) {
                rim.execute(() -> ensemble.children("/", watch, (code, names) -> reads.incrementAndGet()));
            }
            world.until("read", () -> reads.get() == 20);
            world.operate(operator -> operator.create().forPath("/another", new byte[0]));
            world.until("told", () -> runs.get() > 0);
            world.settle();
            assertThat(runs).hasValue(1);
        }
    }

    private record Connected(CountDownLatch latch) implements Ensemble.Listener {
        @Override
        public void connected(long session) {
            latch.countDown();
        }

        @Override
        public void suspended() {
            // not of interest here
        }

        @Override
        public void sessionLost() {
            // not of interest here
        }
    }
}
