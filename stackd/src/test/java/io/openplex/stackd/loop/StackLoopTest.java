package io.openplex.stackd.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackLoopTest {
    private static final long LIMIT = 1_000_000_000L;
    private static final long THRESHOLD = 1_000_000L;

    private final VirtualClock clock = new VirtualClock();
    private final Inbox inbox = new Inbox(64);
    private long claimUntil = Long.MAX_VALUE;
    private final ClaimLicence licence = () -> claimUntil;
    private final List<String> trace = new ArrayList<>();
    private final StackLoop loop = new StackLoop(
            inbox, licence, clock, THRESHOLD, (where, cause, state) -> trace.add(where + "!" + cause.getMessage()));

    private LoopParticipant noting(String name, int work) {
        return new LoopParticipant() {
            @Override
            public int step(long nowNanos) {
                trace.add(name);
                return work;
            }

            @Override
            public long nextDeadlineNanos() {
                return NEVER;
            }
        };
    }

    private void fillAllStages() {
        loop.add("control", LoopStage.CONTROL, noting("control", 0));
        loop.add("engine", LoopStage.ENGINES, noting("engine", 0));
        loop.add("timers", LoopStage.TIMERS, noting("timers", 0));
        loop.add("osa", LoopStage.ADAPTERS, noting("osa", 3));
        loop.add("xcf", LoopStage.ADAPTERS, noting("xcf", 2));
        loop.addFlusher((mayClaim, now) -> trace.add("flush " + mayClaim));
    }

    @Test
    void runsInboxAdaptersTimersEnginesControlFlush() {
        fillAllStages();
        inbox.post(() -> trace.add("event"));
        assertThat(loop.step(clock.now)).isEqualTo(6);
        assertThat(trace).containsExactly("event", "osa", "xcf", "timers", "engine", "control", "flush true");
        trace.clear();
        assertThat(loop.step(clock.now)).isEqualTo(5);
        assertThat(trace).first().isEqualTo("osa");
        assertThat(loop.busyIterations()).isEqualTo(2);
    }

    @Test
    void aLicenceThatDoesNotCoverTheIterationCountsForNothingInIt() {
        loop.addFlusher((mayClaim, now) -> trace.add("flush " + mayClaim));
        claimUntil = clock.now + THRESHOLD;
        loop.step(clock.now);
        claimUntil = clock.now + THRESHOLD - 1;
        loop.step(clock.now);
        clock.now = -LIMIT;
        claimUntil = Long.MAX_VALUE;
        loop.step(clock.now);
        assertThat(trace).containsExactly("flush true", "flush false", "flush true");
        assertThat(loop.suspendedFlushes()).isEqualTo(1);
    }

    @Test
    void aSuspendedLoopGoesOnWithEverythingButMayNotClaim() {
        fillAllStages();
        claimUntil = clock.now;
        loop.step(clock.now);
        assertThat(trace).containsExactly("osa", "xcf", "timers", "engine", "control", "flush false");
        assertThat(loop.suspendedFlushes()).isEqualTo(1);
        claimUntil = clock.now + LIMIT;
        trace.clear();
        loop.step(clock.now);
        assertThat(trace).endsWith("flush true");
    }

    @Test
    void aSuspensionCountsOnceHoweverLongItLasts() {
        claimUntil = clock.now;
        loop.step(clock.now);
        assertThat(loop.suspensions())
                .as("nothing was lost before it was first had")
                .isZero();
        for (int i = 0; i < 3; i++) {
            claimUntil = clock.now + LIMIT;
            loop.step(clock.now);
            claimUntil = clock.now;
            loop.step(clock.now);
            loop.step(clock.now);
        }
        assertThat(loop.suspensions()).isEqualTo(3);
        assertThat(loop.suspendedFlushes()).isEqualTo(7);
    }

    @Test
    void aFreezeInsideAnIterationLetsNoClaimLeave() {
        claimUntil = clock.now + LIMIT;
        loop.add("frozen", LoopStage.ENGINES, new LoopParticipant() {
            @Override
            public int step(long nowNanos) {
                clock.now += LIMIT + 1;
                return 1;
            }

            @Override
            public long nextDeadlineNanos() {
                return NEVER;
            }
        });
        loop.addFlusher((mayClaim, now) -> trace.add("flush " + mayClaim));
        loop.step(clock.now);
        assertThat(trace).containsExactly("flush false");
    }

    @Test
    void anExceptionEndsTheLoopAndNothingLeaves() {
        loop.addFlusher((mayClaim, now) -> trace.add("flush"));
        inbox.post(() -> {
            throw new IllegalStateException("broken");
        });
        assertThat(loop.step(clock.now)).isZero();
        assertThat(trace).containsExactly("inbox!broken");
        assertThat(loop.failed()).isTrue();
        inbox.post(() -> trace.add("never"));
        loop.step(clock.now);
        assertThat(trace).hasSize(1);
    }

    @Test
    void theInboxIsDrainedInBoundedPieces() {
        Inbox deep = new Inbox(1024);
        StackLoop one = new StackLoop(deep, ClaimLicence.ALWAYS, clock, 1, (where, cause, state) -> {});
        for (int i = 0; i < 1024; i++) {
            assertThat(deep.post(() -> trace.add("e"))).isTrue();
        }
        assertThat(deep.post(() -> {})).isFalse();
        assertThat(deep.refusals()).isEqualTo(1);
        assertThat(one.step(clock.now)).isEqualTo(256);
        assertThat(one.nextDeadlineNanos()).isLessThanOrEqualTo(clock.now);
        for (int i = 0; i < 3; i++) {
            one.step(clock.now);
        }
        assertThat(trace).hasSize(1024);
        assertThat(one.nextDeadlineNanos()).isEqualTo(LoopParticipant.NEVER);
    }

    @Test
    void longIterationsAreCounted() {
        clock.perReading = 300_000;
        loop.step(clock.now);
        assertThat(loop.overThreshold()).isZero();
        assertThat(loop.longestNanos()).isEqualTo(600_000);
        clock.perReading = 800_000;
        loop.step(clock.now);
        assertThat(loop.overThreshold()).isEqualTo(1);
        assertThat(loop.longestNanos()).isEqualTo(1_600_000);
    }

    @Test
    void timersRunInOrderOfDeadlineAndThenOfSetting() {
        LoopTimers timers = new LoopTimers();
        timers.at(20, () -> trace.add("b"));
        timers.at(10, () -> trace.add("a"));
        timers.at(20, () -> {
            trace.add("c");
            timers.at(0, () -> trace.add("again"));
        });
        timers.at(15, () -> trace.add("cancelled")).cancel();
        timers.at(30, () -> trace.add("later"));
        assertThat(timers.nextDeadlineNanos()).isEqualTo(10);
        assertThat(timers.step(25)).isEqualTo(3);
        assertThat(trace).containsExactly("a", "b", "c");
        timers.step(25);
        assertThat(trace).endsWith("again");
        assertThat(timers.nextDeadlineNanos()).isEqualTo(30);
    }
}
