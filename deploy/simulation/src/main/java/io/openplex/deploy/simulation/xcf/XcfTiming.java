package io.openplex.deploy.simulation.xcf;

import java.util.random.RandomGenerator;

/**
 * How long things take, nanoseconds; each time is drawn between a quarter above and below.
 *
 * @param signalNanos one signal from member to member
 * @param coordinationNanos one way to the coordination service
 * @param proofNanos from the death of a process to its proof
 * @param sessionNanos how long the service keeps a silent member
 */
public record XcfTiming(long signalNanos, long coordinationNanos, long proofNanos, long sessionNanos) {
    /** 0.2 ms per signal, 1 ms to the service, proof after 10 ms, session of 6 s. */
    public static XcfTiming usual() {
        return new XcfTiming(200_000, 1_000_000, 10_000_000, 6_000_000_000L);
    }

    static long around(long nanos, RandomGenerator random) {
        return nanos - nanos / 4 + random.nextLong(nanos / 2 + 1);
    }
}
