package io.openplex.distributor;

import io.openplex.hwsim.wire.ConnectionId;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.Member;

/**
 * One row of NETSTAT VCRT on the distributor (operations.md 1.10).
 *
 * @param connection the 4-tuple, local side first
 * @param dynamicXcf the target's dynamic XCF address; the family's any-address if it has none
 * @param target where its packets go
 */
public record ConnectionRow(ConnectionId connection, IpAddress dynamicXcf, Member target) {}
