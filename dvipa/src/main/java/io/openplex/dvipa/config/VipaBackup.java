package io.openplex.dvipa.config;

import io.openplex.hwsim.wire.IpAddress;
import java.util.Optional;

/**
 * VIPABACKUP of one address (dvipa-and-distributor.md 1.3).
 *
 * @param rank 1 to 254, default {@link #DEFAULT_RANK}; the highest takes over first
 * @param address the address
 * @param interfaceName IPv6 interface name, upper case; empty for IPv4
 * @param tier TIER1, TIER2 or neither
 * @param cpcScope CPCSCOPE coded
 * @param activation what MOVEABLE with a mask says; empty for a passive backup
 */
public record VipaBackup(
        int rank, IpAddress address, String interfaceName, Tier tier, boolean cpcScope, Optional<Activation> activation)
        implements VipaStatement {
    /** Rank when none is coded. */
    public static final int DEFAULT_RANK = 1;

    /** Highest rank that may be coded (unconfirmed; one-byte field, 255 belongs to VIPADEFINE stacks). */
    public static final int MAXIMUM_RANK = 254;

    /** A passive backup of an IPv4 address. */
    public static VipaBackup passive(int rank, IpAddress address) {
        return new VipaBackup(rank, address, "", Tier.NONE, false, Optional.empty());
    }

    /**
     * With this the backup activates an address that is active nowhere.
     *
     * @param moveable {@link Moveable#IMMEDIATE} or {@link Moveable#WHEN_IDLE}
     * @param serviceManager SERVICEMGR coded
     * @param prefixLength mask or prefix length of the address, 1 to 32 or 128
     */
    public record Activation(Moveable moveable, boolean serviceManager, int prefixLength) {}
}
