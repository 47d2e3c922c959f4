package io.openplex.deploy.lab.demo;

import io.openplex.deploy.lab.LabFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One kill of a system, measured by new connections.
 *
 * @param killedNanos {@link System#nanoTime} at which the process was observed to be gone
 * @param answered first answer to a connection that was opened after that
 * @param failed connections that were opened after that and before the answer came, and were not answered in time
 */
public record Takeover(String system, long killedNanos, ConnectionProbe.Result answered, long failed) {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long POLL_NANOS = 1_000_000;

    /** Kills a system while a probe runs, and waits until new connections are answered. */
    public static Takeover byKilling(LabClient lab, String system, ConnectionProbe probe) {
        long killed = lab.verb("kill " + system).observedNanos();
        if (!await(() -> probe.firstAnswerSince(killed).isPresent(), LIMIT)) {
            throw LabFailure.failed(
                    "no new connection was answered for " + LIMIT.toSeconds() + " s after " + system + " was killed");
        }
        ConnectionProbe.Result answered = probe.firstAnswerSince(killed).orElseThrow();
        List<ConnectionProbe.Result> results = probe.results();
        long failed = results.stream()
                .filter(result -> result.startedNanos() - killed >= 0)
                .filter(result -> result.startedNanos() - answered.startedNanos() < 0)
                .filter(result -> !result.answered())
                .count();
        return new Takeover(system, killed, answered, failed);
    }

    /** From the end of the process to the first answered new connection, nanoseconds. */
    public long gapNanos() {
        return answered.endedNanos() - killedNanos;
    }

    /** Waits for something, looking every millisecond. */
    public static boolean await(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }
}
