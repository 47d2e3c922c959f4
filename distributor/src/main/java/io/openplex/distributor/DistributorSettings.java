package io.openplex.distributor;

/**
 * Limits, waits and the key of the connection table.
 *
 * @param hashKey0 first half of the secret key of the connection table, from the stack's seeded generator
 * @param hashKey1 second half
 * @param rebuildNanos longest wait for connection reports after a change of owner (2.5)
 * @param halfOpenNanos life of an entry whose handshake was never confirmed (section 6)
 * @param closedNanos life of an entry after the client's last FIN or RST if the target never reports its end
 * @param maximumPorts ports per DVIPA (section 6, unconfirmed)
 * @param maximumConnections entries from which on new connections are dropped; what targets report always has room
 */
public record DistributorSettings(
        long hashKey0,
        long hashKey1,
        long rebuildNanos,
        long halfOpenNanos,
        long closedNanos,
        int maximumPorts,
        int maximumConnections) {
    private static final long SECOND = 1_000_000_000L;

    /** The usual values with this key. */
    public static DistributorSettings withKey(long hashKey0, long hashKey1) {
        return new DistributorSettings(hashKey0, hashKey1, 5 * SECOND, 360 * SECOND, 360 * SECOND, 64, 1 << 20);
    }

    /** The same with another bound on the connection table. */
    public DistributorSettings withMaximumConnections(int most) {
        return new DistributorSettings(
                hashKey0, hashKey1, rebuildNanos, halfOpenNanos, closedNanos, maximumPorts, most);
    }
}
