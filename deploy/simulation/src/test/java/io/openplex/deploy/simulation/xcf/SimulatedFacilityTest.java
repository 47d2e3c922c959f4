package io.openplex.deploy.simulation.xcf;

import io.openplex.xcf.api.CouplingFacilityContract;
import io.openplex.xcf.api.XcfWorld;

class SimulatedFacilityTest extends CouplingFacilityContract {
    @Override
    protected XcfWorld world() {
        return new SimulatedWorld(1);
    }
}
