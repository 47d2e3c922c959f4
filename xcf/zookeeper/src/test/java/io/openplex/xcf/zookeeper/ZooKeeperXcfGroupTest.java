package io.openplex.xcf.zookeeper;

import io.openplex.xcf.api.XcfGroupContract;
import io.openplex.xcf.api.XcfWorld;

class ZooKeeperXcfGroupTest extends XcfGroupContract {
    @Override
    protected XcfWorld world() throws Exception {
        return new ZooKeeperWorld();
    }
}
