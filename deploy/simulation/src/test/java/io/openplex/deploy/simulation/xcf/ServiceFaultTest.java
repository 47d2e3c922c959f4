package io.openplex.deploy.simulation.xcf;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.XcfWorld;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each fault of the coordination service shows its effect. */
class ServiceFaultTest {
    private static final int SEEDS = 20;
    private final FaultWorld w = new FaultWorld(1);

    @Test
    @DisplayName("CUT: requests end in doubt; the member stays one, however long, and writes again afterwards")
    void cut() {
        assertThat(w.answer(w.write(w.b, CouplingFacility.ABSENT, "b"))).isEqualTo("OK 0 b");
        w.faults.service(ServiceFault.CUT, "SYSB", true);
        w.run(2);
        assertThat(w.answer(w.write(w.b, 0, "doubt"))).isEqualTo("IN_DOUBT");
        w.until(w.logB, "coordinationLost true");
        w.run(30_000);
        assertThat(w.logB.lines()).noneMatch(line -> line.startsWith("left"));
        assertThat(w.logA.lines()).noneMatch(line -> line.startsWith("memberLeft") || line.contains("Lost true"));
        w.faults.heal();
        w.until(w.logB, "coordinationLost false");
        assertThat(w.answer(w.write(w.b, 0, "again"))).isEqualTo("OK 1 again");
    }

    @Test
    @DisplayName("CUT for a moment: a write waits and is done late, or ends in doubt undone")
    void shortCut() {
        Set<String> outcomes = new HashSet<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            FaultWorld v = new FaultWorld(seed);
            v.faults.service(ServiceFault.CUT, "SYSB", true);
            List<String> reply = v.write(v.b, CouplingFacility.ABSENT, "b");
            v.run(500);
            v.faults.service(ServiceFault.CUT, "SYSB", false);
            String answer = v.answer(reply);
            outcomes.add(answer);
            assertThat(v.truth()).isEqualTo(answer.startsWith("OK") ? "0 b" : "");
            v.run(3000);
            assertThat(v.logA.lines()).noneMatch(line -> line.startsWith("memberLeft"));
        }
        assertThat(outcomes).containsExactlyInAnyOrder("OK 0 b", "IN_DOUBT");
    }

    @Test
    @DisplayName("SLOW: requests get there late, in their order; SERVER_LAGS: what was found is told late")
    void slowAndLagging() {
        w.faults.service(ServiceFault.SLOW, "SYSB", true);
        List<String> first = w.write(w.b, CouplingFacility.ABSENT, "one");
        w.answer(first);
        List<String> second = w.write(w.b, 0, "two");
        List<String> third = w.write(w.b, 1, "three");
        w.run(5);
        assertThat(w.version()).isZero();
        assertThat(w.answer(third)).isEqualTo("OK 2 three");
        assertThat(second).containsExactly("OK 1 two");

        w.faults.heal();
        w.faults.service(ServiceFault.SERVER_LAGS, "SYSB", true);
        List<String> late = w.write(w.b, 2, "four");
        w.run(5);
        assertThat(w.truth()).isEqualTo("3 four");
        assertThat(late).isEmpty();
        assertThat(w.answer(late)).isEqualTo("OK 3 four");
    }

    @Test
    @DisplayName("SERVER_LAGS: an answer shows the entry as it stood before another's write that is already confirmed")
    void staleRead() {
        boolean stale = false;
        for (int seed = 1; seed <= SEEDS; seed++) {
            FaultWorld v = new FaultWorld(seed);
            v.answer(v.write(v.a, CouplingFacility.ABSENT, "old"));
            v.faults.service(ServiceFault.SERVER_LAGS, "SYSB", true);
            List<String> read = v.read(v.b);
            long version = 0;
            while (read.isEmpty()) {
                v.answer(v.write(v.a, version, "new"));
                version++;
            }
            stale |= !read.getFirst().equals("OK " + version + " new");
            String next = v.answer(v.read(v.b));
            assertThat(next).as("a read begins after the last write").isEqualTo("OK " + version + " new");
        }
        assertThat(stale).isTrue();
    }

    @Test
    @DisplayName("REQUESTS_LOST: in doubt and not written; ANSWERS_LOST: in doubt though written")
    void lost() {
        assertThat(inDoubt(ServiceFault.REQUESTS_LOST)).containsExactly("not written");
        assertThat(inDoubt(ServiceFault.ANSWERS_LOST)).contains("written");
    }

    private Set<String> inDoubt(ServiceFault kind) {
        FaultWorld v = new FaultWorld(3);
        v.answer(v.write(v.b, CouplingFacility.ABSENT, "x"));
        v.faults.service(kind, "SYSB", true);
        Set<String> outcomes = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            long before = v.version();
            boolean connected = v.b.group().view().current();
            String answer = v.answer(v.write(v.b, before, "x"));
            if (answer.equals("IN_DOUBT") && connected) {
                outcomes.add(v.version() > before ? "written" : "not written");
            }
            v.run(100);
        }
        return outcomes;
    }

    @Test
    @DisplayName("REORDERED: answers overtake each other")
    void reordered() {
        List<Integer> order = new ArrayList<>();
        w.faults.service(ServiceFault.REORDERED, "SYSB", true);
        for (int i = 0; i < 10; i++) {
            int number = i;
            w.b.facility().readAll("S" + i, (status, entries) -> order.add(number));
        }
        w.world.until("all answered", () -> order.size() == 10);
        assertThat(order).isNotEqualTo(order.stream().sorted().toList());
    }

    @Test
    @DisplayName("DEPOSED_LEADER: reads as things stood, also of its own session; writes end in doubt, undone")
    void deposedLeader() {
        w.answer(w.write(w.a, CouplingFacility.ABSENT, "old"));
        w.faults.service(ServiceFault.DEPOSED_LEADER, "SYSB", true);
        assertThat(w.answer(w.write(w.a, 0, "new"))).isEqualTo("OK 1 new");
        assertThat(w.answer(w.read(w.b))).isEqualTo("OK 0 old");
        List<String> write = w.write(w.b, 0, "lost");
        w.run(1000);
        assertThat(write).isEmpty();
        w.faults.service(ServiceFault.DEPOSED_LEADER, "SYSB", false);
        assertThat(w.answer(write)).isEqualTo("IN_DOUBT");
        w.until(w.logB, "coordinationLost false");
        assertThat(w.answer(w.read(w.b))).isEqualTo("OK 1 new");
    }

    @Test
    @DisplayName("WATCHES_LATE: several changes are seen as one, each incarnation at most once in and out")
    void watchesLate() {
        boolean missed = false;
        for (int seed = 1; seed <= SEEDS; seed++) {
            FaultWorld v = new FaultWorld(seed);
            v.faults.service(ServiceFault.WATCHES_LATE, "SYSA", true);
            v.faults.link(LinkFault.SILENT, "SYSC", "SYSA", true); // a call from an unknown member has the group read
            for (int life = 0; life < 3; life++) {
                EventLog log = new EventLog();
                var c = v.join("SYSC", log);
                v.run(100);
                c.group().leave(LeaveReason.OPERATOR);
                v.until(log, "left OPERATOR");
            }
            v.run(10_000);
            long in = v.logA.count("memberJoined SYSCTCPIP");
            missed |= in < 3;
            assertThat(v.logA.lines())
                    .filteredOn(line -> line.startsWith("memberLeft SYSC"))
                    .hasSize((int) in);
            assertThat(v.logB.count("memberLeft SYSCTCPIP OPERATOR")).isEqualTo(3);
        }
        assertThat(missed).isTrue();
    }

    @Test
    @DisplayName("EXPIRES_EARLY and EXPIRES_LATE: whenever a session ends, no member goes with it")
    void sessionsEnd() {
        for (ServiceFault kind : List.of(ServiceFault.EXPIRES_EARLY, ServiceFault.EXPIRES_LATE)) {
            FaultWorld v = new FaultWorld(4);
            v.faults.service(kind, "SYSB", true);
            v.world.xcf().pause(SimulatedWorld.access(v.b), true);
            v.run(30_000);
            v.world.xcf().pause(SimulatedWorld.access(v.b), false);
            assertThat(v.logA.lines()).noneMatch(line -> line.startsWith("memberLeft"));
            v.world.until(
                    "writes", () -> v.answer(v.write(v.b, v.version(), "b")).startsWith("OK"));
        }
    }

    @Test
    @DisplayName("failover: everybody is disconnected for a while, what is under way is in doubt, nobody leaves")
    void failover() {
        List<String> write = w.write(w.b, CouplingFacility.ABSENT, "x");
        w.faults.failover();
        assertThat(w.answer(write)).isEqualTo("IN_DOUBT");
        w.until(w.logA, "coordinationLost true");
        w.until(w.logA, "coordinationLost false");
        w.until(w.logB, "coordinationLost false");
        w.run(10_000);
        assertThat(w.logA.lines()).noneMatch(line -> line.startsWith("memberLeft") || line.startsWith("left"));
    }

    @Test
    @DisplayName("clause 14: a session that the service ends takes no member along")
    void expireSession() {
        w.faults.expireSession("SYSB");
        assertThat(w.answer(w.write(w.b, CouplingFacility.ABSENT, "late"))).isEqualTo("IN_DOUBT");
        w.until(w.logB, "coordinationLost false");
        assertThat(w.answer(w.write(w.b, CouplingFacility.ABSENT, "again"))).isEqualTo("OK 0 again");
        assertThat(w.logA.lines()).noneMatch(line -> line.startsWith("memberLeft"));
    }

    @Test
    @DisplayName(
            "a rebuilt ensemble knows nobody: old members notice, and join it with higher incarnations and versions")
    void rebuiltEmpty() {
        w.answer(w.write(w.a, CouplingFacility.ABSENT, "old"));
        long before = Math.max(w.logA.self().incarnation(), w.logB.self().incarnation());
        w.faults.rebuildEmpty();
        w.until(w.logA, "left SYSTEM_REMOVED");
        w.until(w.logB, "left SYSTEM_REMOVED");
        assertThat(w.truth()).isEmpty();
        w.b.group().join(w.b.info(), w.logB);
        w.world.until("joined again", () -> w.logB.count("joined SYSBTCPIP []") == 1);
        w.a.group().join(w.a.info(), w.logA);
        w.world.until("both", () -> w.logA.count("joined SYSATCPIP [SYSBTCPIP]") == 1);
        assertThat(w.logB.self().incarnation()).isGreaterThan(before);
        assertThat(w.logB.self().incarnation() >>> 32).isGreaterThan(before >>> 32);
        assertThat(w.answer(w.write(w.a, CouplingFacility.ABSENT, "new"))).isEqualTo("OK 0 new");
    }

    @Test
    @DisplayName("faults are listed in a fixed order, stay with the system, and healing ends them all")
    void listed() {
        w.faults.link(LinkFault.SLOW, "SYSB", "SYSA", true);
        w.faults.service(ServiceFault.SLOW, "SYSB", true);
        w.faults.service(ServiceFault.CUT, "SYSB", true);
        w.faults.service(ServiceFault.CUT, "SYSB", true);
        assertThat(w.faults.active())
                .containsExactly("service CUT SYSB", "service SLOW SYSB", "link SLOW SYSB to SYSA");
        w.faults.heal();
        assertThat(w.faults.active()).isEmpty();
        w.faults.service(ServiceFault.CUT, "SYSC", true);
        XcfWorld.Stack c = w.world.stack(XcfWorld.info("SYSC"));
        EventLog log = new EventLog();
        c.group().join(c.info(), log);
        w.until(log, "joinRefused UNAVAILABLE");
    }
}
