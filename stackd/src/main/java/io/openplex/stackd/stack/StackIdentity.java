package io.openplex.stackd.stack;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.MemberInfo;
import java.util.Optional;

/**
 * Names of one stack.
 *
 * @param system MVS system name, 1-8 characters
 * @param job job name of the stack, 1-8 characters
 * @param sysclone 1-2 characters
 * @param sysplex sysplex name, 1-8 characters
 * @param cpc name of the CPC
 * @param cpName VTAM CP name
 */
public record StackIdentity(String system, String job, String sysclone, String sysplex, String cpc, String cpName) {
    /** What the group is told. */
    public MemberInfo member(Optional<IpAddress> dynamicXcf4, Optional<IpAddress> dynamicXcf6) {
        return new MemberInfo(system, job, sysclone, cpc, cpName, dynamicXcf4, dynamicXcf6);
    }
}
