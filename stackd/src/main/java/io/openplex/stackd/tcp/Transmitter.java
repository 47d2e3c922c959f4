package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Tcp;
import java.nio.ByteBuffer;

/** Turns segments into frames and hands them to IP, which completes the checksum. */
final class Transmitter {
    private static final int MSS_OPTION_BYTES = 4;
    private static final int SCALE_OPTION_BYTES = 4;

    private final Core core;
    private int textMax = Integer.MAX_VALUE;

    Transmitter(Core core) {
        this.core = core;
    }

    /**
     * Sends a segment of a connection with the acknowledgement and window of now.
     *
     * @param offset distance of the text from SND.UNA
     * @return false when no frame was free; a frame that IP drops counts as sent, the network may lose it as well
     */
    boolean segment(Connection c, int seq, int flags, int offset, int textLength, long nowNanos) {
        Frame frame = core.ip.acquire();
        if (frame == null) {
            core.count(TcpCounter.NO_FRAME);
            return false;
        }
        textMax = frame.tailroom() - Tcp.LENGTH;
        boolean syn = (flags & Tcp.SYN) != 0;
        boolean scale = syn && (!((flags & Tcp.ACK) != 0) || c.peerScales);
        int header = Tcp.LENGTH + (syn ? MSS_OPTION_BYTES + (scale ? SCALE_OPTION_BYTES : 0) : 0);
        int at = frame.offset();
        frame.length(header + textLength);
        ByteBuffer b = frame.buffer();
        boolean acks = (flags & Tcp.ACK) != 0;
        int window = syn ? core.receiver.synWindow(c) : core.receiver.window(c);
        header(b, at, c.ports, seq, acks ? c.rcvNxt : 0, header, flags, window);
        if (syn) {
            options(b, at + Tcp.LENGTH, localMss(c), scale ? c.rcvScale : Segment.NO_SCALE);
        }
        c.sending.copy(offset, textLength, b, at + header);
        if (acks) {
            acknowledged(c);
        }
        c.lastSent = nowNanos;
        core.count(TcpCounter.SEGMENTS_OUT);
        core.ip.send(
                frame, c.connectionId.local().address(), c.connectionId.remote().address(), IpProtocol.TCP, nowNanos);
        return true;
    }

    private static void acknowledged(Connection c) {
        c.ackNow = false;
        c.unacknowledgedSegments = 0;
        c.ackAt = Connection.NEVER;
    }

    /**
     * An acknowledgement without text; when no frame is free it is tried again at the delayed-ACK time. Its number is
     * the highest sent: while everything is sent again, SND.NXT may lie before the peer's window.
     */
    void ack(Connection c, long nowNanos) {
        if (!segment(c, c.sndMax, Tcp.ACK, 0, 0, nowNanos)) {
            c.ackAt = nowNanos + core.settings.delayedAckNanos();
            core.timers.update(c);
        }
    }

    /** SYN or SYN,ACK as the state asks. */
    void syn(Connection c, long nowNanos) {
        int flags = c.state == TcpState.SYN_SENT ? Tcp.SYN : Tcp.SYN | Tcp.ACK;
        segment(c, c.iss, flags, 0, 0, nowNanos);
    }

    /** A reset of a synchronized connection, {@code <SEQ=SND.NXT><CTL=RST,ACK>}. */
    void reset(Connection c, long nowNanos) {
        reset(
                c.connectionId.local().address(),
                c.connectionId.remote().address(),
                c.ports,
                c.sndMax,
                c.rcvNxt,
                Tcp.RST | Tcp.ACK,
                nowNanos);
    }

    /** Answers a segment that fits no connection (RFC 9293 3.10.7.1); the caller has looked that it is no reset. */
    void resetFor(Segment s, long nowNanos) {
        boolean acks = s.has(Tcp.ACK);
        int ports = s.localPort << 16 | s.remotePort;
        int seq = acks ? s.ack : 0;
        int ack = acks ? 0 : s.seq + s.length();
        reset(s.local(), s.remote(), ports, seq, ack, acks ? Tcp.RST : Tcp.RST | Tcp.ACK, nowNanos);
    }

    private void reset(IpAddress local, IpAddress remote, int ports, int seq, int ack, int flags, long nowNanos) {
        Frame frame = core.ip.acquire();
        if (frame == null) {
            core.count(TcpCounter.NO_FRAME);
            return;
        }
        frame.length(Tcp.LENGTH);
        header(frame.buffer(), frame.offset(), ports, seq, ack, Tcp.LENGTH, flags, 0);
        core.count(TcpCounter.SEGMENTS_OUT);
        core.count(TcpCounter.RESETS_OUT);
        core.ip.send(frame, local, remote, IpProtocol.TCP, nowNanos);
    }

    /** Most text that a frame holds, which may be less than the path allows (loopback); known once a segment left. */
    int textMax() {
        return textMax;
    }

    /** The largest segment that this side takes, as far as the way to the peer is known. */
    int localMss(Connection c) {
        IpAddress remote = c.connectionId.remote().address();
        int headers = (remote.isV4() ? 20 : 40) + Tcp.LENGTH;
        return Math.max(Segment.MSS_LEAST, Math.min(0xffff, core.ip.mtu(remote) - headers));
    }

    private static void header(
            ByteBuffer b, int at, int ports, int seq, int ack, int headerLength, int flags, int window) {
        b.putInt(at, ports);
        b.putInt(at + Tcp.SEQUENCE, seq);
        b.putInt(at + Tcp.ACKNOWLEDGEMENT, ack);
        b.putShort(at + Tcp.OFFSET_FLAGS, (short) (headerLength << 10 | flags));
        b.putShort(at + Tcp.WINDOW, (short) window);
        b.putInt(at + Tcp.CHECKSUM, 0);
    }

    private static void options(ByteBuffer b, int at, int mss, int scale) {
        b.putInt(at, Tcp.OPTION_MSS << 24 | 4 << 16 | mss);
        if (scale != Segment.NO_SCALE) {
            b.putInt(at + MSS_OPTION_BYTES, Tcp.OPTION_NOP << 24 | Tcp.OPTION_WINDOW_SCALE << 16 | 3 << 8 | scale);
        }
    }
}
