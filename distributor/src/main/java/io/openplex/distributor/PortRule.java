package io.openplex.distributor;

import org.jspecify.annotations.Nullable;

/** One distributed port of an owned DVIPA with its rows. */
final class PortRule {
    final int port;
    DistributionRule rule;
    DistributionMethod method = new RoundRobin();
    PortRow[] rows = new PortRow[0];

    PortRule(int port, DistributionRule rule) {
        this.port = port;
        this.rule = rule;
    }

    @Nullable
    PortRow rowOf(int target) {
        for (PortRow row : rows) {
            if (row.target.index == target) {
                return row;
            }
        }
        return null;
    }
}
