package io.openplex.deploy.simulation.check;

import io.openplex.deploy.simulation.Trace;
import io.openplex.stackd.loop.NanoClock;

/** Takes what checks find: a defect ends the run. */
public final class Violations {
    private final NanoClock clock;
    private final Trace trace;

    /** Nothing found yet. */
    public Violations(NanoClock clock, Trace trace) {
        this.clock = clock;
        this.trace = trace;
    }

    /** A rule does not hold. */
    public void found(Invariant invariant, String what) {
        Violation violation = new Violation(invariant, clock.nanos(), what);
        trace.event("CHECK", violation.toString());
        throw new ViolationException(violation);
    }
}
