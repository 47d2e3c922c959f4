package io.openplex.stackd.sysplex;

import io.openplex.stackd.xcflink.HeartbeatEndpoint;
import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.XcfGroup;
import io.openplex.xcf.api.right.CoupleDataSet;
import io.openplex.xcf.api.right.RightValues;

/**
 * How one stack is coupled with the others.
 *
 * @param group access to the XCF group
 * @param facility access to the coupling facility
 * @param dataSet status and lists of the members
 * @param heartbeats socket for heartbeats
 * @param home random id of the machine's state directory; its lock is held while this process lives
 * @param values of the right to own, the same in the whole group
 */
public record Coupling(
        XcfGroup group,
        CouplingFacility facility,
        CoupleDataSet dataSet,
        HeartbeatEndpoint heartbeats,
        String home,
        RightValues values) {}
