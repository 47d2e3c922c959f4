package io.openplex.deploy.bench.lan;

import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.stackd.tcp.TcpHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The old connections of the client: all busy ones send in the same beat. On the loop. */
public final class EchoLoad implements LoopParticipant {
    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ClientHost host;
    private final IpEndpoint target;
    private final ClaimLog claims;
    private final List<EchoConnection> connections = new ArrayList<>();
    private long nextNanos;

    /**
     * One old connection as seen from outside.
     *
     * @param port of the client
     * @param server station that accepted it; empty while nobody has
     * @param idle it sends only when it is woken
     * @param open established and not ended
     * @param bytesBack bytes that came back in their place
     * @param ended why it ended; empty while it has not
     * @param fault the first byte that was not the right one; empty while all were
     */
    public record Connection(
            int port, String server, boolean idle, boolean open, long bytesBack, String ended, String fault) {}

    EchoLoad(ClientHost host, IpEndpoint target, ClaimLog claims, long nowNanos) {
        this.host = host;
        this.target = target;
        this.claims = claims;
        nextNanos = nowNanos;
    }

    /** Opens one. */
    void open(boolean idle, long nowNanos) {
        EchoConnection connection = new EchoConnection(idle);
        connections.add(connection);
        connection.opened(host.connect(target, connection, nowNanos));
    }

    /** All connections, those that ended included. */
    List<Connection> all() {
        return connections.stream().map(this::seen).toList();
    }

    private Connection seen(EchoConnection connection) {
        EchoConnection.State state = connection.state();
        Optional<TcpHandler.CloseReason> closed = state.closed();
        return new Connection(
                state.port(),
                claims.serverOf(state.port()),
                state.idle(),
                state.established() && closed.isEmpty(),
                state.bytesBack(),
                closed.map(Enum::name).orElse(""),
                state.fault());
    }

    /** Idle connections send one piece each. */
    void wakeIdle() {
        connections.forEach(EchoConnection::wake);
    }

    /** Forgets those that ended; resets those from these client ports. */
    void drop(List<Integer> ports, long nowNanos) {
        connections.stream()
                .filter(connection -> ports.contains(connection.state().port()))
                .forEach(connection -> connection.abort(nowNanos));
        connections.removeIf(connection ->
                connection.over() || ports.contains(connection.state().port()));
    }

    @Override
    public int step(long nowNanos) {
        if (nowNanos - nextNanos < 0) {
            return 0;
        }
        nextNanos = nowNanos + BEAT_NANOS;
        for (int i = 0; i < connections.size(); i++) {
            connections.get(i).beat(nowNanos);
        }
        return connections.size();
    }

    @Override
    public long nextDeadlineNanos() {
        return connections.isEmpty() ? NEVER : nextNanos;
    }
}
