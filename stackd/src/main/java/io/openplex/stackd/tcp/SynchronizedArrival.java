package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.Tcp;
import io.openplex.stackd.tcp.TcpHandler.CloseReason;

/**
 * SEGMENT ARRIVES in SYN-RECEIVED and all later states (RFC 9293 3.10.7.4): sequence number, RST, SYN, ACK, text, FIN,
 * in this order, with the checks of RFC 5961 against blind attacks.
 */
final class SynchronizedArrival {
    /** Least time between two challenge acknowledgements of a connection (RFC 5961 7, per connection). */
    static final long CHALLENGE_INTERVAL_NANOS = 500_000_000L;

    private final Core core;
    private final ListenArrival listen;
    private final AckArrival ackArrival;
    private final FinArrival finArrival;

    SynchronizedArrival(Core core, ListenArrival listen) {
        this.core = core;
        this.listen = listen;
        ackArrival = new AckArrival(core, this);
        finArrival = new FinArrival(core);
    }

    void arrive(Connection c, Segment s, long nowNanos) {
        if (c.state == TcpState.TIME_WAIT && reused(c, s, nowNanos)
                || c.state == TcpState.SYN_RECEIVED && synRepeated(c, s, nowNanos)) {
            return;
        }
        if (!acceptable(c, s) && !probe(c, s)) {
            outOfWindow(c, s, nowNanos);
            return;
        }
        if (s.has(Tcp.RST)) {
            reset(c, s, nowNanos);
            return;
        }
        if (s.has(Tcp.SYN)) {
            synInWindow(c, nowNanos);
            return;
        }
        if (!s.has(Tcp.ACK) || !ackArrival.arrive(c, s, nowNanos)) {
            return;
        }
        text(c, s, nowNanos);
    }

    /** A new SYN with a larger number takes over a 4-tuple in TIME-WAIT (RFC 9293 3.6.1, MAY). */
    private boolean reused(Connection c, Segment s, long nowNanos) {
        boolean newSyn = s.has(Tcp.SYN) && (s.flags & (Tcp.ACK | Tcp.RST)) == 0 && Tcp.before(c.rcvNxt, s.seq);
        if (!newSyn || core.listeners.find(s.localHigh, s.localLow, s.localPort) == null) {
            return false;
        }
        core.count(TcpCounter.TIME_WAIT_REUSED);
        int floor = c.sndMax;
        core.lifecycle.end(c, CloseReason.FINISHED, nowNanos);
        listen.arrive(s, true, floor, nowNanos);
        return true;
    }

    /** The peer's SYN again: our SYN,ACK was lost, or, with ACK, the other half of a simultaneous open. */
    private boolean synRepeated(Connection c, Segment s, long nowNanos) {
        if (!s.has(Tcp.SYN) || s.has(Tcp.RST) || s.seq != c.irs) {
            return false;
        }
        if (s.has(Tcp.ACK)) {
            s.trimFront(1);
            return false;
        }
        if (core.lifecycle.mustNotOpen(c)) {
            core.lifecycle.endHalfOpen(c, nowNanos);
            return true;
        }
        c.rttRunning = false;
        // Whoever hands out connections has chosen this stack again.
        c.answeredElsewhere = false;
        core.transmitter.syn(c, nowNanos);
        return true;
    }

    /** The four cases of RFC 9293 3.4, table 6. */
    private static boolean acceptable(Connection c, Segment s) {
        int window = c.receiveWindow();
        int length = s.length();
        if (length == 0) {
            return window == 0 ? s.seq == c.rcvNxt : inWindow(c, s.seq, window);
        }
        return window > 0 && (inWindow(c, s.seq, window) || inWindow(c, s.seq + length - 1, window));
    }

    private static boolean inWindow(Connection c, int seq, int window) {
        return Integer.compareUnsigned(seq - c.rcvNxt, window) < 0;
    }

    /** Text at a closed window is not taken, but its acknowledgement is (RFC 9293 3.10.7.4, first check). */
    private static boolean probe(Connection c, Segment s) {
        boolean probe = c.receiveWindow() == 0 && s.seq == c.rcvNxt && (s.flags & (Tcp.SYN | Tcp.RST)) == 0;
        if (probe) {
            s.textLength = 0;
            s.flags &= ~Tcp.FIN;
            c.ackNow = true;
        }
        return probe;
    }

    private void outOfWindow(Connection c, Segment s, long nowNanos) {
        core.count(TcpCounter.OUT_OF_WINDOW);
        if (s.has(Tcp.RST)) {
            return;
        }
        if (s.length() == 0 || s.has(Tcp.SYN)) {
            challenge(c, nowNanos);
            return;
        }
        if (c.state == TcpState.TIME_WAIT && s.has(Tcp.FIN)) {
            core.lifecycle.restartTimeWait(c, nowNanos);
        }
        core.transmitter.ack(c, nowNanos);
    }

    /** RFC 5961 3.2: only the exact number resets. */
    private void reset(Connection c, Segment s, long nowNanos) {
        if (s.seq != c.rcvNxt) {
            challenge(c, nowNanos);
            return;
        }
        core.count(TcpCounter.RESETS_IN);
        boolean activeOpen = c.state == TcpState.SYN_RECEIVED && c.listener == null;
        core.lifecycle.end(c, activeOpen ? CloseReason.REFUSED : CloseReason.RESET, nowNanos);
    }

    /** RFC 5961 4.2; a half-open passive connection goes back to LISTEN (RFC 9293 3.10.7.4, fourth check). */
    private void synInWindow(Connection c, long nowNanos) {
        if (c.state == TcpState.SYN_RECEIVED && c.listener != null) {
            core.lifecycle.end(c, CloseReason.RESET, nowNanos);
        } else {
            challenge(c, nowNanos);
        }
    }

    void challenge(Connection c, long nowNanos) {
        if (nowNanos < c.challengeAllowedAt) {
            core.count(TcpCounter.CHALLENGES_LIMITED);
            return;
        }
        c.challengeAllowedAt = nowNanos + CHALLENGE_INTERVAL_NANOS;
        core.count(TcpCounter.CHALLENGES_OUT);
        core.transmitter.ack(c, nowNanos);
    }

    private void text(Connection c, Segment s, long nowNanos) {
        if (!c.receives()) {
            return;
        }
        trim(c, s);
        if (c.userClosed && s.textLength > 0) {
            // Nobody will read it: the peer must know (RFC 1122 4.2.2.13).
            core.transmitter.reset(c, nowNanos);
            core.lifecycle.end(c, CloseReason.ABORTED, nowNanos);
            return;
        }
        core.receiver.text(c, s, nowNanos);
        finArrival.arrive(c, nowNanos);
    }

    private static void trim(Connection c, Segment s) {
        if (Tcp.before(s.seq, c.rcvNxt)) {
            s.trimFront(c.rcvNxt - s.seq);
        }
        int room = c.rcvEdge - s.seq;
        if (s.length() > room) {
            s.trimText(room);
            s.flags &= ~Tcp.FIN;
        }
    }
}
