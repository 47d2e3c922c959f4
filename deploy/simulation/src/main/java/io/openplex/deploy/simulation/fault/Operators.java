package io.openplex.deploy.simulation.fault;

import io.openplex.deploy.simulation.SimulatedLpar;
import io.openplex.deploy.simulation.plan.DvipaPlan;
import io.openplex.deploy.simulation.plan.SysplexPlan;
import io.openplex.dvipa.Status;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.stackd.services.EchoServer;
import io.openplex.stackd.tcp.TcpListener;
import io.openplex.stackd.tcp.TcpStack;
import java.util.List;

/** What operators do to stacks, and how it is undone. */
final class Operators {
    private static final String JOB = "ECHO";

    private final List<SimulatedLpar> lpars;

    Operators(List<SimulatedLpar> lpars) {
        this.lpars = lpars;
    }

    void begin(Fault fault, String address) {
        SimulatedLpar lpar = lpars.get(fault.target() - 1);
        switch (fault.kind()) {
            case DEACTIVATE -> lpar.command("VARY TCPIP,,SYSPLEX,DEACTIVATE,DVIPA=" + address);
            case LEAVE_GROUP -> lpar.command("VARY TCPIP,,SYSPLEX,LEAVEGROUP");
            case SERVER_STOP -> stopServer(lpar, fault.amount());
            default -> throw new IllegalArgumentException(fault.toString());
        }
    }

    void end(Fault fault, String address) {
        SimulatedLpar lpar = lpars.get(fault.target() - 1);
        switch (fault.kind()) {
            case DEACTIVATE -> lpar.command("VARY TCPIP,,SYSPLEX,REACTIVATE,DVIPA=" + address);
            case LEAVE_GROUP -> lpar.command("VARY TCPIP,,SYSPLEX,JOINGROUP");
            case SERVER_STOP -> startServer(lpar, fault.amount());
            default -> throw new IllegalArgumentException(fault.toString());
        }
    }

    private static void stopServer(SimulatedLpar lpar, int port) {
        for (TcpListener listener : List.copyOf(lpar.stack().tcp().listeners())) {
            if (listener.local().port() == port) {
                listener.close(lpar.localNanos());
            }
        }
    }

    private static void startServer(SimulatedLpar lpar, int port) {
        boolean there = lpar.stack().tcp().listeners().stream()
                .anyMatch(listener -> listener.local().port() == port);
        if (there) {
            return;
        }
        try {
            new EchoServer().start(lpar.stack().tcp(), new IpEndpoint(IpAddress.ANY4, port), JOB, lpar.localNanos());
        } catch (TcpStack.PortInUseException e) {
            throw new IllegalStateException(e);
        }
    }

    void restore(SimulatedLpar lpar, SysplexPlan plan) {
        SysplexPlan.PORTS.forEach(port -> startServer(lpar, port));
        if (lpar.stack().life().deliberatelyOut()) {
            if (lpar.stack().sysplex().self().isEmpty()) {
                lpar.command("VARY TCPIP,,SYSPLEX,JOINGROUP");
            }
            return;
        }
        for (DvipaPlan dvipa : plan.dvipas()) {
            // With connections left a deactivated address is shown as quiescing.
            if (lpar.status(dvipa.address())
                    .filter(s -> s == Status.DEACTIVATED || s == Status.QUIESCING)
                    .isPresent()) {
                lpar.command("VARY TCPIP,,SYSPLEX,REACTIVATE,DVIPA=" + dvipa.address());
            }
        }
    }
}
