package io.openplex.deploy.simulation.lan;

import io.openplex.hwsim.wire.MacAddress;
import java.util.Set;

/**
 * What one direction of a cable does to frames.
 *
 * @param lossPpm frames of a million that are lost
 * @param duplicatePpm frames of a million that arrive twice
 * @param delayedPpm frames of a million that are delayed and so overtaken by later ones
 * @param delayNanos longest such delay
 * @param allLost nothing arrives though the link is up
 * @param blocked stations whose frames do not arrive
 */
public record Impairment(
        int lossPpm, int duplicatePpm, int delayedPpm, long delayNanos, boolean allLost, Set<MacAddress> blocked) {
    /** A cable in order. */
    public static final Impairment NONE = new Impairment(0, 0, 0, 0, false, Set.of());

    /** Copies the set. */
    public Impairment {
        blocked = Set.copyOf(blocked);
    }

    /** The worse of two in every respect. */
    public Impairment and(Impairment other) {
        Set<MacAddress> both = new java.util.HashSet<>(blocked);
        both.addAll(other.blocked);
        return new Impairment(
                Math.max(lossPpm, other.lossPpm),
                Math.max(duplicatePpm, other.duplicatePpm),
                Math.max(delayedPpm, other.delayedPpm),
                Math.max(delayNanos, other.delayNanos),
                allLost || other.allLost,
                both);
    }
}
