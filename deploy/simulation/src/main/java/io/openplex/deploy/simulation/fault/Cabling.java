package io.openplex.deploy.simulation.fault;

import io.openplex.deploy.simulation.SimulatedLpar;
import io.openplex.deploy.simulation.SimulatedSysplex;
import io.openplex.deploy.simulation.lan.Impairment;
import io.openplex.deploy.simulation.link.LinkImpairment;
import io.openplex.deploy.simulation.plan.SysplexPlan;
import java.util.List;
import java.util.Set;

/** Brings LAN and data links into the state that all faults of the moment together ask for. */
final class Cabling {
    private static final long LAN_DELAY_NANOS = 20_000_000L;
    private static final long LINK_DELAY_NANOS = 2_000_000L;

    private final SimulatedSysplex world;
    private final List<SimulatedLpar> lpars;

    Cabling(SimulatedSysplex world, List<SimulatedLpar> lpars) {
        this.world = world;
        this.lpars = lpars;
    }

    void rebuild(List<Fault> active) {
        for (int lpar = 1; lpar <= lpars.size(); lpar++) {
            Impairment out = Impairment.NONE;
            Impairment in = Impairment.NONE;
            boolean cableOut = false;
            for (Fault fault : active) {
                if (fault.concerns(lpar)) {
                    out = out.and(outgoing(fault));
                    in = in.and(incoming(fault, lpar));
                    cableOut |= fault.kind() == FaultKind.CABLE_OUT;
                }
            }
            SimulatedLpar at = lpars.get(lpar - 1);
            at.cable().impair(out, in);
            at.cableOut(cableOut);
            for (int other = 1; other <= lpars.size(); other++) {
                if (other != lpar) {
                    link(lpar, other, active);
                }
            }
        }
    }

    private static Impairment outgoing(Fault fault) {
        return fault.kind() == FaultKind.LAN_MUTE ? lost(true) : either(fault);
    }

    private static Impairment incoming(Fault fault, int lpar) {
        return switch (fault.kind()) {
            case LAN_DEAF -> lost(true);
            case LAN_SPLIT ->
                new Impairment(
                        0,
                        0,
                        0,
                        0,
                        false,
                        Set.of(SysplexPlan.mac(fault.target() == lpar ? fault.other() : fault.target())));
            default -> either(fault);
        };
    }

    private static Impairment lost(boolean all) {
        return new Impairment(0, 0, 0, 0, all, Set.of());
    }

    private static Impairment either(Fault fault) {
        int ppm = fault.amount();
        return switch (fault.kind()) {
            case LAN_LOSS -> new Impairment(ppm, 0, 0, 0, false, Set.of());
            case LAN_DUPLICATION -> new Impairment(0, ppm, 0, LAN_DELAY_NANOS, false, Set.of());
            case LAN_REORDERING -> new Impairment(0, 0, ppm, LAN_DELAY_NANOS, false, Set.of());
            default -> Impairment.NONE;
        };
    }

    private void link(int from, int to, List<Fault> active) {
        LinkImpairment data = LinkImpairment.NONE;
        LinkImpairment beats = LinkImpairment.NONE;
        for (Fault fault : active) {
            boolean thisWay = fault.target() == from && fault.other() == to;
            boolean pair = thisWay || fault.target() == to && fault.other() == from;
            boolean concerned = switch (fault.kind()) {
                case LINK_CUT, LINK_IMPAIRED, HEARTBEATS_CUT, HEARTBEATS_IMPAIRED -> pair;
                case LINK_MUTE, HEARTBEATS_MUTE -> thisWay;
                case HEARTBEATS_ALONE, COUPLING_CUT, COUPLING_SLOW -> fault.target() == from || fault.target() == to;
                default -> false;
            };
            if (concerned) {
                switch (fault.kind()) {
                    case LINK_CUT, LINK_MUTE -> data = data.and(cut());
                    case LINK_IMPAIRED -> data = data.and(impaired(fault));
                    case HEARTBEATS_IMPAIRED -> beats = beats.and(impaired(fault));
                    default -> beats = beats.and(cut());
                }
            }
        }
        String one = lpars.get(from - 1).name();
        String other = lpars.get(to - 1).name();
        world.links().impair(one, other, data);
        world.heartbeats().impair(one, other, beats);
    }

    private static LinkImpairment impaired(Fault fault) {
        return new LinkImpairment(fault.amount(), fault.amount(), fault.amount(), LINK_DELAY_NANOS, false);
    }

    private static LinkImpairment cut() {
        return new LinkImpairment(0, 0, 0, 0, true);
    }
}
