package io.openplex.stackd.profile;

import io.openplex.hwsim.wire.IpPrefix;
import java.util.Optional;

/**
 * IPCONFIG (profile.md 4).
 *
 * @param arpTimeoutSeconds ARPTO, 60-86400
 * @param datagramForwarding DATAGRAMFWD
 * @param forwardMultipath FWDMULTIPATH PERPACKET
 * @param dynamicXcf DYNAMICXCF
 * @param longFormat FORMAT LONG
 * @param ignoreRedirect IGNOREREDIRECT
 * @param multipath MULTIPATH
 * @param multipathPerPacket MULTIPATH PERPACKET
 * @param pathMtuDiscovery PATHMTUDISCOVERY
 * @param reassemblyTimeoutSeconds REASSEMBLYTIMEOUT, 1-240
 * @param sourceVipa SOURCEVIPA
 * @param sysplexRouting SYSPLEXROUTING
 * @param ttl TTL, 1-255
 */
public record IpConfig(
        int arpTimeoutSeconds,
        boolean datagramForwarding,
        boolean forwardMultipath,
        Optional<DynamicXcf> dynamicXcf,
        boolean longFormat,
        boolean ignoreRedirect,
        boolean multipath,
        boolean multipathPerPacket,
        boolean pathMtuDiscovery,
        int reassemblyTimeoutSeconds,
        boolean sourceVipa,
        boolean sysplexRouting,
        int ttl) {
    /** What holds without the statement. */
    public static final IpConfig DEFAULT =
            new IpConfig(1200, true, false, Optional.empty(), false, false, false, false, false, 60, false, false, 64);

    /**
     * DYNAMICXCF.
     *
     * @param address the stack's XCF address with its subnet
     * @param cost cost metric, 0-14
     * @param securityClass SECCLASS, 1-255
     * @param sourceVipaInterface SOURCEVIPAINTERFACE
     */
    public record DynamicXcf(IpPrefix address, int cost, int securityClass, Optional<String> sourceVipaInterface) {}
}
