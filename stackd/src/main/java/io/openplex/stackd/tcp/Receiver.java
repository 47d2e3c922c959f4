package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.Tcp;

/** The receiving half: which window to offer, where text goes, when to acknowledge. */
final class Receiver {
    private static final int UNSCALED_MAX = 0xffff;

    private final Core core;

    Receiver(Core core) {
        this.core = core;
    }

    /** The shift to offer: the smallest that lets the whole buffer be expressed (RFC 7323 2.3). */
    static int scaleFor(int capacity) {
        int scale = 0;
        while (capacity >>> scale > UNSCALED_MAX) {
            scale++;
        }
        return scale;
    }

    /** The window field of a SYN, never scaled; fixes the first right edge. */
    int synWindow(Connection c) {
        int window = Math.min(UNSCALED_MAX, c.receiving.capacity());
        int edge = c.rcvNxt + window;
        if (c.state == TcpState.SYN_RECEIVED && Tcp.before(c.rcvEdge, edge)) {
            c.rcvEdge = edge;
        }
        return window;
    }

    /** The window field of any other segment. The right edge moves in useful steps only (RFC 9293 3.8.6.2.2). */
    int window(Connection c) {
        int free = c.receiving.capacity() - c.receiving.readable() >>> c.rcvScale << c.rcvScale;
        int edge = c.rcvNxt + Math.min(free, UNSCALED_MAX << c.rcvScale);
        if (edge - c.rcvEdge >= step(c)) {
            c.rcvEdge = edge;
        }
        return Math.min(UNSCALED_MAX, c.receiveWindow() >>> c.rcvScale);
    }

    private static int step(Connection c) {
        return Math.min(c.receiving.capacity() / 2, c.mss);
    }

    /** The user has read: tell the peer when the window opens by a useful step. */
    void opened(Connection c, long nowNanos) {
        if (!c.receives()) {
            return;
        }
        int gain = c.rcvNxt + (c.receiving.capacity() - c.receiving.readable()) - c.rcvEdge;
        boolean tight = c.receiveWindow() < c.mss;
        if (gain >= Math.min(c.receiving.capacity() / 2, tight ? c.mss : 2 * c.mss)) {
            core.transmitter.ack(c, nowNanos);
        }
    }

    /** Text and FIN of an acceptable segment that was trimmed to the window (RFC 9293 3.10.7.4, seventh, eighth). */
    void text(Connection c, Segment s, long nowNanos) {
        int end = s.seq + s.textLength;
        if (s.has(Tcp.FIN) && !c.finHeard) {
            c.finHeard = true;
            c.finSeq = end;
        }
        if (c.finHeard && Tcp.before(c.finSeq, end)) {
            s.trimText(c.finSeq - s.seq);
        }
        if (s.textLength > 0) {
            store(c, s, nowNanos);
        } else if (s.has(Tcp.FIN)) {
            c.ackNow = true;
        }
    }

    private void store(Connection c, Segment s, long nowNanos) {
        boolean gaps = c.receiving.gaps();
        int moved = c.receiving.store(s.buffer, s.textAt, s.textLength, s.seq - c.rcvNxt);
        if (moved > 0) {
            c.rcvNxt += moved;
            c.bytesIn += moved;
            c.readableDue = true;
            acknowledgeSoon(c, nowNanos);
            c.ackNow |= gaps;
            return;
        }
        if (moved == ReceiveBuffer.NO_MEMORY) {
            // Said neither by a duplicate acknowledgement nor by the window: the peer's time-out brings it again.
            core.count(TcpCounter.NO_BUFFER);
            return;
        }
        if (moved == ReceiveBuffer.TOO_MANY_GAPS) {
            core.count(TcpCounter.OUT_OF_ORDER_DROPPED);
        }
        // At once and without text, so that the sender counts it as a duplicate (RFC 5681 4.2).
        core.transmitter.ack(c, nowNanos);
    }

    /** Every second segment at once, a single one after the delay (RFC 9293 3.8.6.3). */
    private void acknowledgeSoon(Connection c, long nowNanos) {
        c.unacknowledgedSegments++;
        if (c.unacknowledgedSegments >= 2) {
            c.ackNow = true;
        } else if (c.ackAt == Connection.NEVER) {
            c.ackAt = nowNanos + core.settings.delayedAckNanos();
            core.timers.update(c);
        }
    }
}
