package io.openplex.stackd.ip;

/**
 * IPCONFIG as far as the IP layer acts on it.
 *
 * @param forwarding DATAGRAMFWD: forward transit packets
 * @param ttl TTL of packets made here, 1 to 255
 * @param dontFragment PATHMTUDISCOVERY: packets made here carry DF
 * @param firstId first IP identification, from the stack's seeded generator
 */
public record IpOptions(boolean forwarding, int ttl, boolean dontFragment, int firstId) {
    /** Refuses a TTL out of range. */
    public IpOptions {
        if (ttl < 1 || ttl > 255) {
            throw new IllegalArgumentException("TTL " + ttl);
        }
    }

    /** DATAGRAMFWD, TTL 64, NOPATHMTUDISCOVERY (profile.md 4). */
    public static IpOptions defaults() {
        return new IpOptions(true, 64, false, 1);
    }
}
