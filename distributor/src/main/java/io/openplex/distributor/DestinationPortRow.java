package io.openplex.distributor;

import io.openplex.distributor.config.Method;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.xcf.api.Member;

/**
 * One row of NETSTAT VDPT (operations.md 1.9).
 *
 * @param destination DVIPA and port
 * @param dynamicXcf the target's dynamic XCF address
 * @param target the target
 * @param ready listening sockets, 0 also while the path is lost
 * @param totalConnections connections ever forwarded, printed modulo 10^10
 * @param activeConnections connections now
 * @param method distribution method
 * @param pathActive false: flag Inactive
 */
public record DestinationPortRow(
        IpEndpoint destination,
        IpAddress dynamicXcf,
        Member target,
        int ready,
        long totalConnections,
        long activeConnections,
        Method method,
        boolean pathActive) {}
