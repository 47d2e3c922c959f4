package io.openplex.stackd.sysplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.dvipa.DvipaEvent;
import io.openplex.dvipa.OwnerId;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.right.RightValues;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When the engine of the DVIPAs hears of members that are gone (ownership rule, clause 10). */
class DeparturesTest {
    private static final long WAIT = RightValues.DEFAULT.waitNanos();
    private static final Member B = RightWorld.B;
    private static final Member B_AGAIN = new Member(9, B.info());

    private final RightWorld world = new RightWorld();
    private final List<DvipaEvent> told = new ArrayList<>();
    private final Departures departures = new Departures(world.right, told::add);

    private void pass(long nanos) {
        world.now += nanos;
        departures.step(world.now);
    }

    @Test
    @DisplayName("an isolated one is told when kG has passed since this stack learned of it, by a reading of the clock")
    void isolated() {
        departures.left(B, LeaveReason.SYSTEM_REMOVED);
        assertThat(departures.nextDeadlineNanos()).isEqualTo(world.now + WAIT);
        pass(WAIT - 1);
        assertThat(told).isEmpty();
        pass(1);
        assertThat(told).containsExactly(new DvipaEvent.MemberLeft(B, LeaveReason.SYSTEM_REMOVED));
        assertThat(departures.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @DisplayName("one that left, or is proven dead, is told at once")
    void atOnce() {
        departures.left(B, LeaveReason.ABEND);
        departures.left(RightWorld.C, LeaveReason.OPERATOR);
        assertThat(told)
                .containsExactly(
                        new DvipaEvent.MemberLeft(B, LeaveReason.ABEND),
                        new DvipaEvent.MemberLeft(RightWorld.C, LeaveReason.OPERATOR));
    }

    @Test
    @DisplayName("a later life's proven death is told at once, and leaves the isolated one to its wait")
    void twoLivesOfOneName() {
        departures.left(B, LeaveReason.SYSTEM_REMOVED);
        pass(WAIT / 2);
        departures.joined(B_AGAIN);
        departures.left(B_AGAIN, LeaveReason.ABEND);
        assertThat(told).containsExactly(new DvipaEvent.MemberLeft(B_AGAIN, LeaveReason.ABEND));
        pass(WAIT - WAIT / 2);
        assertThat(told).last().isEqualTo(new DvipaEvent.MemberLeft(B, LeaveReason.SYSTEM_REMOVED));
        pass(WAIT / 2);
        assertThat(told).hasSize(3).last().isEqualTo(new DvipaEvent.EarlierGone(B_AGAIN));
    }

    @Test
    @DisplayName("one that nobody here knows is told when kG has passed since it was read not to be active")
    void foundGone() {
        OwnerId unknown = new OwnerId("SYSDTCPIP", 10);
        departures.find(unknown);
        world.dataSet.silent = true;
        departures.find(unknown);
        pass(10 * WAIT);
        assertThat(told).isEmpty();
        world.dataSet.silent = false;
        world.dataSet.ended.add(10L);
        departures.find(unknown);
        pass(WAIT - 1);
        departures.find(unknown);
        assertThat(told).isEmpty();
        pass(1);
        assertThat(told).containsExactly(new DvipaEvent.IncarnationGone(unknown));
        assertThat(departures.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @DisplayName("many addresses may name one that nobody knows: it is looked up once at a time")
    void lookedUpOnce() {
        OwnerId unknown = new OwnerId("SYSDTCPIP", 10);
        world.dataSet.holding = true;
        for (int i = 0; i < 1000; i++) {
            departures.find(unknown);
        }
        assertThat(world.dataSet.held).hasSize(1);
        world.dataSet.held.removeFirst().run();
        departures.find(unknown);
        assertThat(world.dataSet.held)
                .as("it was active, and may be gone later")
                .hasSize(1);
    }

    @Test
    @DisplayName("this stack being out, nothing is told any more")
    void cleared() {
        departures.left(B, LeaveReason.SYSTEM_REMOVED);
        departures.clear();
        pass(10 * WAIT);
        assertThat(told).isEmpty();
    }
}
