package io.openplex.deploy.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What once failed, a fixed set of seeds, and fresh ones. */
class SeedsTest {
    private static final int FIXED = 120;
    private static final int FRESH = 60;
    private static final int THREADS = 2;

    @Test
    void whatOnceFailedHoldsNow() throws InterruptedException {
        assertHolds(Corpus.seeds().stream().mapToLong(Long::longValue));
    }

    @Test
    void theFixedSeedsHold() throws InterruptedException {
        assertHolds(LongStream.rangeClosed(1, FIXED));
    }

    @Test
    void freshSeedsHold() throws InterruptedException {
        long first = RandomGenerator.getDefault().nextLong(1L << 48);
        System.out.println("fresh seeds: " + first + " to " + (first + FRESH - 1));
        assertHolds(LongStream.range(first, first + FRESH));
    }

    private static void assertHolds(LongStream seeds) throws InterruptedException {
        PrimitiveIterator.OfLong remaining = seeds.iterator();
        Supplier<OptionalLong> next =
                () -> remaining.hasNext() ? OptionalLong.of(remaining.nextLong()) : OptionalLong.empty();
        Campaign campaign = new Campaign(next, seed -> new SimulationRun(Scenario.of(seed)).run(), failed -> {});
        campaign.run(THREADS);
        List<String> failures = campaign.summary().failures().stream()
                .map(f -> "seed " + f.scenario().seed() + ": " + f.failure().orElseThrow())
                .toList();
        assertThat(failures).isEmpty();
        assertThat(campaign.summary().runs()).isPositive();
    }
}
