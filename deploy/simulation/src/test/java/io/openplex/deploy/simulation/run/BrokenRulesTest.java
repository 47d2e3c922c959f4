package io.openplex.deploy.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.simulation.check.Violation;
import io.openplex.deploy.simulation.fault.Fault;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks can fail: every broken rule is caught, by the seed that is kept here or by one of the 1,000 after it. */
class BrokenRulesTest {
    private static final long SEEDS = 1_000;

    @ParameterizedTest
    @CsvSource({
        "ACTIVATES_BEFORE_IT_IS_WRITTEN, 1",
        "TAKES_OVER_WITHOUT_WAITING, 7",
        "LOSES_CONNECTION_LISTS, 2",
        "ANSWERS_WHILE_GIVING, 2",
        "RESETS_IN_THE_REBUILD_WINDOW, 8",
        "STAYS_WHEN_REMOVED, 1",
        "FORGETS_ITS_PROMISES, 1",
        "DOES_NOT_ASK_ITS_LICENCE, 3",
        "WRITES_WITHOUT_COMPARING, 74",
        "CLAIMS_WITHOUT_WAITING, 54"
    })
    void aBrokenRuleIsCaught(BrokenRule rule, long seed) {
        Optional<RunResult> caught = firstCaught(rule, seed);
        assertThat(caught).isPresent();
        System.out.printf(
                "broken rule %s: caught by seed %d: %s%n",
                rule,
                caught.get().scenario().seed(),
                caught.get().failure().map(Violation::invariant).orElseThrow());
        assertThat(new SimulationRun(Scenario.of(seed)).run().failure())
                .as("with the rule unbroken")
                .isEmpty();
    }

    private static Optional<RunResult> firstCaught(BrokenRule rule, long from) {
        return LongStream.range(from, from + SEEDS)
                .mapToObj(s -> new SimulationRun(Scenario.of(s), rule).run())
                .filter(result -> result.failure().isPresent())
                .findFirst();
    }

    @Test
    void theShrinkerKeepsTheFailureWithFewerFaults() {
        BrokenRule rule = BrokenRule.TAKES_OVER_WITHOUT_WAITING;
        RunResult found = firstCaught(rule, 1).orElseThrow();
        Scenario failing = found.scenario();
        Violation violation = found.failure().orElseThrow();
        Scenario least = new Shrinker(violation.invariant(), rule, 60).shrink(failing);
        List<Fault> faults = least.faults();
        assertThat(faults).hasSizeLessThan(failing.faults().size());
        assertThat(new SimulationRun(least, rule).run().failure())
                .hasValueSatisfying(v -> assertThat(v.invariant()).isEqualTo(violation.invariant()));
    }
}
