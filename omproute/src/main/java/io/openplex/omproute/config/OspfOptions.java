package io.openplex.omproute.config;

import io.openplex.hwsim.wire.IpAddress;
import java.util.Optional;

/**
 * OSPF and its stand-alone forms.
 *
 * @param routerId RouterID; empty: an interface's address is chosen
 * @param comparisonType Comparison: 1 or 2, which kind of external metric is compared with OSPF's
 * @param demandCircuit Demand_Circuit (RFC 1793)
 * @param maximumAdjacencyAttempts DR_Max_Adj_Attempt, 0: futile loops are not looked for
 */
public record OspfOptions(
        Optional<IpAddress> routerId, int comparisonType, boolean demandCircuit, int maximumAdjacencyAttempts) {
    /** What holds without the statement. */
    public static final OspfOptions DEFAULT = new OspfOptions(Optional.empty(), 2, true, 0);
}
