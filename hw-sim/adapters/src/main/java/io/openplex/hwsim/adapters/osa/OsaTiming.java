package io.openplex.hwsim.adapters.osa;

/** Times and bounds of the OSA model. None of them is published for the hardware; they are choices of this model. */
final class OsaTiming {
    private static final long MILLIS = 1_000_000L;

    /** Announcements of a registration with the takeover flag: at once, then 20 ms, 100 ms, 500 ms and 2 s after it. */
    static final int ANNOUNCEMENTS = 5;

    /** An address that was registered without the takeover flag is looked for on the LAN for this time. */
    static final long PROBE_NANOS = 100 * MILLIS;

    /** A claim that the gate refused is tried again after this time. */
    static final long GATE_RETRY_NANOS = 20 * MILLIS;

    /** Two announcements against a foreign claim are at least this far apart, so that two owners cannot storm. */
    static final long DEFENCE_NANOS = 20 * MILLIS;

    /** Age at which an ARP entry is forgotten: 20 minutes (hardware.md 2.9, unconfirmed). */
    static final long ARP_AGE_NANOS = 20 * 60 * 1000 * MILLIS;

    /** Most ARP entries; the oldest makes room. */
    static final int ARP_ENTRIES = 512;

    /** Requests for one next hop before its packets are dropped. */
    static final int ARP_REQUESTS = 5;

    /** From one request to the next, and from the last to giving up. */
    static final long ARP_RETRY_NANOS = 200 * MILLIS;

    /** Most next hops that may be asked for at the same time. */
    static final int PENDING_HOPS = 16;

    /** Most packets that wait for one next hop; the oldest makes room. */
    static final int PENDING_PACKETS = 8;

    /** Most registered addresses of a session. */
    static final int REGISTRATIONS = 2048;

    /** Most registered addresses of one VLAN of a port. */
    static final int ROWS = 4096;

    /** Most registered groups of a session. */
    static final int GROUPS = 256;

    /** Most sessions of a port: three devices each of 1920 subchannels (hardware.md 1.1). */
    static final int SESSIONS = 640;

    private OsaTiming() {}

    /** Time from announcement {@code done} (1 for the first) to the next. */
    static long announcementGapNanos(int done) {
        return switch (done) {
            case 1 -> 20 * MILLIS;
            case 2 -> 80 * MILLIS;
            case 3 -> 400 * MILLIS;
            default -> 1500 * MILLIS;
        };
    }
}
