package io.openplex.xcf.api.right;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.XcfWorld;
import io.openplex.xcf.api.right.CoupleDataSet.Answer;
import io.openplex.xcf.api.right.CoupleDataSet.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link CoupleDataSet} does. */
public abstract class CoupleDataSetContract {
    private XcfWorld world;
    private XcfWorld.Stack a;
    private XcfWorld.Stack b;
    private final EventLog logA = new EventLog();
    private final EventLog logB = new EventLog();

    /** A fresh world without members. */
    protected abstract XcfWorld world() throws Exception;

    private static MemberInfo info(String system, String home) {
        return XcfWorld.info(system).at(home, "127.0.0.1:9");
    }

    @BeforeEach
    void join() throws Exception {
        world = world();
        a = joined(info("SYSA", "home-a"), logA);
        b = joined(info("SYSB", "home-b"), logB);
    }

    private XcfWorld.Stack joined(MemberInfo info, EventLog log) {
        XcfWorld.Stack stack = world.stack(info);
        stack.group().join(stack.info(), log);
        world.until("joined", () -> log.lines().stream().anyMatch(l -> l.startsWith("joined")));
        return stack;
    }

    @AfterEach
    void tearDown() {
        world.close();
    }

    @Test
    @DisplayName("clause 2: a join writes the seats of all active members as its list")
    void theFirstList() {
        assertThat(status(a, logA.self()).list()).isEmpty();
        assertThat(status(a, logB.self()).list()).containsExactly(new Seat("SYSATCPIP", "home-a"));
        assertThat(status(b, logB.self()).active()).isTrue();
        Member earlier = new Member(logB.self().incarnation() - 1, logB.self().info());
        assertThat(status(a, earlier).active()).as("another incarnation").isFalse();
    }

    @Test
    @DisplayName("clause 6: a confirmation moves the own beat")
    void confirm() {
        long before = status(b, logA.self()).beat();
        assertThat(confirm(a)).isEqualTo(Answer.DONE);
        assertThat(status(b, logA.self()).beat()).isEqualTo(before + 1);
        world.expire(a);
        assertThat(confirm(a)).isEqualTo(Answer.NOT_A_MEMBER);
        assertThat(status(b, logA.self()).beat()).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("clause 4: the own list is changed on its version, and a seat whose holder is active stays")
    void lists() {
        Status own = status(a, logA.self());
        Seat seatB = new Seat("SYSBTCPIP", "home-b");
        assertThat(list(a, own.version(), seatB)).isEqualTo(Answer.DONE);
        assertThat(status(b, logA.self()).list()).containsExactly(seatB);
        assertThat(list(a, own.version())).as("an old version").isEqualTo(Answer.REFUSED);
        assertThat(list(a, own.version() + 1)).as("SYSB is active").isEqualTo(Answer.REFUSED);
        b.group().leave(LeaveReason.OPERATOR);
        world.until("gone", () -> logA.lines().contains("memberLeft SYSBTCPIP OPERATOR"));
        assertThat(list(a, own.version() + 1)).isEqualTo(Answer.DONE);
        assertThat(status(a, logA.self()).list()).isEmpty();
    }

    @Test
    @DisplayName("clause 8: an isolation ends exactly the incarnation that was read, if nothing has moved")
    void isolates() {
        Status read = status(a, logB.self());
        assertThat(isolate(a, read, status(a, logA.self()).version())).isEqualTo(Answer.DONE);
        world.until("told", () -> logA.lines().contains("memberLeft SYSBTCPIP SYSTEM_REMOVED"));
        world.until("out", () -> logB.lines().contains("left SYSTEM_REMOVED"));
        assertThat(status(a, logB.self()).active()).isFalse();
        assertThat(isolate(a, read, status(a, logA.self()).version()))
                .as("twice")
                .isEqualTo(Answer.REFUSED);
    }

    @Test
    @DisplayName("clause 8: an isolation fails when the beat, the list or the own record has moved since")
    void isolationOnOldKnowledge() {
        Status read = status(a, logB.self());
        long own = status(a, logA.self()).version();
        assertThat(confirm(b)).isEqualTo(Answer.DONE);
        assertThat(isolate(a, read, own)).as("the beat").isEqualTo(Answer.REFUSED);
        Status again = status(a, logB.self());
        assertThat(list(b, again.version(), new Seat("SYSATCPIP", "home-a"))).isEqualTo(Answer.DONE);
        assertThat(isolate(a, again, own)).as("the list").isEqualTo(Answer.REFUSED);
        Status third = status(a, logB.self());
        assertThat(list(a, own)).isEqualTo(Answer.DONE);
        assertThat(isolate(a, third, own)).as("the own record").isEqualTo(Answer.REFUSED);
        assertThat(isolate(a, third, own + 1)).isEqualTo(Answer.DONE);
    }

    @Test
    @DisplayName("clause 14: a member that was called down is ended only when nobody on its list is active")
    void isolatesTheAbandoned() throws Exception {
        EventLog logC = new EventLog();
        XcfWorld.Stack c = joined(info("SYSC", "home-c"), logC);
        Status read = status(c, logB.self());
        assertThat(read.list()).containsExactly(new Seat("SYSATCPIP", "home-a"));
        long own = status(c, logC.self()).version();
        assertThat(isolateAbandoned(c, read, own)).as("SYSA is active").isEqualTo(Answer.REFUSED);
        assertThat(status(c, logB.self()).active()).isTrue();
        a.group().leave(LeaveReason.OPERATOR);
        world.until("gone", () -> logC.lines().contains("memberLeft SYSATCPIP OPERATOR"));
        assertThat(confirm(b)).isEqualTo(Answer.DONE);
        assertThat(isolateAbandoned(c, read, own)).as("the beat").isEqualTo(Answer.REFUSED);
        assertThat(isolateAbandoned(c, status(c, logB.self()), own)).isEqualTo(Answer.DONE);
        world.until("told", () -> logC.lines().contains("memberLeft SYSBTCPIP SYSTEM_REMOVED"));
    }

    @Test
    @DisplayName("clause 8: a write in favour of a member moves its beat and needs it to be active")
    void inFavour() {
        Status read = status(a, logB.self());
        assertThat(write(a, CouplingFacility.ABSENT, logB.self())).isEqualTo("OK");
        assertThat(status(a, logB.self()).beat()).isGreaterThan(read.beat());
        assertThat(isolate(a, read, status(a, logA.self()).version())).isEqualTo(Answer.REFUSED);
        world.expire(b);
        assertThat(write(a, version, logB.self())).isEqualTo("VERSION_MISMATCH");
        assertThat(write(a, version, logA.self())).isEqualTo("OK");
    }

    @Test
    @DisplayName(
            "clause 2: on the same home a new life replaces an active record at once; the others hear left, joined")
    void theSameHome() {
        EventLog again = new EventLog();
        long before = logB.self().incarnation();
        joined(info("SYSB", "home-b"), again);
        assertThat(again.self().incarnation()).isGreaterThan(before);
        world.until("left and joined", () -> logA.count("memberJoined SYSBTCPIP") == 2);
        assertThat(logA.count("memberLeft SYSBTCPIP ABEND")).isEqualTo(1);
        assertThat(confirm(b)).as("the superseded life").isEqualTo(Answer.NOT_A_MEMBER);
        world.until("superseded", () -> logB.lines().contains("left SYSTEM_REMOVED"));
    }

    @Test
    @DisplayName("without an answer everything is in doubt, and a status is unknown")
    void inDoubt() {
        world.coordination(false);
        assertThat(confirm(a)).isEqualTo(Answer.IN_DOUBT);
        List<Optional<Status>> status = new ArrayList<>();
        a.dataSet().status(logB.self(), status::add);
        world.until("answered", () -> !status.isEmpty());
        assertThat(status.getFirst()).isEmpty();
    }

    private long version;

    private String write(XcfWorld.Stack by, long expected, Member inFavourOf) {
        List<String> reply = new ArrayList<>();
        by.facility().write("DVIPA", "198.51.100.11", expected, new byte[1], Optional.of(inFavourOf), (s, e) -> {
            e.ifPresent(entry -> version = entry.version());
            reply.add(s.name());
        });
        world.until("written", () -> !reply.isEmpty());
        return reply.getFirst();
    }

    private Status status(XcfWorld.Stack by, Member of) {
        List<Optional<Status>> reply = new ArrayList<>();
        by.dataSet().status(of, reply::add);
        world.until("status", () -> !reply.isEmpty());
        return reply.getFirst().orElseThrow();
    }

    private Answer confirm(XcfWorld.Stack by) {
        List<Answer> reply = new ArrayList<>();
        by.dataSet().confirm(reply::add);
        world.until("confirmed", () -> !reply.isEmpty());
        return reply.getFirst();
    }

    private Answer list(XcfWorld.Stack by, long onVersion, Seat... seats) {
        List<Answer> reply = new ArrayList<>();
        by.dataSet().changeList(new TreeSet<>(List.of(seats)), onVersion, reply::add);
        world.until("list changed", () -> !reply.isEmpty());
        return reply.getFirst();
    }

    private Answer isolateAbandoned(XcfWorld.Stack by, Status read, long ownVersion) {
        List<Answer> reply = new ArrayList<>();
        by.dataSet().isolateAbandoned(logB.self(), read, ownVersion, reply::add);
        world.until("isolated", () -> !reply.isEmpty());
        return reply.getFirst();
    }

    private Answer isolate(XcfWorld.Stack by, Status read, long ownVersion) {
        List<Answer> reply = new ArrayList<>();
        by.dataSet().isolate(logB.self(), read, ownVersion, reply::add);
        world.until("isolated", () -> !reply.isEmpty());
        return reply.getFirst();
    }
}
