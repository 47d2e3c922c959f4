package io.openplex.xcf.api.right;

import java.util.ArrayList;
import java.util.List;

/**
 * The values of the right to own an address. All members of a group must use the same ones.
 *
 * @param heartbeatNanos H: a heartbeat goes to every member that often
 * @param promiseNanos L: how long its asker counts on a promise, from sending
 * @param boundNanos kL: how long who gave a promise is bound by it, from a clock reading after the heartbeat was
 * received
 * @param confirmationNanos G: how long a confirmation by the ensemble counts, from sending
 * @param waitNanos kG: how long a beat must stand still before an isolation, and a claimer waits after it has learned
 * of
 *     one
 * @param clockErrorPpm e: how much the rate of a clock may be off, parts per million
 * @param roundTripNanos R: a write to the ensemble and its answer, 99th percentile
 * @param delayNanos d: one way from member to member
 * @param iterationNanos I: longest iteration of a loop
 * @param resignAfterNanos U: suspended for so long while the ensemble answers, a member gives its addresses up
 * @param resignedNanos how long it then claims none
 * @param sessionNanos session with the ensemble
 */
public record RightValues(
        long heartbeatNanos,
        long promiseNanos,
        long boundNanos,
        long confirmationNanos,
        long waitNanos,
        long clockErrorPpm,
        long roundTripNanos,
        long delayNanos,
        long iterationNanos,
        long resignAfterNanos,
        long resignedNanos,
        long sessionNanos) {
    private static final long MILLI = 1_000_000L;
    private static final long MILLION = 1_000_000L;

    private static final long CLOCK_ERROR_PPM = 50_000;

    /** H 20 ms, L 200 ms, G 80 ms, 5 %, R 15 ms, d 5 ms, I 20 ms, U 1 s, resigned for 2 s, session of 6 s. */
    public static final RightValues DEFAULT = new RightValues(
            20 * MILLI,
            200 * MILLI,
            stretched(200 * MILLI, CLOCK_ERROR_PPM),
            80 * MILLI,
            stretched(80 * MILLI, CLOCK_ERROR_PPM),
            CLOCK_ERROR_PPM,
            15 * MILLI,
            5 * MILLI,
            20 * MILLI,
            1000 * MILLI,
            2000 * MILLI,
            6000 * MILLI);

    /** The same with other intervals, and waits that fit them. */
    public RightValues withIntervals(long heartbeat, long promise, long confirmation) {
        return new RightValues(
                heartbeat,
                promise,
                stretched(promise, clockErrorPpm),
                confirmation,
                stretched(confirmation, clockErrorPpm),
                clockErrorPpm,
                roundTripNanos,
                delayNanos,
                iterationNanos,
                resignAfterNanos,
                resignedNanos,
                sessionNanos);
    }

    /** The same with other waits; only for showing what goes wrong with wrong ones. */
    public RightValues withWaits(long bound, long wait) {
        return new RightValues(
                heartbeatNanos,
                promiseNanos,
                bound,
                confirmationNanos,
                wait,
                clockErrorPpm,
                roundTripNanos,
                delayNanos,
                iterationNanos,
                resignAfterNanos,
                resignedNanos,
                sessionNanos);
    }

    /** The same with another session time-out. */
    public RightValues withSession(long session) {
        return new RightValues(
                heartbeatNanos,
                promiseNanos,
                boundNanos,
                confirmationNanos,
                waitNanos,
                clockErrorPpm,
                roundTripNanos,
                delayNanos,
                iterationNanos,
                resignAfterNanos,
                resignedNanos,
                session);
    }

    /** Time between two confirmations while they are needed. */
    public long confirmEveryNanos() {
        return confirmationNanos / 4;
    }

    /** k times: what is never shorter by the other's clock than {@code nanos} by this one. */
    private static long stretched(long nanos, long errorPpm) {
        return Math.ceilDiv(nanos * (MILLION + errorPpm), MILLION - errorPpm);
    }

    /** What does not fit together, each as one sentence that names the value; empty when all is well. */
    public List<String> complaints() {
        List<String> found = new ArrayList<>();
        require(heartbeatNanos > 0, "the heartbeat interval must be longer than nothing", found);
        require(clockErrorPpm >= 0 && clockErrorPpm <= 200_000, "the clock error must be from 0 to 20 percent", found);
        if (!found.isEmpty()) {
            return List.copyOf(found);
        }
        require(
                boundNanos >= stretched(promiseNanos, clockErrorPpm)
                        && waitNanos >= stretched(confirmationNanos, clockErrorPpm),
                "who waits must wait longer than the other may act, by the error of both clocks",
                found);
        require(
                promiseNanos >= 4 * heartbeatNanos + 4 * delayNanos + 2 * iterationNanos,
                "the promise (" + ms(promiseNanos) + ") must be at least four heartbeats, four delays and two"
                        + " iterations: " + ms(4 * heartbeatNanos + 4 * delayNanos + 2 * iterationNanos),
                found);
        require(
                confirmationNanos >= 2 * roundTripNanos
                        && confirmationNanos >= confirmationNanos / 4 + roundTripNanos + iterationNanos,
                "the confirmation (" + ms(confirmationNanos) + ") is too short for a round trip to the ensemble of "
                        + ms(roundTripNanos) + " and an iteration of " + ms(iterationNanos),
                found);
        require(
                promiseNanos > 2 * (roundTripNanos + iterationNanos),
                "the promise (" + ms(promiseNanos) + ") must be longer than two round trips and two iterations",
                found);
        require(
                boundNanos >= waitNanos + 3 * roundTripNanos + 4 * heartbeatNanos,
                "the promise (" + ms(promiseNanos) + ") must be longer than the confirmation (" + ms(confirmationNanos)
                        + ") by three round trips and four heartbeats",
                found);
        require(
                sessionNanos >= 10 * promiseNanos,
                "the session time-out (" + ms(sessionNanos) + ") must be at least ten promises: "
                        + ms(10 * promiseNanos),
                found);
        return List.copyOf(found);
    }

    private static void require(boolean holds, String otherwise, List<String> found) {
        if (!holds) {
            found.add(otherwise);
        }
    }

    private static String ms(long nanos) {
        return nanos / MILLI + " ms";
    }
}
