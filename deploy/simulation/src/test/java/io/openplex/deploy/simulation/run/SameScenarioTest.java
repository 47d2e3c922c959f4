package io.openplex.deploy.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run is a function of its scenario. */
class SameScenarioTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 3, 5})
    void theSameSeedGivesTheSameTrace(long seed) {
        RunResult once = new SimulationRun(Scenario.of(seed)).run();
        RunResult again = new SimulationRun(Scenario.of(seed)).run();
        assertThat(again.traceHash()).isEqualTo(once.traceHash());
        assertThat(again.events()).isEqualTo(once.events());
        assertThat(again.segments()).isEqualTo(once.segments());
    }

    @Test
    void anotherSeedGivesAnotherTrace() {
        RunResult one = new SimulationRun(Scenario.of(1)).run();
        RunResult other = new SimulationRun(Scenario.of(4)).run();
        assertThat(one.traceHash()).isNotEqualTo(other.traceHash());
    }

    @Test
    void aRunIsAsLongAndAsBusyAsItHasToBe() {
        Scenario scenario = Scenario.of(5);
        RunResult result = new SimulationRun(scenario).run();
        assertThat(result.failure()).isEmpty();
        assertThat(scenario.faults()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(scenario.plan().lpars()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(result.simulatedNanos()).isGreaterThanOrEqualTo(60_000_000_000L);
        assertThat(result.mostOpen()).isGreaterThanOrEqualTo(50);
        assertThat(result.segments() / 60).isGreaterThanOrEqualTo(200);
    }
}
