package io.openplex.dvipa.config;

import io.openplex.hwsim.wire.IpPrefix;

/**
 * VIPADEFINE of one address (dvipa-and-distributor.md 1.2).
 *
 * @param address the address with its mask or prefix length; IPv6 without prefix length is /128
 * @param interfaceName IPv6 interface name, upper case; empty for IPv4
 * @param tier TIER1, TIER2 or neither
 * @param cpcScope CPCSCOPE coded
 * @param moveable {@link Moveable#IMMEDIATE} (default) or {@link Moveable#WHEN_IDLE}
 * @param serviceManager SERVICEMGR coded
 */
public record VipaDefine(
        IpPrefix address, String interfaceName, Tier tier, boolean cpcScope, Moveable moveable, boolean serviceManager)
        implements VipaStatement {
    /** A plain MOVEABLE IMMEDIATE definition of an IPv4 address. */
    public static VipaDefine immediate(IpPrefix address) {
        return new VipaDefine(address, "", Tier.NONE, false, Moveable.IMMEDIATE, false);
    }
}
