package io.openplex.deploy.simulation.check;

/**
 * A rule that did not hold.
 *
 * @param nanos virtual time
 * @param what who did what
 */
public record Violation(Invariant invariant, long nanos, String what) {
    @Override
    public String toString() {
        return "%.6f s: %s: %s".formatted(nanos / 1e9, invariant.words(), what);
    }
}
