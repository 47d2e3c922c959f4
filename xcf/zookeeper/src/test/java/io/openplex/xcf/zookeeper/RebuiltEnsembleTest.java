package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.proto.v1.GroupRecord;
import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.CouplingFacility.Entry;
import io.openplex.xcf.api.CouplingFacility.Status;
import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.XcfWorld;
import io.openplex.xcf.zookeeper.ZooKeeperWorld.ZooKeeperStack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An ensemble that lost all its data and was started again empty, with smaller transaction numbers. */
class RebuiltEnsembleTest {
    private static final int SESSION_MS = 1000;
    private static final String STRUCTURE = "DVIPA";
    private static final String ENTRY = "198.51.100.11";

    private final EventLog logA = new EventLog();
    private final EventLog logB = new EventLog();
    private OneServer server;
    private ZooKeeperWorld world;
    private ZooKeeperStack a;

    @BeforeEach
    void join() throws Exception {
        server = new OneServer();
        world = new ZooKeeperWorld(server);
        a = stack("SYSA", "home-a");
        joined(a, logA);
    }

    @AfterEach
    void tearDown() {
        world.close();
    }

    @Test
    @DisplayName(
            "the members find that they are forgotten, are out, and join again with later incarnations and versions")
    void forgottenAndBack() throws Exception {
        ZooKeeperStack b = stack("SYSB", "home-b");
        joined(b, logB);
        long version = write(a, CouplingFacility.ABSENT).version();
        version = write(a, version).version();
        long incarnationA = logA.self().incarnation();
        long incarnationB = logB.self().incarnation();

        world.meanwhile("rebuilt", this::rebuild);
        world.until("both are out", () -> isOut(logA, 1) && isOut(logB, 1));
        joined(a, logA);
        joined(b, logB);

        assertThat(generation(logA.self().incarnation())).isGreaterThan(generation(incarnationA));
        assertThat(generation(logB.self().incarnation())).isGreaterThan(generation(incarnationB));
        assertThat(write(b, CouplingFacility.ABSENT).version()).isGreaterThan(version);
        world.until("linked again", () -> logA.count("linkUp SYSBTCPIP") == 2);
    }

    @Test
    @DisplayName("who has noticed joins at once; the other one, whose client stands still, follows and is not confused")
    void onlyOneHasNoticed() throws Exception {
        ZooKeeperStack b = stack("SYSB", "home-b");
        joined(b, logB);
        long old = write(b, CouplingFacility.ABSENT).version();
        Member earlier = logA.self();
        CountDownLatch release = world.stall(b);

        world.meanwhile("rebuilt", this::rebuild);
        world.until("SYSA is out", () -> isOut(logA, 1));
        joined(a, logA);
        assertThat(isOut(logB, 1)).as("SYSB has not noticed").isFalse();
        assertThat(write(a, CouplingFacility.ABSENT).version()).isGreaterThan(old);
        assertThat(b.group().send(logA.self(), new byte[1]))
                .as("SYSB does not know the new life")
                .isFalse();

        release.countDown();
        world.until("SYSB is out", () -> isOut(logB, 1));
        assertThat(logB.lines()).doesNotContain("memberLeft SYSATCPIP ABEND");
        joined(b, logB);
        assertThat(logB.seen("SYSATCPIP").incarnation())
                .isEqualTo(logA.self().incarnation())
                .isGreaterThan(earlier.incarnation());
        assertThat(logB.self().incarnation()).isGreaterThan(logA.self().incarnation());
    }

    @Test
    @DisplayName("who remembers a later generation than a rebuilt group has raises it, and the members there follow")
    void aLowerGenerationIsRaised() {
        long before = write(a, CouplingFacility.ABSENT).version();
        String group = "/LABPLEX/xcf/EZBTCPCS";
        long later = generation(before) + 1000;
        ZooKeeperStack b = stack("SYSB", "home-b");
        setGeneration(group, later);
        joined(b, logB);
        assertThat(generation(logB.self().incarnation())).isEqualTo(later);
        // A life that is over before SYSA has read the group again would never be seen.
        world.until("SYSA has seen the first life", () -> logA.count("memberJoined SYSBTCPIP") == 1);
        b.group().leave(LeaveReason.OPERATOR);
        world.until("left", () -> logB.lines().contains("left OPERATOR"));
        setGeneration(group, generation(before));

        joined(b, logB);
        assertThat(generation(logB.self().incarnation())).isGreaterThan(later);
        world.until("SYSA has seen the second life", () -> logA.count("memberJoined SYSBTCPIP") == 2);
        long seenByA = read(a).version();
        assertThat(seenByA).isEqualTo(read(b).version());
        assertThat(generation(seenByA)).isEqualTo(generation(logB.self().incarnation()));
    }

    @Test
    @DisplayName("a process that was no member waits in a young group, until those of old must have noticed")
    void aNewcomerWaits() throws Exception {
        world.meanwhile("rebuilt", this::rebuild);
        ZooKeeperStack c = world.stack(XcfWorld.info("SYSC").at("home-c", "127.0.0.1:9"), notTheFirst(SESSION_MS));
        EventLog logC = new EventLog();
        world.until("connected", () -> c.group().view().current());
        long start = System.nanoTime();
        c.group().join(c.info(), logC);
        world.until("SYSA is out", () -> isOut(logA, 1));
        joined(a, logA);
        assertThat(logC.lines()).as("SYSA is back at once, SYSC waits").isEmpty();
        world.until("joined", () -> !logC.lines().isEmpty());
        assertThat(logC.lines()).containsExactly("joined SYSCTCPIP [SYSATCPIP]");
        long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertThat(waited).as("ms").isGreaterThanOrEqualTo(2 * SESSION_MS + 3000);

        c.group().leave(LeaveReason.OPERATOR);
        world.until("left", () -> logC.lines().contains("left OPERATOR"));
        long again = System.nanoTime();
        joined(c, logC);
        long second = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - again);
        assertThat(second).as("ms; it was a member").isLessThan(2 * SESSION_MS + 3000);
    }

    @Test
    @DisplayName("a newcomer that gives up while it waits does not join")
    void aNewcomerGivesUp() {
        ZooKeeperStack c = world.stack(XcfWorld.info("SYSC").at("home-c", "127.0.0.1:9"), notTheFirst(200));
        EventLog logC = new EventLog();
        world.until("connected", () -> c.group().view().current());
        c.group().join(c.info(), logC);
        world.settle();
        assertThat(logC.lines()).isEmpty();
        c.group().leave(LeaveReason.OPERATOR);
        world.until("left", () -> logC.lines().contains("left OPERATOR"));
        long start = System.nanoTime();
        world.until("the wait is over", () -> System.nanoTime() - start > 4_000_000_000L);
        assertThat(logC.lines()).containsExactly("left OPERATOR");
        assertThat(logA.lines()).noneMatch(l -> l.startsWith("memberJoined SYSC"));
    }

    @ParameterizedTest(name = "a session of {0} ms, a group of {1} ms: wait for {2} ms")
    @CsvSource({
        "6000, 0, 15000",
        "6000, 19999, 15000",
        "6000, 20000, 0",
        "6000, -5000, 15000",
        "60000, 122999, 123000",
        "60000, 123000, 0"
    })
    void howLong(int sessionMs, long ageMs, long waitMs) {
        assertThat(new YoungGroup(sessionMs).waitMs(ageMs)).isEqualTo(waitMs);
    }

    private XcfOptions notTheFirst(int sessionMs) {
        XcfOptions options = world.options().withSessionTimeoutMs(sessionMs);
        return options.withTerms(options.terms().withFirst(false));
    }

    private void setGeneration(String group, long generation) {
        byte[] record =
                GroupRecord.newBuilder().setGeneration(generation).build().toByteArray();
        world.operate(operator -> operator.setData().forPath(group, record));
    }

    private Void rebuild() throws Exception {
        server.rebuild();
        return null;
    }

    private static long generation(long number) {
        return number >>> 32;
    }

    private static boolean isOut(EventLog log, long times) {
        return log.count("left SYSTEM_REMOVED") == times;
    }

    private ZooKeeperStack stack(String system, String home) {
        return world.stack(
                XcfWorld.info(system).at(home, "127.0.0.1:9"), world.options().withSessionTimeoutMs(SESSION_MS));
    }

    private void joined(ZooKeeperStack stack, EventLog log) {
        long before = joins(log);
        world.until("connected", () -> stack.group().view().current());
        stack.group().join(stack.info(), log);
        world.until("joined", () -> joins(log) == before + 1);
    }

    private static long joins(EventLog log) {
        return log.lines().stream().filter(l -> l.startsWith("joined ")).count();
    }

    private Entry write(ZooKeeperStack by, long expected) {
        List<Entry> done = new ArrayList<>();
        List<Status> status = new ArrayList<>();
        by.facility().write(STRUCTURE, ENTRY, expected, new byte[1], (s, e) -> {
            status.add(s);
            e.ifPresent(done::add);
        });
        world.until("written", () -> !status.isEmpty());
        assertThat(status).containsExactly(Status.OK);
        return done.getFirst();
    }

    private Entry read(ZooKeeperStack by) {
        List<Entry> found = new ArrayList<>();
        by.facility().read(STRUCTURE, ENTRY, (s, e) -> e.ifPresent(found::add));
        world.until("read", () -> !found.isEmpty());
        return found.getFirst();
    }
}
