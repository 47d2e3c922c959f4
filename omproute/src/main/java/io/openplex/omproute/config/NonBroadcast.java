package io.openplex.omproute.config;

import io.openplex.hwsim.wire.IpAddress;
import java.util.List;

/**
 * Neighbours of a non-broadcast interface.
 *
 * @param eligible DR_Neighbor: may become designated router
 * @param others No_DR_Neighbor
 * @param pollSeconds NB_Poll_Interval
 */
public record NonBroadcast(List<IpAddress> eligible, List<IpAddress> others, int pollSeconds) {
    /** Copies the lists. */
    public NonBroadcast {
        eligible = List.copyOf(eligible);
        others = List.copyOf(others);
    }
}
