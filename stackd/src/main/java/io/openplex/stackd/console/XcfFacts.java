package io.openplex.stackd.console;

/**
 * What XCF displays show beside groups and members: the intervals in effect and the policy. The one place for them;
 * {@link #defaults} are the values of an LPAR that was told nothing else.
 *
 * @param couple intervals
 * @param policy sysplex failure management
 */
public record XcfFacts(Couple couple, SfmPolicy policy) {
    private static final int INTERVAL_MS = 20;
    private static final int PROMISE_MS = 200;
    private static final int CONFIRMATION_MS = 80;
    private static final int SESSION_MS = 6000;
    private static final String POLICY_NAME = "OPENPLEX";

    /**
     * The intervals of failure detection, milliseconds.
     *
     * @param intervalMillis between two status updates to a partner
     * @param promiseMillis for which an answered status update entitles its sender
     * @param confirmationMillis for which a write to the coordination service entitles a member
     * @param sessionMillis session time-out of the coordination service
     */
    public record Couple(int intervalMillis, int promiseMillis, int confirmationMillis, int sessionMillis) {
        // (1 + e) / (1 - e) of clocks that are wrong by e = 5 %, and once more 1 / (1 - e) for the observer's own.
        private static final double CLOCK_SCALE = 1.05 / 0.95 / 0.95;

        /**
         * Effective failure detection interval: from the last status update to the moment at which a silent member may
         * be isolated, without the delays of network and coordination service.
         */
        public int detectionMillis() {
            return (int) Math.ceil((promiseMillis + confirmationMillis) * CLOCK_SCALE);
        }
    }

    /**
     * The policy in effect.
     *
     * @param name of the policy
     * @param action what is done when a status update is missing
     */
    public record SfmPolicy(String name, SfmAction action) {}

    /** Standard intervals, automatic isolation. */
    public static XcfFacts defaults() {
        return new XcfFacts(
                new Couple(INTERVAL_MS, PROMISE_MS, CONFIRMATION_MS, SESSION_MS),
                new SfmPolicy(POLICY_NAME, SfmAction.ISOLATE));
    }

    /** The same with other intervals. */
    public XcfFacts withCouple(Couple intervals) {
        return new XcfFacts(intervals, policy);
    }

    /** The same with another action of the policy. */
    public XcfFacts withAction(SfmAction action) {
        return new XcfFacts(couple, new SfmPolicy(policy.name(), action));
    }
}
