package io.openplex.deploy.simulation.check;

import io.openplex.deploy.simulation.SimulatedLpar;
import io.openplex.deploy.simulation.SimulatedSysplex;
import io.openplex.deploy.simulation.client.EchoClient;
import io.openplex.deploy.simulation.fault.FaultKind;
import io.openplex.deploy.simulation.fault.Injector;
import io.openplex.dvipa.Status;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.stackd.tcp.TcpHandler.CloseReason;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts for every byte and for the end of every connection (I4). */
public final class ConnectionChecks {
    private static final long LEAVING_NANOS = 1_000_000_000L;

    /** A target that could not speak this long before ownership changed, or since, may not have reported. */
    private static final long REPORT_NANOS = 15_000_000_000L;

    private final SimulatedSysplex world;
    private final List<SimulatedLpar> lpars;
    private final OwnershipChecks ownership;
    private final Injector injector;
    private final Violations violations;
    private final IdentityHashMap<EchoClient, Connection> connections = new IdentityHashMap<>();
    private final List<Connection> unplaced = new ArrayList<>();
    private int finished;
    private int lost;

    private static final class Connection {
        final EchoClient client;
        final IpAddress dvipa;

        @Nullable
        SimulatedLpar target;

        int life;
        long placedNanos;

        @Nullable
        Member incarnation;

        Connection(EchoClient client, IpAddress dvipa) {
            this.client = client;
            this.dvipa = dvipa;
        }
    }

    /** Nothing opened yet. */
    public ConnectionChecks(
            SimulatedSysplex world,
            List<SimulatedLpar> lpars,
            OwnershipChecks ownership,
            Injector injector,
            Violations violations) {
        this.world = world;
        this.lpars = lpars;
        this.ownership = ownership;
        this.injector = injector;
        this.violations = violations;
    }

    /** A client begins to connect. */
    public void opened(EchoClient client, IpAddress dvipa) {
        Connection added = new Connection(client, dvipa);
        connections.put(client, added);
        unplaced.add(added);
    }

    /** Looks at the world after a pass. */
    public void look() {
        for (int i = unplaced.size() - 1; i >= 0; i--) {
            Connection connection = unplaced.get(i);
            if (connection.client.established()) {
                place(connection);
                unplaced.remove(i);
            } else if (connection.client.ended()) {
                unplaced.remove(i);
            }
        }
    }

    private void place(Connection connection) {
        for (SimulatedLpar lpar : lpars) {
            if (lpar.running()
                    && lpar.seen().tcp().connectionsOf(connection.dvipa).stream()
                            .anyMatch(id -> id.remote().equals(connection.client.local()))) {
                connection.target = lpar;
                connection.life = lpar.lifeNumber();
                connection.placedNanos = world.clock().nanos();
                connection.incarnation = lpar.seen().sysplex().self().orElse(null);
            }
        }
    }

    /** A client's connection has ended. */
    public void ended(EchoClient client) {
        Connection connection = connections.remove(client);
        if (!client.fault().isEmpty()) {
            violations.found(Invariant.BYTES_WHOLE, client.fault());
        }
        CloseReason reason = client.closeReason().orElseThrow();
        if (reason == CloseReason.FINISHED) {
            finished++;
            if (client.received() != client.sent()) {
                violations.found(
                        Invariant.BYTES_WHOLE,
                        client + " finished after " + client.received() + " of " + client.sent() + " bytes");
            }
        } else if (client.established() && connection != null) {
            lost++;
            broken(connection, reason);
        }
    }

    private void broken(Connection connection, CloseReason reason) {
        SimulatedLpar target = connection.target;
        if (target == null
                || gone(target, connection)
                || leaves(target, connection)
                || couldNotReport(connection, target)) {
            return;
        }
        violations.found(
                Invariant.NO_RESET,
                connection.client + " to " + connection.dvipa + " at " + target.name() + " ended " + reason + " after "
                        + connection.client.received() + " bytes");
    }

    /** The stack that had the connection has not got it any more, by its own end, its leaving or the operator. */
    private boolean gone(SimulatedLpar target, Connection connection) {
        return !target.running()
                || target.lifeNumber() != connection.life
                || !target.seen().sysplex().self().equals(Optional.ofNullable(connection.incarnation))
                || deactivated(target, connection);
    }

    /**
     * No TCP can find out that the connection is over: its target is gone, the client has heard nothing of it (the
     * process was killed, or its RST was lost), and has nothing to send to which a RST would be the answer.
     */
    public boolean cannotKnow(EchoClient client) {
        Connection connection = connections.get(client);
        return connection != null
                && client.onlyWaits()
                && (connection.target == null || gone(connection.target, connection));
    }

    /**
     * The operator has deactivated the address at its holder while no stack was left that could maintain it, now or at
     * an earlier time of the connection: its RST may have been lost, and the client hears of it late.
     */
    private boolean deactivated(SimulatedLpar target, Connection connection) {
        boolean now = target.status(connection.dvipa)
                        .filter(Status.DEACTIVATED::equals)
                        .isPresent()
                && ownership.ownerless(connection.dvipa);
        long ownerless = ownership.lastOwnerlessNanos(connection.dvipa);
        return now
                || ownerless >= connection.placedNanos
                        && injector.episodes().stream()
                                .filter(e -> e.fault().kind() == FaultKind.DEACTIVATE)
                                .filter(e -> e.fault().concerns(lpars.indexOf(target) + 1))
                                .filter(e -> ownership.isNumber(
                                        connection.dvipa, e.fault().amount()))
                                .anyMatch(e -> e.fromNanos() <= ownerless && ownerless <= e.untilNanos());
    }

    /** The target leaves the group, by command or because it was removed, and breaks its connections. */
    private boolean leaves(SimulatedLpar target, Connection connection) {
        Member incarnation = connection.incarnation;
        boolean removed = incarnation == null || !world.xcf().active(incarnation);
        return removed
                || injector.episodes().stream()
                        .filter(e -> e.untilNanos() >= world.clock().nanos() - LEAVING_NANOS)
                        .filter(e -> e.fault().concerns(lpars.indexOf(target) + 1))
                        .anyMatch(e ->
                                e.fault().kind() == FaultKind.STOP || e.fault().kind() == FaultKind.LEAVE_GROUP);
    }

    /**
     * The target stood still or could not signal when ownership changed: the rebuild window is closed after 5 s whoever
     * has not reported (dvipa-and-distributor.md 3.9), and a member that is not heard counts as dead.
     */
    private boolean couldNotReport(Connection connection, SimulatedLpar target) {
        int number = lpars.indexOf(target) + 1;
        long since = ownership.lastChangeNanos(connection.dvipa) - REPORT_NANOS;
        return injector.episodes().stream()
                .filter(e -> e.untilNanos() >= since && e.fault().concerns(number))
                .map(e -> e.fault().kind())
                .anyMatch(kind ->
                        kind == FaultKind.FREEZE || kind == FaultKind.FREEZE_IN_ITERATION || kind.disturbsCoupling());
    }

    /** Connections that ended in order. */
    public int finished() {
        return finished;
    }

    /** Established connections that ended otherwise. */
    public int lost() {
        return lost;
    }
}
