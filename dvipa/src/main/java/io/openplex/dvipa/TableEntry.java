package io.openplex.dvipa;

import io.openplex.dvipa.config.Moveable;
import io.openplex.hwsim.wire.IpAddress;

/**
 * One address in the DVIPA table that a stack sends to the group (openplex.v1.DvipaEntry).
 *
 * @param address the address
 * @param prefixLength mask or prefix length; 0 as long as a passive backup has not learned it
 * @param interfaceName IPv6 interface name, else empty
 * @param origin how the sender knows the address
 * @param status state at the sender
 * @param rank the sender's place in the line: {@link #DEFINE_RANK} for VIPADEFINE, 1-254 for VIPABACKUP, 0 for none
 * @param moveable attribute under which the sender holds or would hold the address
 * @param role the sender's part in its distribution
 * @param epoch epoch under which the sender owns the address, 0 when it does not
 * @param definedOrder logical time of the sender's definition; breaks ties between equal ranks
 */
public record TableEntry(
        IpAddress address,
        int prefixLength,
        String interfaceName,
        Origin origin,
        Status status,
        int rank,
        Moveable moveable,
        DistributionRole role,
        long epoch,
        long definedOrder) {
    /** Rank of a VIPADEFINE stack, before every VIPABACKUP (unconfirmed). */
    public static final int DEFINE_RANK = 255;

    /** True when the sender is in line for the address: a live claim and known attributes. */
    boolean inLine() {
        return rank > 0
                && prefixLength > 0
                && (status == Status.BACKUP || status == Status.MOVING || status == Status.ACTIVE);
    }
}
