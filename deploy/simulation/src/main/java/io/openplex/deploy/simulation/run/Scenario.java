package io.openplex.deploy.simulation.run;

import io.openplex.deploy.simulation.fault.Fault;
import io.openplex.deploy.simulation.fault.FaultGenerator;
import io.openplex.deploy.simulation.plan.PlanGenerator;
import io.openplex.deploy.simulation.plan.SysplexPlan;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Everything that decides a run.
 *
 * @param seed decides what nothing else here decides
 * @param phase length of the first phase, from the moment the sysplex is up
 * @param connections that are kept open
 */
public record Scenario(long seed, SysplexPlan plan, List<Fault> faults, Duration phase, int connections) {
    /** Length of the first phase. */
    public static final Duration USUAL_PHASE = Duration.ofSeconds(60);

    /** Connections that are kept open. */
    public static final int USUAL_CONNECTIONS = 60;

    /** Copies the list. */
    public Scenario {
        faults = List.copyOf(faults);
    }

    /** What the seed alone decides. */
    public static Scenario of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SysplexPlan plan = new PlanGenerator(random.split()).draw();
        List<Fault> faults = new FaultGenerator(random.split(), random.split(), plan).draw(USUAL_PHASE.toNanos());
        return new Scenario(seed, plan, faults, USUAL_PHASE, USUAL_CONNECTIONS);
    }

    /** The same with other faults. */
    public Scenario with(List<Fault> other) {
        return new Scenario(seed, plan, other, phase, connections);
    }

    /** Configuration and faults as text. */
    public String describe() {
        StringBuilder text =
                new StringBuilder("seed ").append(seed).append('\n').append(plan.describe());
        faults.forEach(fault -> text.append(fault).append('\n'));
        return text.toString();
    }
}
