package io.openplex.xcf.zookeeper;

/**
 * How long a process that was no member yet waits before it joins a group that was created only now. The ensemble may
 * have been rebuilt without memory; then the members of old need some time to notice that they are forgotten, and
 * answer for their addresses until they do. A process that was a member itself knows the generation and is not
 * concerned.
 *
 * @param sessionTimeoutMs session with the ensemble: a client whose ensemble was rebuilt is refused for as long, and
 *     then connects anew
 */
record YoungGroup(int sessionTimeoutMs) {
    private static final long OLD_ENOUGH_MS = 20_000;
    private static final long MARGIN_MS = 3000;

    /** Length of the wait, counted from the first look at the group, milliseconds; 0: the group is old enough. */
    long waitMs(long ageMs) {
        long wait = 2L * sessionTimeoutMs + MARGIN_MS;
        return ageMs < Math.max(OLD_ENOUGH_MS, wait) ? wait : 0;
    }
}
