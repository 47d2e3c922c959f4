package io.openplex.deploy.simulation.xcf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** All faults at random, on four systems: what always holds, holds. */
class RandomFaultsTest {
    private static final int SEEDS = 150;
    private static final long ATTACK_NANOS = 60_000_000_000L;

    @Test
    @DisplayName("one writer per version, versions only grow, in and out once, no write after the end, order per link")
    void promisesHold() {
        long signals = 0;
        long writes = 0;
        long doubts = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            RandomFaults run = new RandomFaults(seed, seed % 5 == 0);
            run.attack(ATTACK_NANOS);
            run.heal();
            signals += run.signals();
            writes += run.writes();
            doubts += run.doubts();
        }
        assertThat(signals).isGreaterThan(SEEDS * 1000L);
        assertThat(writes).isGreaterThan(SEEDS * 20L);
        assertThat(doubts).isGreaterThan(SEEDS * 5L);
    }

    @Test
    @DisplayName("the same seed gives the same history")
    void sameSeed() {
        assertThat(history(5)).isEqualTo(history(5)).isNotEqualTo(history(6));
    }

    private static String history(long seed) {
        RandomFaults run = new RandomFaults(seed, true);
        run.attack(ATTACK_NANOS / 3);
        return run.history();
    }
}
