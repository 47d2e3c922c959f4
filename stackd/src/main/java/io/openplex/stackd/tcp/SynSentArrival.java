package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.Tcp;
import io.openplex.stackd.tcp.TcpHandler.CloseReason;

/** SEGMENT ARRIVES in SYN-SENT (RFC 9293 3.10.7.3). Text and FIN beside a SYN are left for the peer to send again. */
final class SynSentArrival {
    private final Core core;

    SynSentArrival(Core core) {
        this.core = core;
    }

    void arrive(Connection c, Segment s, long nowNanos) {
        boolean acks = s.has(Tcp.ACK);
        if (acks && s.ack != c.sndNxt) {
            // Only the SYN is out, so one number is acceptable.
            if (!s.has(Tcp.RST)) {
                core.transmitter.resetFor(s, nowNanos);
            }
            return;
        }
        if (s.has(Tcp.RST)) {
            if (acks) {
                core.count(TcpCounter.RESETS_IN);
                core.lifecycle.end(c, CloseReason.REFUSED, nowNanos);
            }
            return;
        }
        if (!s.has(Tcp.SYN)) {
            return;
        }
        peerSyn(core, c, s);
        if (acks) {
            AckArrival.handshakeAcknowledged(c, s, nowNanos);
            core.lifecycle.established(c);
            c.ackNow = true;
        } else {
            // Simultaneous open.
            c.state = TcpState.SYN_RECEIVED;
            core.transmitter.syn(c, nowNanos);
        }
    }

    /** What the peer's SYN tells: its numbers, window and options. */
    static void peerSyn(Core core, Connection c, Segment s) {
        c.irs = s.seq;
        c.rcvNxt = s.seq + 1;
        c.peerScales = s.windowScale != Segment.NO_SCALE;
        c.sndScale = c.peerScales ? s.windowScale : 0;
        c.rcvScale = c.peerScales ? c.rcvScale : 0;
        c.mss = Math.min(s.mss, core.transmitter.localMss(c));
        c.rcvEdge = c.rcvNxt + Math.min(0xffff, c.receiving.capacity());
        c.sndWnd = s.window;
        c.maxSndWnd = s.window;
        c.sndWl1 = s.seq;
        c.sndWl2 = s.ack;
    }
}
