package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.proto.v1.LeaveCause;
import io.openplex.proto.v1.MemberRecord;
import io.openplex.proto.v1.MemberState;
import io.openplex.xcf.api.XcfWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The table of one membership, and what comes after its end. The ensemble knows nothing of the group. */
class PeerTableTest {
    private final List<String> events = new ArrayList<>();
    private final XcfCounters counters = new XcfCounters();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Rim rim = new Rim("peer-table", event -> true, counters);
    private final CountDownLatch connected = new CountDownLatch(1);
    private ZooKeeperWorld world;
    private Ensemble ensemble;
    private SignallingPort port;
    private PeerTable table;

    @BeforeEach
    void open() throws Exception {
        world = new ZooKeeperWorld();
        XcfOptions options = world.options();
        ensemble = new Ensemble(options, rim, "peer-table");
        ensemble.start(new Connected(connected));
        assertThat(connected.await(20, TimeUnit.SECONDS)).isTrue();
        port = new SignallingPort(options, "peer-table", counters, back -> {
            throw new IllegalStateException("nobody calls");
        });
        table = new PeerTable(
                new PeerTable.Means(
                        rim,
                        options,
                        new MemberDirectory(ensemble, new GroupPaths(options.sysplex(), options.group()), counters),
                        port,
                        threads,
                        new LivenessProbe(threads, rim, new HostPort("127.0.0.1", 2), ""),
                        counters),
                registration("SYSA", 1),
                new Silent(),
                peer -> events.add("joined " + peer.member()),
                (peer, reason) -> events.add("left " + peer.member() + " " + reason));
    }

    @AfterEach
    void close() {
        onRim(table::close);
        rim.close();
        port.close();
        ensemble.close();
        threads.shutdownNow();
        world.close();
    }

    private static Registration registration(String system, long incarnation) {
        MemberRecord record = Registration.record(
                        XcfWorld.info(system),
                        MemberTerms.here(),
                        "attempt",
                        new HostPort("127.0.0.1", 1),
                        new HostPort("127.0.0.1", 1))
                .toBuilder()
                .setIncarnation(incarnation)
                .setState(MemberState.MEMBER_STATE_ACTIVE)
                .build();
        return Registration.of(XcfWorld.info(system).memberName(), new Stat(), record.toByteArray())
                .orElseThrow();
    }

    private static MemberDirectory.Actives group(Registration... members) {
        Map<String, Registration> all = new TreeMap<>();
        for (Registration member : members) {
            all.put(member.member().name(), member);
        }
        return new MemberDirectory.Actives(new TreeMap<>(all), new TreeSet<>());
    }

    private void onRim(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        rim.execute(() -> {
            task.run();
            done.complete(null);
        });
        done.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    @DisplayName("a read that is taken over after the end brings nobody in, and its handler hears so")
    void aLateRead() {
        List<Boolean> whole = new ArrayList<>();
        onRim(() -> table.update(group(registration("SYSB", 2)), whole::add));
        assertThat(events).containsExactly("joined SYSBTCPIP#2");
        onRim(() -> {
            table.close();
            table.update(group(registration("SYSB", 2), registration("SYSC", 3)), whole::add);
        });
        assertThat(whole).containsExactly(true, false);
        assertThat(events).containsExactly("joined SYSBTCPIP#2");
        assertThat(table.rows()).hasSize(1);
    }

    @Test
    @DisplayName("an answer that comes after the end brings nobody in either")
    void aLateAnswer() {
        CompletableFuture<Boolean> late = new CompletableFuture<>();
        onRim(() -> {
            table.update(group(registration("SYSB", 2)), whole -> {});
            // Why SYSB is gone is asked for; the answer, that nobody knows, comes after this task.
            table.update(group(registration("SYSC", 3)), late::complete);
            table.close();
        });
        assertThat(late.orTimeout(20, TimeUnit.SECONDS).join()).isFalse();
        assertThat(events).containsExactly("joined SYSBTCPIP#2");
        assertThat(table.rows()).hasSize(1);
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

    private record Silent() implements Link.Events {
        @Override
        public void up(Link link) {
            // not of interest here
        }

        @Override
        public void down(Link link) {
            // not of interest here
        }

        @Override
        public boolean signal(Link link, byte[] signal) {
            return true;
        }

        @Override
        public void leaving(Link link, LeaveCause cause) {
            // not of interest here
        }

        @Override
        public void leaveTaken(Link link) {
            // not of interest here
        }
    }
}
