package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.ConnectionId;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.hwsim.wire.Tcp;
import io.openplex.stackd.tcp.UnknownSegmentPolicy.Verdict;

/** SEGMENT ARRIVES in LISTEN (RFC 9293 3.10.7.2): a SYN makes a connection in SYN-RECEIVED. */
final class ListenArrival {
    private final Core core;
    private final ClosedArrival closed;

    ListenArrival(Core core, ClosedArrival closed) {
        this.core = core;
        this.closed = closed;
    }

    /**
     * Any segment for which there is no connection.
     *
     * @param reuse true when a connection in TIME-WAIT made room for this SYN
     * @param issFloor with {@code reuse} the last number of that connection, which the new ones must pass
     */
    void arrive(Segment s, boolean reuse, int issFloor, long nowNanos) {
        if (s.has(Tcp.RST)) {
            return;
        }
        Listener listener = core.listeners.find(s.localHigh, s.localLow, s.localPort);
        if (listener == null || s.has(Tcp.ACK)) {
            closed.arrive(s, nowNanos);
        } else if (s.has(Tcp.SYN)) {
            syn(s, listener, reuse, issFloor, nowNanos);
        }
    }

    private void syn(Segment s, Listener listener, boolean reuse, int issFloor, long nowNanos) {
        Verdict verdict =
                core.policy.incomingSyn(s.localHigh, s.localLow, s.localPort, s.remoteHigh, s.remoteLow, s.remotePort);
        if (verdict == Verdict.DROP) {
            core.count(TcpCounter.UNKNOWN_DROPPED);
        } else if (verdict == Verdict.RESET) {
            core.count(TcpCounter.UNKNOWN_RESET);
            core.transmitter.resetFor(s, nowNanos);
        } else if (listener.halfOpen >= listener.backlog) {
            core.count(TcpCounter.BACKLOG_FULL);
        } else if (core.table.size() >= core.settings.connectionsMax()) {
            core.count(TcpCounter.CONNECTIONS_FULL);
        } else {
            synReceived(s, listener, reuse, issFloor, nowNanos);
        }
    }

    private void synReceived(Segment s, Listener listener, boolean reuse, int issFloor, long nowNanos) {
        ConnectionId id =
                new ConnectionId(new IpEndpoint(s.local(), s.localPort), new IpEndpoint(s.remote(), s.remotePort));
        Connection c = new Connection(core, id, listener.job(), listener);
        int iss = core.lifecycle.initialSequence(id, c.ports, nowNanos);
        if (reuse && !Tcp.before(issFloor, iss)) {
            iss = issFloor + 1;
        }
        core.lifecycle.start(c, TcpState.SYN_RECEIVED, iss, nowNanos);
        SynSentArrival.peerSyn(core, c, s);
        core.transmitter.syn(c, nowNanos);
    }
}
