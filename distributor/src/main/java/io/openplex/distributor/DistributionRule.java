package io.openplex.distributor;

import io.openplex.distributor.config.Method;
import io.openplex.hwsim.wire.IpAddress;
import java.util.List;

/**
 * One distribution definition as stacks tell it to each other (openplex.v1.DistributionRule): ports expanded, sorted.
 *
 * @param address the DVIPA
 * @param ports 1 to 65535, sorted
 * @param method distribution method
 * @param allTargets every stack of the group with a dynamic XCF address of the family
 * @param targets dynamic XCF addresses in configured order, when not all
 */
public record DistributionRule(
        IpAddress address, List<Integer> ports, Method method, boolean allTargets, List<IpAddress> targets) {}
