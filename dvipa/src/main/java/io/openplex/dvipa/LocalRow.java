package io.openplex.dvipa;

import io.openplex.dvipa.config.Moveable;
import io.openplex.hwsim.wire.IpAddress;
import java.util.OptionalLong;

/**
 * One DVIPA as NETSTAT VIPADYN shows it (operations.md 1.8).
 *
 * @param address the address
 * @param prefixLength mask or prefix length; 0 while a passive backup has not learned it
 * @param interfaceName IPv6 interface name, else empty
 * @param status state here
 * @param origin {@link Origin#TARGET} prints as blank
 * @param rank as in {@link TableEntry}
 * @param moveable attribute in force
 * @param role part in the distribution
 * @param activatedNanos monotonic time of activation; absent when not active
 * @param epoch epoch of ownership, 0 when not the owner
 */
public record LocalRow(
        IpAddress address,
        int prefixLength,
        String interfaceName,
        Status status,
        Origin origin,
        int rank,
        Moveable moveable,
        DistributionRole role,
        OptionalLong activatedNanos,
        long epoch) {
    /** IPv4 link name {@code VIPLxxxxxxxx}; for IPv6 the interface name. */
    public String linkName() {
        return address.isV4() ? String.format("VIPL%08X", address.v4Bits()) : interfaceName;
    }
}
