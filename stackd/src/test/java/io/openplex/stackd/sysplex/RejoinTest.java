package io.openplex.stackd.sysplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.stackd.loop.LoopParticipant;
import org.junit.jupiter.api.Test;

class RejoinTest {
    private static final long SECOND = 1_000_000_000L;

    private final Rejoin rejoin = new Rejoin();

    @Test
    void waitsLongerAfterEachRemovalWithinAMinute() {
        long now = 5 * SECOND;
        long[] waits = new long[6];
        for (int i = 0; i < waits.length; i++) {
            rejoin.removed(now);
            waits[i] = (rejoin.dueNanos() - now) / SECOND;
            now = rejoin.dueNanos() + SECOND;
        }
        assertThat(waits).containsExactly(1, 2, 4, 8, 8, 8);
    }

    @Test
    void forgetsRemovalsThatAreAMinuteOld() {
        rejoin.removed(0);
        rejoin.removed(SECOND);
        rejoin.removed(62 * SECOND);
        assertThat(rejoin.dueNanos()).isEqualTo(63 * SECOND);
    }

    @Test
    void isDueWhenTheTimeHasComeUntilItIsCancelled() {
        assertThat(rejoin.isDue(Long.MAX_VALUE - 1)).isFalse();
        rejoin.soon(0);
        assertThat(rejoin.isDue(SECOND - 1)).isFalse();
        assertThat(rejoin.isDue(SECOND)).isTrue();
        rejoin.cancel();
        assertThat(rejoin.dueNanos()).isEqualTo(LoopParticipant.NEVER);
    }
}
