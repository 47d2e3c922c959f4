package io.openplex.xcf.zookeeper;

import io.openplex.xcf.api.CouplingFacilityContract;
import io.openplex.xcf.api.XcfWorld;

class ZooKeeperCouplingFacilityTest extends CouplingFacilityContract {
    @Override
    protected XcfWorld world() throws Exception {
        return new ZooKeeperWorld();
    }
}
