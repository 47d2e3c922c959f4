package io.openplex.stackd.tcp;

import io.openplex.stackd.tcp.TcpHandler.CloseReason;

/** Time-outs (RFC 9293 3.10.8): retransmission, persist, delayed acknowledgement, and the ends of waiting states. */
final class TimeoutArrival {
    private final Core core;

    TimeoutArrival(Core core) {
        this.core = core;
    }

    /** Handles every timer of a connection that is due, and moves it. */
    void arrive(Connection c, long nowNanos) {
        if (c.lifeAt <= nowNanos) {
            waitingOver(c, nowNanos);
            return;
        }
        if (c.ackAt <= nowNanos) {
            core.transmitter.ack(c, nowNanos);
        }
        if (c.retransmitAt <= nowNanos) {
            retransmit(c, nowNanos);
        }
        if (c.persistAt <= nowNanos) {
            persist(c, nowNanos);
        }
    }

    private void waitingOver(Connection c, long nowNanos) {
        switch (c.state) {
            case SYN_SENT, SYN_RECEIVED -> {
                core.count(TcpCounter.TIMED_OUT);
                core.lifecycle.end(c, CloseReason.TIMED_OUT, nowNanos);
            }
            case FIN_WAIT_2, TIME_WAIT -> core.lifecycle.end(c, CloseReason.FINISHED, nowNanos);
            case LISTEN, ESTABLISHED, FIN_WAIT_1, CLOSE_WAIT, CLOSING, LAST_ACK, CLOSED ->
                throw new IllegalStateException("no end of waiting in " + c.state);
        }
    }

    private void retransmit(Connection c, long nowNanos) {
        if (core.lifecycle.mustNotOpen(c)) {
            core.lifecycle.endHalfOpen(c, nowNanos);
        } else if (c.state == TcpState.SYN_SENT || c.state == TcpState.SYN_RECEIVED) {
            core.count(TcpCounter.RTO_EXPIRED);
            core.count(TcpCounter.RETRANSMITTED);
            c.handshakeTimedOut = true;
            c.rttRunning = false;
            c.rtt.backOff();
            c.retransmitAt = nowNanos + c.rtt.rto();
            core.timers.update(c);
            if (!c.answeredElsewhere) {
                core.transmitter.syn(c, nowNanos);
            }
        } else if (!givenUp(c, nowNanos)) {
            core.sender.timedOut(c, nowNanos);
        }
    }

    private void persist(Connection c, long nowNanos) {
        if (!givenUp(c, nowNanos)) {
            core.sender.probe(c, nowNanos);
        }
    }

    private boolean givenUp(Connection c, long nowNanos) {
        if (nowNanos - c.progressAt < core.settings.dataTimeoutNanos()) {
            return false;
        }
        core.count(TcpCounter.TIMED_OUT);
        core.transmitter.reset(c, nowNanos);
        core.lifecycle.end(c, CloseReason.TIMED_OUT, nowNanos);
        return true;
    }
}
