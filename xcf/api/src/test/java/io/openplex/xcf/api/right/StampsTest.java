package io.openplex.xcf.api.right;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What entitles is stamped before it is sent, what binds by a reading of the clock after it was received (clause 13),
 * on a clock that moves on with every reading and while a call lasts.
 */
class StampsTest extends RightBench {
    private static final long SLOW = 30 * MS;

    @BeforeEach
    void theClockMoves() {
        right.step(now);
        ensemble.answerAll();
        tick = MS;
    }

    @Test
    @DisplayName(
            "a promise counts from a reading before the heartbeat that it answers was sent, however long that took")
    void promise() {
        acts.sendingTakes = SLOW;
        acts.sent.clear();
        ensemble.available = false;
        now += V.heartbeatNanos();
        right.step(now);
        long first = acts.sent.stream()
                .map(Acts.Sent::atNanos)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        answer(b, true);
        answer(c, true);
        assertThat(acts.sent).hasSize(2);
        assertThat(right.claimUntilNanos()).isEqualTo(first + V.promiseNanos());
    }

    @Test
    @DisplayName("each heartbeat has a stamp of its own, not the iteration's")
    void everyHeartbeat() {
        acts.sendingTakes = SLOW;
        acts.sent.clear();
        now += V.heartbeatNanos();
        right.step(now);
        answer(c, true);
        answer(b, true);
        long toB = acts.last(b).atNanos();
        long toC = acts.last(c).atNanos();
        assertThat(toC - toB).isEqualTo(SLOW + tick);
        right.memberLeft(b);
        tick = 0;
        everybodyElseIsGone();
        assertThat(right.claimUntilNanos()).as("SYSC alone is on the list").isEqualTo(toC + V.promiseNanos());
    }

    private void everybodyElseIsGone() {
        acts.sendingTakes = 0;
        right.step(now);
        ensemble.answerAll();
        ensemble.available = false;
        right.step(now);
        assertThat(ensemble.list).containsExactly(seat(c));
    }

    @Test
    @DisplayName("a confirmation counts from a reading made before it was asked for, however long asking took")
    void confirmation() {
        ensemble.confirmingTakes = SLOW;
        now += V.confirmationNanos();
        right.step(now);
        ensemble.answerAll();
        assertThat(right.claimUntilNanos()).isEqualTo(ensemble.confirmingAt + V.confirmationNanos());
    }

    @Test
    @DisplayName("a beat has stood still since its reading was answered, not since it was asked for")
    void beat() {
        tick = 0;
        known();
        ensemble.slowNanos = V.waitNanos() / 2;
        answerOnly(c, 600);
        assertThat(ensemble.isolated).containsExactly(b);
        assertThat(ensemble.isolatedAt).isGreaterThanOrEqualTo(ensemble.readAt + V.waitNanos());
    }

    @Test
    @DisplayName("the answer to a reading is stamped when it is handled, though the iteration began before a freeze")
    void beatAfterAFreeze() {
        tick = 0;
        known();
        for (int i = 0; i < 600 && ensemble.readsOfOthers == 0; i++) {
            right.step(now);
            if (ensemble.readsOfOthers == 0) {
                now += MS;
                if (i % 20 == 0) {
                    answer(c, true);
                }
            }
        }
        long iteration = now;
        now += SLOW;
        ensemble.answerAll();
        now = iteration + SLOW;
        answerOnly(c, 300);
        assertThat(ensemble.isolated).containsExactly(b);
        assertThat(ensemble.isolatedAt).isGreaterThanOrEqualTo(iteration + SLOW + V.waitNanos());
    }

    @Test
    @DisplayName("who gave a promise is bound from the reading made after the heartbeat came, not from the iteration's")
    void bound() {
        tick = 0;
        known();
        long iteration = now;
        now += SLOW;
        answer(b, true);
        right.step(iteration);
        answerOnly(c, 400);
        assertThat(ensemble.isolated).containsExactly(b);
        assertThat(ensemble.isolatedAt).isGreaterThanOrEqualTo(iteration + SLOW + V.boundNanos());
    }
}
