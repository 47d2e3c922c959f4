package io.openplex.deploy.simulation.fault;

import io.openplex.deploy.simulation.SimulatedLpar;
import io.openplex.deploy.simulation.xcf.LinkFault;
import io.openplex.deploy.simulation.xcf.ServiceFault;
import io.openplex.deploy.simulation.xcf.XcfFaults;
import java.util.List;

/** Brings signalling and the ways to the service into the state that all faults of the moment together ask for. */
final class Couplings {
    private final XcfFaults faults;
    private final List<SimulatedLpar> lpars;

    Couplings(XcfFaults faults, List<SimulatedLpar> lpars) {
        this.faults = faults;
        this.lpars = lpars;
    }

    void rebuild(List<Fault> active) {
        faults.serviceAway(active.stream().anyMatch(f -> f.kind() == FaultKind.COORDINATION_AWAY));
        for (int lpar = 1; lpar <= lpars.size(); lpar++) {
            for (ServiceFault kind : ServiceFault.values()) {
                service(kind, lpar, active);
            }
            for (int other = 1; other <= lpars.size(); other++) {
                for (LinkFault kind : LinkFault.values()) {
                    if (lpar != other) {
                        link(kind, lpar, other, active);
                    }
                }
            }
        }
    }

    private void service(ServiceFault kind, int lpar, List<Fault> active) {
        boolean wanted = active.stream()
                .anyMatch(f -> f.target() == lpar
                        && switch (f.kind()) {
                            case SERVICE, COUPLING_SLOW -> f.amount() == kind.ordinal();
                            case COUPLING_CUT -> kind == ServiceFault.CUT;
                            default -> false;
                        });
        String system = lpars.get(lpar - 1).name();
        if (wanted != faults.on(kind, system)) {
            faults.service(kind, system, wanted);
        }
    }

    private void link(LinkFault kind, int from, int to, List<Fault> active) {
        boolean wanted = active.stream().anyMatch(f -> {
            boolean thisWay = f.target() == from && f.other() == to;
            boolean otherWay = f.target() == to && f.other() == from;
            return switch (f.kind()) {
                case SIGNALLING -> thisWay && f.amount() == kind.ordinal();
                case SIGNALLING_CUT -> kind == LinkFault.BROKEN && (thisWay || otherWay);
                case COUPLING_CUT -> kind == LinkFault.BROKEN && (f.target() == from || f.target() == to);
                default -> false;
            };
        });
        String one = lpars.get(from - 1).name();
        String other = lpars.get(to - 1).name();
        if (wanted != faults.on(kind, one, other)) {
            faults.link(kind, one, other, wanted);
        }
    }
}
