package io.openplex.deploy.simulation.check;

import io.openplex.deploy.simulation.Trace;
import io.openplex.stackd.loop.NanoClock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes what checks find: a defect ends the run, what a known limit explains is counted. */
public final class Violations {
    private static final int KEPT = 100;

    private final NanoClock clock;
    private final Trace trace;
    private final List<Violation> explained = new ArrayList<>();
    private final Map<KnownLimits, Integer> counts = new EnumMap<>(KnownLimits.class);

    /** Nothing found yet. */
    public Violations(NanoClock clock, Trace trace) {
        this.clock = clock;
        this.trace = trace;
    }

    /** A rule does not hold. */
    public void found(Invariant invariant, String what, Optional<KnownLimits> limit) {
        Violation violation = new Violation(invariant, clock.nanos(), what, limit);
        trace.event("CHECK", violation.toString());
        if (limit.isEmpty()) {
            throw new ViolationException(violation);
        }
        counts.merge(limit.get(), 1, Integer::sum);
        if (explained.size() < KEPT) {
            explained.add(violation);
        }
    }

    /** The first of those that known limits explain. */
    public List<Violation> explained() {
        return List.copyOf(explained);
    }

    /** How many each known limit explains. */
    public Map<KnownLimits, Integer> counts() {
        return Map.copyOf(counts);
    }
}
