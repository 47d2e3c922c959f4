package io.openplex.stackd.profile;

import io.openplex.hwsim.wire.IpPrefix;
import java.util.Optional;

/**
 * IPCONFIG6 (profile.md 4); kept, IPv6 traffic is not there yet.
 *
 * @param datagramForwarding DATAGRAMFWD
 * @param dynamicXcf DYNAMICXCF address; a host prefix when no route length is given
 * @param hopLimit HOPLIMIT, 1-255
 * @param icmpErrorLimit ICMPERRORLIMIT, messages per second, 1-20
 * @param sourceVipa SOURCEVIPA
 */
public record IpConfig6(
        boolean datagramForwarding,
        Optional<IpPrefix> dynamicXcf,
        int hopLimit,
        int icmpErrorLimit,
        boolean sourceVipa) {
    /** What holds without the statement. */
    public static final IpConfig6 DEFAULT = new IpConfig6(true, Optional.empty(), 255, 3, false);
}
