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
 */
public record MemberInfo(
        String system,
        String job,
        String sysclone,
        String cpc,
        String cpName,
        Optional<IpAddress> dynamicXcf4,
        Optional<IpAddress> dynamicXcf6) {
    /** Member name: system name directly followed by the job name (operations.md 4.2). */
    public String memberName() {
        return system + job;
    }
}
