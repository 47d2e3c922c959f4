package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.Tcp;

/** The sending half: what may leave now, what is sent again, which timer watches it. */
final class Sender {
    private final Core core;

    Sender(Core core) {
        this.core = core;
    }

    /** Sends what windows, Nagle and silly-window avoidance allow, then sets the timers. */
    void output(Connection c, long nowNanos) {
        if (!c.sends()) {
            return;
        }
        if (c.sndNxt == c.sndUna && c.sndMax == c.sndUna && nowNanos - c.rtt.rto() > c.lastSent) {
            c.congestion.restartAfterIdle();
        }
        boolean more = true;
        while (more) {
            more = sendOne(c, false, nowNanos);
        }
        watch(c, nowNanos);
    }

    private boolean sendOne(Connection c, boolean force, long nowNanos) {
        int offset = c.sndNxt - c.sndUna;
        int unsent = c.sending.queued() - offset;
        boolean finDue = c.finQueued && unsent >= 0 && !c.finAcknowledged();
        if (unsent <= 0 && !finDue) {
            return false;
        }
        int usable = Math.min(c.sndWnd, c.congestion.window()) - offset;
        int length = Math.max(0, Math.min(Math.min(unsent, usable), c.mss));
        boolean all = length == unsent;
        boolean fin = finDue && all && usable > length;
        if (length == 0 && !fin) {
            return false;
        }
        boolean again = Tcp.before(c.sndNxt, c.sndMax);
        if (!fin && !force && !again && !worthSending(c, length, all, offset)) {
            return false;
        }
        return transmit(c, c.sndNxt, length, all, fin, nowNanos) && advance(c, length + (fin ? 1 : 0), nowNanos);
    }

    /** Silly-window avoidance of the sender and Nagle (RFC 9293 3.8.6.2.1, 3.7.4). */
    private boolean worthSending(Connection c, int length, boolean all, int inFlight) {
        return length == c.mss
                || all && (!core.settings.nagle() || inFlight == 0 || c.finQueued)
                || length >= c.maxSndWnd / 2;
    }

    private boolean transmit(Connection c, int seq, int length, boolean push, boolean fin, long nowNanos) {
        int flags = Tcp.ACK | (push && length > 0 ? Tcp.PSH : 0) | (fin ? Tcp.FIN : 0);
        if (!core.transmitter.segment(c, seq, flags, seq - c.sndUna, length, nowNanos)) {
            return false;
        }
        if (fin) {
            c.finSent = true;
            c.finSentEnd = seq + length + 1;
        }
        if (Tcp.before(seq, c.sndMax)) {
            core.count(TcpCounter.RETRANSMITTED);
        }
        return true;
    }

    private boolean advance(Connection c, int count, long nowNanos) {
        boolean fresh = c.sndNxt == c.sndMax;
        if (c.sndNxt == c.sndUna && c.retransmitAt == Connection.NEVER && c.persistAt == Connection.NEVER) {
            c.progressAt = nowNanos;
        }
        c.sndNxt += count;
        if (Tcp.before(c.sndMax, c.sndNxt)) {
            c.sndMax = c.sndNxt;
        }
        if (!fresh) {
            c.rttRunning = false;
        } else if (!c.rttRunning) {
            c.rttRunning = true;
            c.rttSeq = c.sndNxt;
            c.rttStart = nowNanos;
        }
        return true;
    }

    /** Retransmission timer while something is out; persist timer while something waits and nothing is out. */
    private void watch(Connection c, long nowNanos) {
        boolean waiting = c.sending.queued() > 0 || c.finQueued && !c.finAcknowledged();
        if (c.sndNxt != c.sndUna) {
            c.persistAt = Connection.NEVER;
            if (c.retransmitAt == Connection.NEVER) {
                c.retransmitAt = nowNanos + c.rtt.rto();
            }
        } else if (waiting) {
            c.retransmitAt = Connection.NEVER;
            if (c.persistAt == Connection.NEVER) {
                c.progressAt = nowNanos;
                c.persistInterval = c.rtt.rto();
                c.persistAt = nowNanos + c.persistInterval;
            }
        } else {
            c.persistAt = Connection.NEVER;
            c.retransmitAt = Connection.NEVER;
        }
        core.timers.update(c);
    }

    /** Sends the first unacknowledged segment again; SND.NXT stays (fast retransmit, partial acknowledgement). */
    void retransmitFirst(Connection c, long nowNanos) {
        int out = c.sndMax - c.sndUna;
        int length = Math.min(Math.min(c.sending.queued(), c.mss), out);
        boolean fin = c.finSent && c.sndUna + length + 1 == c.finSentEnd;
        if (length > 0 || fin) {
            c.rttRunning = false;
            transmit(c, c.sndUna, length, length == c.sending.queued(), fin, nowNanos);
        }
    }

    /** The retransmission timer expired on data: everything unacknowledged again, slowly at first. */
    void timedOut(Connection c, long nowNanos) {
        core.count(TcpCounter.RTO_EXPIRED);
        c.congestion.timedOut(c.sndUna, c.sndMax);
        c.rtt.backOff();
        c.rttRunning = false;
        c.sndNxt = c.sndUna;
        c.retransmitAt = Connection.NEVER;
        long since = c.progressAt;
        output(c, nowNanos);
        c.progressAt = since;
    }

    /** The persist timer expired: what little the window allows, else a probe of one byte (RFC 9293 3.8.6.1). */
    void probe(Connection c, long nowNanos) {
        c.persistInterval = Math.min(core.settings.rtoMaxNanos(), 2 * c.persistInterval);
        c.persistAt = nowNanos + c.persistInterval;
        if (!sendOne(c, true, nowNanos)) {
            core.count(TcpCounter.WINDOW_PROBES);
            int length = Math.min(1, c.sending.queued());
            boolean fin = c.finQueued && length == 0;
            // SND.NXT stays: pure acknowledgements must keep a number that a closed window accepts.
            c.probeOut |= transmit(c, c.sndUna, length, false, fin, nowNanos);
        }
        if (c.sndNxt != c.sndUna) {
            c.persistAt = Connection.NEVER;
            c.retransmitAt = nowNanos + c.rtt.rto();
        }
        core.timers.update(c);
    }
}
