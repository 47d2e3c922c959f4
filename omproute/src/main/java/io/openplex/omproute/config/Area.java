package io.openplex.omproute.config;

import io.openplex.hwsim.wire.IpAddress;

/**
 * AREA.
 *
 * @param number Area_Number
 * @param authentication Authentication_Type of interfaces that say none of their own
 * @param stub Stub_Area
 * @param stubDefaultCost Stub_Default_Cost
 * @param importSummaries Import_Summaries; false on an area border router: totally stubby
 * @param line line of the statement, 0 for the implied backbone
 */
public record Area(
        IpAddress number,
        Authentication authentication,
        boolean stub,
        int stubDefaultCost,
        boolean importSummaries,
        int line) {
    /** The backbone, 0.0.0.0. */
    public static final IpAddress BACKBONE = IpAddress.ANY4;

    /** The backbone as it is without an AREA statement. */
    public static final Area IMPLIED = new Area(BACKBONE, Authentication.NONE, false, 1, true, 0);
}
