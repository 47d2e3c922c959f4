package io.openplex.xcf.api;

import io.openplex.hwsim.wire.IpAddress;
import java.util.Optional;

/**
 * What a stack tells the group about itself when it joins (operations.md 4.3 hello).
 *
 * @param system MVS system name, 1-8 characters
 * @param job stack job name, 1-8 characters
 * @param sysclone system clone, 1-2 characters
 * @param cpc name of the CPC that hosts the LPAR
 * @param cpName VTAM CP name, names the XCF device of this partner
 * @param dynamicXcf4 dynamic XCF address for IPv4, absent without IPCONFIG DYNAMICXCF
 * @param dynamicXcf6 dynamic XCF address for IPv6
 * @param home random id of the state directory, the same for all lives of the stack on one machine; empty: unknown
 * @param heartbeat where heartbeats for this life go, {@code host:port}; empty: nowhere
 */
public record MemberInfo(
        String system,
        String job,
        String sysclone,
        String cpc,
        String cpName,
        Optional<IpAddress> dynamicXcf4,
        Optional<IpAddress> dynamicXcf6,
        String home,
        String heartbeat) {
    /** What is known before the stack has a home and a socket for heartbeats. */
    public MemberInfo(
            String system,
            String job,
            String sysclone,
            String cpc,
            String cpName,
            Optional<IpAddress> dynamicXcf4,
            Optional<IpAddress> dynamicXcf6) {
        this(system, job, sysclone, cpc, cpName, dynamicXcf4, dynamicXcf6, "", "");
    }

    /** The same on this machine and with this socket. */
    public MemberInfo at(String atHome, String heartbeatAt) {
        return new MemberInfo(system, job, sysclone, cpc, cpName, dynamicXcf4, dynamicXcf6, atHome, heartbeatAt);
    }

    /** Member name: system name directly followed by the job name (operations.md 4.2). */
    public String memberName() {
        return system + job;
    }
}
