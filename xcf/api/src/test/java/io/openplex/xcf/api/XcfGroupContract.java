package io.openplex.xcf.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link XcfGroup} does. */
public abstract class XcfGroupContract {
    private XcfWorld world;
    private final EventLog logA = new EventLog();
    private final EventLog logB = new EventLog();
    private final EventLog logC = new EventLog();

    /** A fresh world without members. */
    protected abstract XcfWorld world() throws Exception;

    @BeforeEach
    void build() throws Exception {
        world = world();
    }

    @AfterEach
    void tearDown() {
        world.close();
    }

    @Test
    @DisplayName("operations.md 4.2: a member hears who is there, sorted by name, and the others hear of it")
    void joinListsOthers() {
        XcfWorld.Stack b = joined("SYSB", logB);
        joined("SYSC", logC);
        joined("SYSA", logA);

        assertThat(logB.lines()).first().isEqualTo("joined SYSBTCPIP []");
        assertThat(logA.lines()).first().isEqualTo("joined SYSATCPIP [SYSBTCPIP, SYSCTCPIP]");
        until(logB, "memberJoined SYSATCPIP");
        assertThat(logB.seen("SYSATCPIP")).isEqualTo(logA.self());
        assertThat(logA.seen("SYSBTCPIP").info()).isEqualTo(b.info());
        assertThat(logA.self().incarnation()).isGreaterThan(logB.self().incarnation());
    }

    @Test
    @DisplayName(
            "operations.md 4.3: signals of a pair arrive in order, each once, also those sent before the link is up")
    void signalsInOrder() {
        XcfWorld.Stack a = joined("SYSA", logA);
        XcfWorld.Stack b = joined("SYSB", logB);
        for (int i = 0; i < 500; i++) {
            assertThat(b.group().send(logA.self(), bytes("n" + i))).isTrue();
        }
        until(logA, "signal SYSBTCPIP n499");
        assertThat(signals(logA)).hasSize(500);
        assertThat(signals(logA).get(250)).isEqualTo("signal SYSBTCPIP n250");
        assertThat(logA.lines().indexOf("linkUp SYSBTCPIP"))
                .isLessThan(logA.lines().indexOf("signal SYSBTCPIP n0"))
                .isGreaterThan(logA.lines().indexOf("memberJoined SYSBTCPIP"));

        assertThat(a.group().send(logB.self(), bytes("back"))).isTrue();
        until(logB, "signal SYSATCPIP back");
    }

    @Test
    void nothingIsSentToStrangers() {
        XcfWorld.Stack a = joined("SYSA", logA);
        joined("SYSB", logB);
        until(logA, "memberJoined SYSBTCPIP");
        Member other = new Member(logB.self().incarnation() + 1, logB.self().info());
        assertThat(a.group().send(other, bytes("x"))).isFalse();
        assertThat(a.group().send(logA.self(), bytes("x"))).isFalse();
        assertThat(a.group().send(logB.self(), new byte[(4 << 20) + 1])).isFalse();
    }

    @Test
    @DisplayName("operations.md 5.3: an orderly leave keeps its reason and is told once")
    void orderlyLeave() {
        for (LeaveReason reason : List.of(LeaveReason.OPERATOR, LeaveReason.STACK_STOP, LeaveReason.AUTONOMICS)) {
            EventLog staying = new EventLog();
            EventLog leaving = new EventLog();
            XcfWorld.Stack a = joined("SYSA", staying);
            XcfWorld.Stack b = joined("SYSB", leaving);
            until(staying, "linkUp SYSBTCPIP");
            b.group().leave(reason);
            until(leaving, "left " + reason);
            until(staying, "memberLeft SYSBTCPIP " + reason);
            world.settle();
            assertThat(staying.lines())
                    .filteredOn(l -> l.startsWith("memberLeft"))
                    .hasSize(1);
            assertThat(b.group().view().members()).isEmpty();
            a.group().leave(LeaveReason.OPERATOR);
            until(staying, "left OPERATOR");
            a.group().close();
            b.group().close();
        }
    }

    @Test
    @DisplayName("operations.md 4.4: a process that ends without leaving is reported once, as ABEND, by every survivor")
    void abend() {
        joined("SYSA", logA);
        joined("SYSB", logB);
        XcfWorld.Stack c = joined("SYSC", logC);
        until(logA, "linkUp SYSCTCPIP");
        until(logB, "linkUp SYSCTCPIP");
        world.kill(c);
        until(logA, "memberLeft SYSCTCPIP ABEND");
        until(logB, "memberLeft SYSCTCPIP ABEND");
        world.settle();
        assertThat(logA.lines()).filteredOn(l -> l.startsWith("memberLeft")).hasSize(1);
        assertThat(logB.lines()).filteredOn(l -> l.startsWith("memberLeft")).hasSize(1);
    }

    @Test
    @DisplayName("operations.md 4.4: who is removed hears it, and may join again as a new incarnation")
    void removedAndBack() {
        joined("SYSA", logA);
        XcfWorld.Stack b = joined("SYSB", logB);
        until(logA, "linkUp SYSBTCPIP");
        long before = logB.self().incarnation();
        world.expire(b);
        until(logB, "left SYSTEM_REMOVED");
        until(logA, "memberLeft SYSBTCPIP SYSTEM_REMOVED");
        b.group().join(b.info(), logB);
        world.until("joined again", () -> logB.count("joined SYSBTCPIP [SYSATCPIP]") == 2);
        world.until("heard again", () -> logA.count("memberJoined SYSBTCPIP") == 2);
        assertThat(logB.self().incarnation()).isGreaterThan(before);
        assertThat(logA.count("memberLeft SYSBTCPIP SYSTEM_REMOVED")).isEqualTo(1);
    }

    @Test
    @DisplayName("a second live daemon under the same member name is refused")
    void nameInUse() {
        joined("SYSA", logA);
        XcfWorld.Stack second = world.stack(XcfWorld.info("SYSA"));
        second.group().join(second.info(), logB);
        until(logB, "joinRefused NAME_IN_USE");
        world.settle();
        assertThat(logA.lines()).containsExactly("joined SYSATCPIP []");
    }

    @Test
    @DisplayName("a name whose process is dead can be taken at once; the others hear left, then joined")
    void nameTakenOver() {
        joined("SYSA", logA);
        XcfWorld.Stack b = joined("SYSB", logB);
        until(logA, "linkUp SYSBTCPIP");
        world.kill(b);
        XcfWorld.Stack next = world.stack(XcfWorld.info("SYSB"));
        next.group().join(next.info(), logC);
        until(logC, "joined SYSBTCPIP [SYSATCPIP]");
        world.until("second life heard", () -> logA.count("memberJoined SYSBTCPIP") == 2);
        assertThat(logA.count("memberLeft SYSBTCPIP ABEND")).isEqualTo(1);
        assertThat(logA.lines().indexOf("memberLeft SYSBTCPIP ABEND"))
                .isLessThan(logA.lines().lastIndexOf("memberJoined SYSBTCPIP"));
        assertThat(logA.seen("SYSBTCPIP")).isEqualTo(logC.self());
        assertThat(logC.self().incarnation()).isGreaterThan(logB.self().incarnation());
    }

    @Test
    @DisplayName("a broken link goes down and comes up again on both sides, and signals flow again")
    void linkBreaks() {
        XcfWorld.Stack a = joined("SYSA", logA);
        XcfWorld.Stack b = joined("SYSB", logB);
        until(logA, "linkUp SYSBTCPIP");
        until(logB, "linkUp SYSATCPIP");
        goesDownAndComesUp(a, b, () -> world.breakLink(a, b));
    }

    @Test
    @DisplayName("a partner whose signals cannot be read loses its link, and gets another")
    void unreadableSignals() {
        XcfWorld.Stack a = joined("SYSA", logA);
        XcfWorld.Stack b = joined("SYSB", logB);
        until(logA, "linkUp SYSBTCPIP");
        until(logB, "linkUp SYSATCPIP");
        goesDownAndComesUp(a, b, () -> a.group().refuse(logB.self(), "no signal"));
    }

    private void goesDownAndComesUp(XcfWorld.Stack a, XcfWorld.Stack b, Runnable end) {
        end.run();
        world.until("both down", () -> logA.count("linkDown SYSBTCPIP") > 0 && logB.count("linkDown SYSATCPIP") > 0);
        world.until(
                "both up again",
                () -> logA.count("linkUp SYSBTCPIP") == logA.count("linkDown SYSBTCPIP") + 1
                        && logB.count("linkUp SYSATCPIP") == logB.count("linkDown SYSATCPIP") + 1
                        && linked(a)
                        && linked(b));
        assertThat(a.group().send(logB.self(), bytes("again"))).isTrue();
        until(logB, "signal SYSATCPIP again");
        assertThat(logA.lines()).noneMatch(l -> l.startsWith("memberLeft"));
    }

    @Test
    @DisplayName("I3: an ensemble that is away changes no membership; displays say that they may not be current")
    void coordinationAway() {
        XcfWorld.Stack a = joined("SYSA", logA);
        joined("SYSB", logB);
        until(logA, "linkUp SYSBTCPIP");
        until(logB, "linkUp SYSATCPIP");
        assertThat(a.group().view().current()).isTrue();

        world.coordination(false);
        until(logA, "coordinationLost true");
        assertThat(a.group().view().current()).isFalse();
        assertThat(a.group().send(logB.self(), bytes("meanwhile"))).isTrue();
        until(logB, "signal SYSATCPIP meanwhile");
        world.settle();

        world.coordination(true);
        until(logA, "coordinationLost false");
        until(logB, "coordinationLost false");
        world.settle();
        assertThat(a.group().view().current()).isTrue();
        assertThat(logA.lines()).noneMatch(l -> l.startsWith("memberLeft") || l.startsWith("left"));
        assertThat(logB.lines()).noneMatch(l -> l.startsWith("memberLeft") || l.startsWith("left"));
    }

    @Test
    @DisplayName("a join without a coordination service is refused in bounded time")
    void joinUnavailable() {
        world.coordination(false);
        XcfWorld.Stack a = world.stack(XcfWorld.info("SYSA"));
        a.group().join(a.info(), logA);
        until(logA, "joinRefused UNAVAILABLE");
        assertThat(a.group().view().current()).isFalse();
    }

    @Test
    @DisplayName("operations.md 4.7: the view shows the members sorted, the own one included, and their links")
    void view() {
        XcfWorld.Stack b = joined("SYSB", logB);
        joined("SYSA", logA);
        world.until("link shown", () -> b.group().view().members().size() == 2 && linked(b));
        assertThat(b.group().view().members())
                .extracting(row -> row.member().name())
                .containsExactly("SYSATCPIP", "SYSBTCPIP");
        assertThat(b.group().view().group()).isEqualTo(b.group().groupName());
    }

    private XcfWorld.Stack joined(String system, EventLog log) {
        XcfWorld.Stack stack = world.stack(XcfWorld.info(system));
        stack.group().join(stack.info(), log);
        world.until(
                system + " joined",
                () -> log.lines().stream().anyMatch(l -> l.startsWith("joined " + system + "TCPIP")));
        return stack;
    }

    private void until(EventLog log, String line) {
        world.until(line, () -> log.lines().contains(line));
    }

    private static boolean linked(XcfWorld.Stack stack) {
        return stack.group().view().members().stream().allMatch(GroupView.Row::linked);
    }

    private static List<String> signals(EventLog log) {
        return log.lines().stream().filter(l -> l.startsWith("signal")).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
