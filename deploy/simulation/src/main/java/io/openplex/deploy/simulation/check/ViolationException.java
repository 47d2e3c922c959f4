package io.openplex.deploy.simulation.check;

/** Ends a run at its first defect. */
public final class ViolationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Violation violation;

    ViolationException(Violation violation) {
        super(violation.toString());
        this.violation = violation;
    }

    /** What was found. */
    public Violation violation() {
        return violation;
    }
}
