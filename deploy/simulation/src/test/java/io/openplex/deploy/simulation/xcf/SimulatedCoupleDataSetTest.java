package io.openplex.deploy.simulation.xcf;

import io.openplex.xcf.api.XcfWorld;
import io.openplex.xcf.api.right.CoupleDataSetContract;

class SimulatedCoupleDataSetTest extends CoupleDataSetContract {
    @Override
    protected XcfWorld world() {
        return new SimulatedWorld(1);
    }
}
