package io.openplex.deploy.simulation.run;

import io.openplex.deploy.simulation.StackVariant;
import io.openplex.deploy.simulation.check.Invariant;
import io.openplex.deploy.simulation.check.Violation;
import io.openplex.deploy.simulation.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for less with which a run still breaks the same rule: fewer faults, shorter ones, an earlier end. */
public final class Shrinker {
    private static final long SHORTEST_NANOS = 10_000_000L;
    private static final long AFTER_NANOS = 1_000_000_000L;

    private final Invariant broken;
    private final StackVariant variant;
    private final int most;
    private int runs;

    /**
     * A shrinker.
     *
     * @param broken rule that has to stay broken
     * @param variant how stacks are changed
     * @param most runs to spend
     */
    public Shrinker(Invariant broken, StackVariant variant, int most) {
        this.broken = broken;
        this.variant = variant;
        this.most = most;
    }

    /** The least found. */
    public Scenario shrink(Scenario failing) {
        Scenario least = earlierEnd(failing);
        boolean smaller = true;
        while (smaller && runs < most) {
            Scenario fewer = fewer(least);
            smaller = fewer.faults().size() < least.faults().size();
            least = fewer;
        }
        return shorter(least);
    }

    private Scenario earlierEnd(Scenario scenario) {
        Optional<Violation> failure = failure(scenario);
        if (failure.isEmpty() || failure.get().nanos() > scenario.phase().toNanos()) {
            return scenario;
        }
        long end = failure.get().nanos();
        List<Fault> begun =
                scenario.faults().stream().filter(f -> f.atNanos() <= end).toList();
        Scenario candidate = new Scenario(
                scenario.seed(),
                scenario.plan(),
                begun,
                Duration.ofNanos(Math.min(scenario.phase().toNanos(), end + AFTER_NANOS)),
                scenario.connections());
        return fails(candidate) ? candidate : scenario;
    }

    /** Leaves out halves, quarters, and so on down to single faults. */
    private Scenario fewer(Scenario scenario) {
        Scenario least = scenario;
        for (int size = Math.max(1, scenario.faults().size() / 2); size >= 1; size /= 2) {
            for (int from = 0; from < least.faults().size() && runs < most; ) {
                List<Fault> rest = new ArrayList<>(least.faults());
                rest.subList(from, Math.min(from + size, rest.size())).clear();
                Scenario candidate = least.with(rest);
                if (fails(candidate)) {
                    least = candidate;
                } else {
                    from += size;
                }
            }
        }
        return least;
    }

    private Scenario shorter(Scenario scenario) {
        Scenario least = scenario;
        for (int i = 0; i < least.faults().size(); i++) {
            Fault fault = least.faults().get(i);
            for (long nanos = fault.lastsNanos() / 2; nanos >= SHORTEST_NANOS && runs < most; nanos /= 2) {
                List<Fault> changed = new ArrayList<>(least.faults());
                changed.set(i, fault.lasting(nanos));
                Scenario candidate = least.with(changed);
                if (!fails(candidate)) {
                    break;
                }
                least = candidate;
            }
        }
        return least;
    }

    private boolean fails(Scenario candidate) {
        return failure(candidate).filter(v -> v.invariant() == broken).isPresent();
    }

    private Optional<Violation> failure(Scenario candidate) {
        runs++;
        return new SimulationRun(candidate, variant).run().failure();
    }

    /** Runs spent. */
    public int runs() {
        return runs;
    }
}
