package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.Tcp;
import io.openplex.stackd.tcp.TcpHandler.CloseReason;

/** The fifth check of RFC 9293 3.10.7.4: the ACK field, with what it means in each state. */
final class AckArrival {
    private final Core core;
    private final SynchronizedArrival checks;

    AckArrival(Core core, SynchronizedArrival checks) {
        this.core = core;
        this.checks = checks;
    }

    /** Processes the acknowledgement; false when the rest of the segment must not be looked at. */
    boolean arrive(Connection c, Segment s, long nowNanos) {
        if (c.state == TcpState.SYN_RECEIVED && !handshake(c, s, nowNanos)) {
            return false;
        }
        boolean tooNew = Tcp.before(c.ackLimit(), s.ack);
        boolean tooOld = Tcp.before(s.ack, c.sndUna - Math.max(c.maxSndWnd, c.mss));
        if (tooNew || tooOld) {
            // RFC 5961 5.2.
            checks.challenge(c, nowNanos);
            return false;
        }
        if (c.persistAt != Connection.NEVER) {
            c.progressAt = nowNanos;
        }
        if (Tcp.before(c.sndUna, s.ack)) {
            advance(c, s, nowNanos);
        } else if (duplicate(c, s) && c.congestion.duplicate(c.sndUna, c.sndMax)) {
            core.count(TcpCounter.FAST_RETRANSMITS);
            core.sender.retransmitFirst(c, nowNanos);
        }
        window(c, s);
        return afterwards(c, nowNanos);
    }

    private boolean handshake(Connection c, Segment s, long nowNanos) {
        if (s.ack != c.sndNxt) {
            core.transmitter.resetFor(s, nowNanos);
            return false;
        }
        handshakeAcknowledged(c, s, nowNanos);
        core.lifecycle.established(c);
        c.sndWnd = s.window << c.sndScale;
        c.maxSndWnd = Math.max(c.maxSndWnd, c.sndWnd);
        return true;
    }

    /** Our SYN is acknowledged: first round-trip measurement. */
    static void handshakeAcknowledged(Connection c, Segment s, long nowNanos) {
        c.sndUna = s.ack;
        c.sndWl1 = s.seq;
        c.sndWl2 = s.ack;
        if (c.rttRunning) {
            c.rtt.sample(nowNanos - c.rttStart);
            c.rttRunning = false;
        }
    }

    private void advance(Connection c, Segment s, long nowNanos) {
        int count = s.ack - c.sndUna;
        int bytes = Math.min(count, c.sending.queued());
        c.sending.drop(bytes);
        c.bytesOut += bytes;
        c.sndUna = s.ack;
        if (Tcp.before(c.sndNxt, s.ack)) {
            c.sndNxt = s.ack;
        }
        if (Tcp.before(c.sndMax, s.ack)) {
            c.sndMax = s.ack;
        }
        c.probeOut = false;
        if (c.rttRunning && !Tcp.before(s.ack, c.rttSeq)) {
            c.rttRunning = false;
            c.rtt.sample(nowNanos - c.rttStart);
        } else {
            c.rtt.progress();
        }
        c.progressAt = nowNanos;
        c.retransmitAt = c.sndNxt == c.sndUna ? Connection.NEVER : nowNanos + c.rtt.rto();
        if (c.congestion.acknowledged(s.ack, count)) {
            core.sender.retransmitFirst(c, nowNanos);
        }
    }

    /** RFC 5681 2: something is out, no text, no FIN, same number, same window. */
    private static boolean duplicate(Connection c, Segment s) {
        return s.ack == c.sndUna && c.sndMax != c.sndUna && s.length() == 0 && s.window << c.sndScale == c.sndWnd;
    }

    private static void window(Connection c, Segment s) {
        boolean newer = Tcp.before(c.sndWl1, s.seq) || c.sndWl1 == s.seq && !Tcp.before(s.ack, c.sndWl2);
        if (!newer || Tcp.before(s.ack, c.sndUna)) {
            return;
        }
        c.sndWnd = s.window << c.sndScale;
        c.maxSndWnd = Math.max(c.maxSndWnd, c.sndWnd);
        c.sndWl1 = s.seq;
        c.sndWl2 = s.ack;
        if (c.sndWnd > 0 && c.sndNxt == c.sndUna) {
            c.persistAt = Connection.NEVER;
        }
    }

    /** What the acknowledgement of our FIN means; false when the connection takes nothing more. */
    private boolean afterwards(Connection c, long nowNanos) {
        if (!c.finAcknowledged()) {
            return true;
        }
        switch (c.state) {
            case FIN_WAIT_1 -> {
                c.state = TcpState.FIN_WAIT_2;
                finWait2(c, nowNanos);
            }
            case CLOSING -> core.lifecycle.timeWait(c, nowNanos);
            case LAST_ACK -> core.lifecycle.end(c, CloseReason.FINISHED, nowNanos);
            case LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_2, CLOSE_WAIT, TIME_WAIT, CLOSED -> {}
        }
        return c.receives();
    }

    private void finWait2(Connection c, long nowNanos) {
        c.retransmitAt = Connection.NEVER;
        c.persistAt = Connection.NEVER;
        if (c.userClosed) {
            c.lifeAt = nowNanos + core.settings.finWait2Nanos();
            core.timers.update(c);
        }
    }
}
