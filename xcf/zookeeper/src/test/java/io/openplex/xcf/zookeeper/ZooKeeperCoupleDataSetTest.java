package io.openplex.xcf.zookeeper;

import io.openplex.xcf.api.XcfWorld;
import io.openplex.xcf.api.right.CoupleDataSetContract;

class ZooKeeperCoupleDataSetTest extends CoupleDataSetContract {
    @Override
    protected XcfWorld world() throws Exception {
        return new ZooKeeperWorld();
    }
}
