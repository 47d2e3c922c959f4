package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.adapters.RegistrationGate;

/** Counters of one OSA port, from the stack's side; a live view. */
public final class OsaStatistics {
    private static final int REASONS = OsaDrop.values().length;

    private final long[] drops = new long[REASONS];
    long packetsIn;
    long bytesIn;
    long packetsOut;
    long bytesOut;
    long arpIn;
    long arpRequestsOut;
    long arpRepliesOut;
    long announcements;
    long claimsRefused;
    long duplicates;

    OsaStatistics() {}

    /** IP packets handed to the stack. */
    public long packetsIn() {
        return packetsIn;
    }

    /** Bytes of IP packets handed to the stack. */
    public long bytesIn() {
        return bytesIn;
    }

    /** IP packets sent on the LAN. */
    public long packetsOut() {
        return packetsOut;
    }

    /** Bytes of IP packets sent on the LAN. */
    public long bytesOut() {
        return bytesOut;
    }

    /** ARP packets received and understood. */
    public long arpIn() {
        return arpIn;
    }

    /** ARP requests sent for next hops. */
    public long arpRequestsOut() {
        return arpRequestsOut;
    }

    /** ARP answers sent for registered addresses. */
    public long arpRepliesOut() {
        return arpRepliesOut;
    }

    /** Gratuitous ARP requests sent. */
    public long announcements() {
        return announcements;
    }

    /** ARP answers and announcements that the {@link RegistrationGate} held back. */
    public long claimsRefused() {
        return claimsRefused;
    }

    /** ARP packets in which another station claimed a registered address. */
    public long duplicates() {
        return duplicates;
    }

    /** Frames and packets dropped for this reason. */
    public long dropped(OsaDrop reason) {
        return drops[reason.ordinal()];
    }

    /** Frames and packets dropped for any reason. */
    public long dropped() {
        long all = 0;
        for (long count : drops) {
            all += count;
        }
        return all;
    }

    void drop(OsaDrop reason) {
        drops[reason.ordinal()]++;
    }
}
