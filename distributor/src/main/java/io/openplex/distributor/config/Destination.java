package io.openplex.distributor.config;

import io.openplex.hwsim.wire.IpAddress;

/**
 * One address of a DESTIP list.
 *
 * @param address dynamic XCF address, or the appliance's with GRE or ENCAP
 * @param weight WEIGHT, 1-99, default {@link #DEFAULT_WEIGHT} (both unconfirmed); WEIGHTEDACTIVE only
 * @param preference PREFERRED or BACKUP; HOTSTANDBY only
 * @param rank rank of BACKUP, 1-254, default 1; 0 otherwise
 */
public record Destination(IpAddress address, int weight, Preference preference, int rank) {
    /** WEIGHT when none is coded (unconfirmed). */
    public static final int DEFAULT_WEIGHT = 10;

    /** A bare address. */
    public static Destination of(IpAddress address) {
        return new Destination(address, DEFAULT_WEIGHT, Preference.NONE, 0);
    }

    /** HOTSTANDBY role of a target. */
    public enum Preference {
        /** Neither keyword coded. */
        NONE,
        /** PREFERRED. */
        PREFERRED,
        /** BACKUP. */
        BACKUP
    }
}
