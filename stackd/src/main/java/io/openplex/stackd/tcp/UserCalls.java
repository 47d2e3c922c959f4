package io.openplex.stackd.tcp;

import io.openplex.stackd.tcp.TcpHandler.CloseReason;
import java.nio.ByteBuffer;

/** SEND, RECEIVE, CLOSE and ABORT (RFC 9293 3.10.2 to 3.10.5), for every state. */
final class UserCalls {
    private final Core core;

    UserCalls(Core core) {
        this.core = core;
    }

    int writable(Connection c) {
        return takesWrites(c) ? c.sending.free() : 0;
    }

    private static boolean takesWrites(Connection c) {
        if (c.finQueued) {
            return false;
        }
        return switch (c.state) {
            case SYN_SENT, SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT -> true;
            case LISTEN, FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT, CLOSED -> false;
        };
    }

    int write(Connection c, ByteBuffer source, long nowNanos) {
        if (!takesWrites(c)) {
            return 0;
        }
        int taken = c.sending.put(source);
        if (source.hasRemaining()) {
            c.wantsRoom = true;
            if (c.sending.queued() == 0) {
                core.lifecycle.awaitBuffer(c);
            }
        }
        if (taken > 0) {
            core.sender.output(c, nowNanos);
        }
        return taken;
    }

    int read(Connection c, ByteBuffer target, long nowNanos) {
        int count = c.receiving.take(target);
        if (count > 0) {
            core.receiver.opened(c, nowNanos);
            return count;
        }
        boolean atEnd = c.receiving.readable() == 0 && (c.finReceived || c.state == TcpState.CLOSED);
        if (!atEnd) {
            return 0;
        }
        c.eofRead = true;
        if (c.reason != null) {
            core.lifecycle.finish(c, c.reason);
        }
        return -1;
    }

    void shutdownOutput(Connection c, long nowNanos) {
        if (!takesWrites(c)) {
            return;
        }
        c.finQueued = true;
        switch (c.state) {
            case ESTABLISHED -> c.state = TcpState.FIN_WAIT_1;
            case CLOSE_WAIT -> c.state = TcpState.LAST_ACK;
            // In the handshake the FIN waits until it is done.
            case LISTEN, SYN_SENT, SYN_RECEIVED, FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT, CLOSED -> {}
        }
        core.sender.output(c, nowNanos);
    }

    void close(Connection c, long nowNanos) {
        if (c.userClosed) {
            return;
        }
        c.userClosed = true;
        if (c.state == TcpState.SYN_SENT) {
            core.lifecycle.end(c, CloseReason.ABORTED, nowNanos);
        } else if (c.state == TcpState.TIME_WAIT || c.state == TcpState.CLOSED) {
            core.lifecycle.finish(c, CloseReason.FINISHED);
        } else if (c.receiving.readable() > 0) {
            // Unread data would be lost silently: the peer must know (RFC 9293 3.6.1, RFC 2525 2.17).
            abort(c, nowNanos);
        } else {
            shutdownOutput(c, nowNanos);
            if (c.state == TcpState.FIN_WAIT_2) {
                c.lifeAt = nowNanos + core.settings.finWait2Nanos();
                core.timers.update(c);
            }
        }
    }

    /**
     * In CLOSING and LAST-ACK too the peer is told, other than RFC 9293 3.10.5 has it: text or FIN of this side may be
     * lost, nobody repeats them any more, and a peer in FIN-WAIT-2 sends nothing to which it could be answered.
     */
    void abort(Connection c, long nowNanos) {
        switch (c.state) {
            case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK ->
                core.transmitter.reset(c, nowNanos);
            case LISTEN, SYN_SENT, TIME_WAIT, CLOSED -> {}
        }
        c.userClosed = true;
        core.lifecycle.end(c, CloseReason.ABORTED, nowNanos);
    }
}
