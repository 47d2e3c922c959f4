package io.openplex.deploy.simulation.check;

import java.util.Optional;

/**
 * A rule that did not hold.
 *
 * @param nanos virtual time
 * @param what who did what
 * @param limit the known limit that explains it; empty: a defect
 */
public record Violation(Invariant invariant, long nanos, String what, Optional<KnownLimits> limit) {
    @Override
    public String toString() {
        return "%.6f s: %s: %s%s"
                .formatted(
                        nanos / 1e9,
                        invariant.words(),
                        what,
                        limit.map(l -> " (plain rule: " + l.reason() + ")").orElse(""));
    }
}
