package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.ConnectionId;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.stackd.ip.IpSender;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * TCP of one stack. Runs on the stack's loop: {@link #input} for every packet, {@link #step} once per iteration and at
 * {@link #nextDeadlineNanos}. Which stack routes a connection's packets is of no interest here: a connection whose
 * local DVIPA moves lives on.
 *
 * <p>{@link IpSender#send} must not call {@link #input} before it returns; packets for the own stack are queued.
 */
public final class TcpEngine implements TcpStack {
    private static final int EPHEMERAL_FIRST = 49_152;
    private static final int EPHEMERAL_COUNT = 65_536 - EPHEMERAL_FIRST;

    private final Core core;
    private final ListenArrival listen;
    private final SynSentArrival synSent;
    private final SynchronizedArrival synchronizedStates;
    private final TimeoutArrival timeouts;
    private final Segment segment = new Segment();
    private int nextEphemeral;

    /**
     * An engine without connections.
     *
     * @param random the stack's generator: keys of the hashes, first ephemeral port
     */
    public TcpEngine(TcpSettings settings, IpSender ip, RandomGenerator random) {
        core = new Core(settings, ip, random);
        listen = new ListenArrival(core, new ClosedArrival(core));
        synSent = new SynSentArrival(core);
        synchronizedStates = new SynchronizedArrival(core, listen);
        timeouts = new TimeoutArrival(core);
        nextEphemeral = random.nextInt(EPHEMERAL_COUNT);
    }

    /** Asks {@code policy} about segments without connection and SYNs from now on. */
    public void unknownSegmentPolicy(UnknownSegmentPolicy policy) {
        core.policy = policy;
    }

    /** Tells {@code observer} about listeners and connections from now on, after those that were added before. */
    public void observe(TcpObserver observer) {
        core.lifecycle.observe(observer);
    }

    /**
     * A TCP packet for this stack. The IP header at {@link Frame#l3} is proven good, {@link Frame#l4} is behind it and
     * the packet is whole (no fragment). The frame stays the caller's.
     */
    public void input(Frame packet, long nowNanos) {
        core.count(TcpCounter.SEGMENTS_IN);
        TcpCounter bad = segment.read(packet);
        if (bad != null) {
            core.count(bad);
            return;
        }
        Segment s = segment;
        int ports = s.localPort << 16 | s.remotePort;
        Connection c = core.table.find(s.localHigh, s.localLow, s.remoteHigh, s.remoteLow, ports);
        if (c == null) {
            listen.arrive(s, false, 0, nowNanos);
        } else {
            if (c.state == TcpState.SYN_SENT) {
                synSent.arrive(c, s, nowNanos);
            } else {
                synchronizedStates.arrive(c, s, nowNanos);
            }
            core.lifecycle.deliver(c, nowNanos);
        }
        core.lifecycle.tellClosed(nowNanos);
    }

    /**
     * Handles all timers that are due and tells users of connections that ended.
     *
     * @return number of timers and events handled, 0 when nothing was due
     */
    public int step(long nowNanos) {
        int handled = core.lifecycle.tellClosed(nowNanos);
        for (Connection c = core.timers.due(nowNanos); c != null; c = core.timers.due(nowNanos)) {
            timeouts.arrive(c, nowNanos);
            handled++;
        }
        handled += core.lifecycle.giveRoom(nowNanos);
        return handled + core.lifecycle.tellClosed(nowNanos);
    }

    /**
     * The time by which {@link #step} must be called: {@link Long#MIN_VALUE} for at once, {@link Long#MAX_VALUE} when
     * nothing waits. Never too late, sometimes too early.
     */
    public long nextDeadlineNanos() {
        return core.lifecycle.eventsWait() ? Long.MIN_VALUE : core.timers.earliest();
    }

    @Override
    public TcpListener listen(IpEndpoint local, int backlog, String job, AcceptHandler handler, long nowNanos)
            throws PortInUseException {
        if (local.port() == 0 || backlog < 1) {
            throw new IllegalArgumentException("listen on " + local + " with backlog " + backlog);
        }
        if (core.listeners.holds(local)) {
            throw new PortInUseException(local);
        }
        Listener listener = new Listener(core, local, backlog, job, handler);
        core.listeners.add(listener);
        core.lifecycle.listenerOpened(listener, nowNanos);
        return listener;
    }

    @Override
    public TcpConnection connect(IpEndpoint local, IpEndpoint remote, String job, TcpHandler handler, long nowNanos) {
        IpAddress source = local.address().isAny() ? core.ip.sourceFor(remote.address()) : local.address();
        int port = source == null ? 0 : freePort(source, local.port(), remote);
        IpEndpoint from = new IpEndpoint(source == null ? local.address() : source, port);
        Connection c = new Connection(core, new ConnectionId(from, remote), job, null);
        c.handler = handler;
        if (port == 0 || core.table.size() >= core.settings.connectionsMax()) {
            if (port != 0) {
                core.count(TcpCounter.CONNECTIONS_FULL);
            }
            core.lifecycle.finish(c, TcpHandler.CloseReason.UNAVAILABLE);
            return c;
        }
        int iss = core.lifecycle.initialSequence(c.connectionId, c.ports, nowNanos);
        core.lifecycle.start(c, TcpState.SYN_SENT, iss, nowNanos);
        core.transmitter.syn(c, nowNanos);
        return c;
    }

    /** The wanted port, or an ephemeral one for 0; 0 when the 4-tuple is taken or none is free. */
    private int freePort(IpAddress source, int wanted, IpEndpoint remote) {
        if (wanted != 0) {
            return free(source, wanted, remote) ? wanted : 0;
        }
        for (int tried = 0; tried < EPHEMERAL_COUNT; tried++) {
            int port = EPHEMERAL_FIRST + nextEphemeral;
            nextEphemeral = (nextEphemeral + 1) % EPHEMERAL_COUNT;
            if (!core.listeners.holdsPort(port) && free(source, port, remote)) {
                return port;
            }
        }
        return 0;
    }

    private boolean free(IpAddress source, int port, IpEndpoint remote) {
        IpAddress to = remote.address();
        int ports = port << 16 | remote.port();
        return core.table.find(source.high(), source.low(), to.high(), to.low(), ports) == null
                && !(port == remote.port() && source.equals(to));
    }

    /** All connections, by number. */
    public List<ConnectionStatus> connections() {
        return select(c -> true).stream()
                .map(c -> new ConnectionStatus(
                        c.id, c.job, c.state, c.connectionId, c.listener != null, c.bytesIn, c.bytesOut))
                .toList();
    }

    /** All listeners, by number. */
    public List<TcpListener> listeners() {
        return List.copyOf(core.listeners.all());
    }

    /** Connections with this local address that are not over, by number; half-open ones too, TIME-WAIT not. */
    public List<ConnectionId> connectionsOf(IpAddress local) {
        return select(c -> c.state != TcpState.TIME_WAIT
                        && c.connectionId.local().address().equals(local))
                .stream()
                .map(c -> c.connectionId)
                .toList();
    }

    /** True for a connection that a peer has asked for and not confirmed yet (SYN-RECEIVED from LISTEN). */
    public boolean halfOpen(ConnectionId id) {
        Connection c = find(id);
        return c != null && c.state == TcpState.SYN_RECEIVED && c.listener != null;
    }

    /** Resets every connection with this local address: it is no longer there. Answers how many there were. */
    public int abortAll(IpAddress local, long nowNanos) {
        List<Connection> broken = select(c -> c.connectionId.local().address().equals(local));
        for (Connection c : broken) {
            c.abort(nowNanos);
        }
        return broken.size();
    }

    /**
     * The half-open incoming connections with such a local address send no SYN,ACK of their own accord any more: this
     * stack was taken for dead, and whoever serves the peer now has answered its SYN. A peer that has the SYN,ACK
     * already completes its connection, and one whose SYN comes here again is answered; any other one ends in time
     * without having been heard of. Answers how many there were.
     */
    public int silenceHalfOpen(Predicate<IpAddress> local) {
        List<Connection> halfOpen = select(c -> c.state == TcpState.SYN_RECEIVED
                && c.listener != null
                && local.test(c.connectionId.local().address()));
        halfOpen.forEach(c -> c.answeredElsewhere = true);
        return halfOpen.size();
    }

    /**
     * Resets the connection, or ends the listening socket, with this number (VARY TCPIP,,DROP).
     *
     * @return false when there is none
     */
    public boolean drop(int id, long nowNanos) {
        for (TcpListener listener : listeners()) {
            if (listener.id() == id) {
                listener.close(nowNanos);
                return true;
            }
        }
        for (Connection c : select(connection -> connection.id == id)) {
            c.abort(nowNanos);
            return true;
        }
        return false;
    }

    /** What was counted since the start. */
    public TcpCounters counters() {
        return core.counters;
    }

    /** Connections in all states. */
    public int connectionCount() {
        return core.table.size();
    }

    /** The connection with this 4-tuple, or null. */
    @Nullable
    TcpConnection connection(ConnectionId id) {
        return find(id);
    }

    private @Nullable Connection find(ConnectionId id) {
        return core.table.find(
                id.local().address().high(),
                id.local().address().low(),
                id.remote().address().high(),
                id.remote().address().low(),
                id.local().port() << 16 | id.remote().port());
    }

    private List<Connection> select(Predicate<Connection> wanted) {
        List<Connection> found = new ArrayList<>();
        core.table.forEach(c -> {
            if (wanted.test(c)) {
                found.add(c);
            }
        });
        found.sort(Comparator.comparingInt(c -> c.id));
        return found;
    }
}
