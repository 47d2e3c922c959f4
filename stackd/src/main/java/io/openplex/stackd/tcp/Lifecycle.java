package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.ConnectionId;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.stackd.tcp.TcpHandler.CloseReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Births and deaths of connections, and the events that users and observers hear. */
final class Lifecycle {
    private final Core core;
    private final List<TcpObserver> observers = new ArrayList<>();
    private final ArrayDeque<Connection> over = new ArrayDeque<>();
    private final ArrayDeque<Connection> bufferWaiting = new ArrayDeque<>();
    private final ArrayDeque<Connection> timeWaiting = new ArrayDeque<>();

    Lifecycle(Core core) {
        this.core = core;
    }

    void observe(TcpObserver observer) {
        observers.add(observer);
    }

    void listenerOpened(Listener listener, long nowNanos) {
        for (TcpObserver observer : observers) {
            observer.listenerOpened(listener, nowNanos);
        }
    }

    void listenerClosed(Listener listener, long nowNanos) {
        for (TcpObserver observer : observers) {
            observer.listenerClosed(listener, nowNanos);
        }
    }

    /** A connection that needs packets from now on, with its initial sequence number. */
    void start(Connection c, TcpState state, int iss, long nowNanos) {
        c.state = state;
        c.iss = iss;
        c.sndUna = iss;
        c.sndNxt = iss + 1;
        c.sndMax = c.sndNxt;
        c.rcvScale = Receiver.scaleFor(c.receiving.capacity());
        c.rttRunning = true;
        c.rttSeq = c.sndNxt;
        c.rttStart = nowNanos;
        c.lifeAt = nowNanos + core.settings.connectTimeoutNanos();
        c.retransmitAt = nowNanos + c.rtt.rto();
        core.table.add(c);
        core.timers.update(c);
        if (c.listener != null) {
            c.listener.halfOpen++;
        }
        for (TcpObserver observer : observers) {
            observer.connectionStarted(c.connectionId, c.listener != null, nowNanos);
        }
    }

    int initialSequence(ConnectionId id, int ports, long nowNanos) {
        return core.initialSequence.next(
                id.local().address().high(),
                id.local().address().low(),
                id.remote().address().high(),
                id.remote().address().low(),
                ports,
                nowNanos);
    }

    /** The handshake is done. */
    void established(Connection c) {
        core.count(c.listener == null ? TcpCounter.OPENED : TcpCounter.ACCEPTED);
        leaveHalfOpen(c);
        c.state = c.finQueued ? TcpState.FIN_WAIT_1 : TcpState.ESTABLISHED;
        c.lifeAt = Connection.NEVER;
        c.retransmitAt = Connection.NEVER;
        c.mss = Math.min(c.mss, core.transmitter.textMax());
        c.congestion.open(c.mss, c.sndUna);
        c.establishedDue = true;
        if (c.handshakeTimedOut) {
            c.rtt.handshakeWasLossy();
        }
    }

    private static void leaveHalfOpen(Connection c) {
        if (c.listener != null && c.state == TcpState.SYN_RECEIVED) {
            c.listener.halfOpen--;
        }
    }

    /** A half-open incoming connection whose address another stack answers for now. */
    boolean mustNotOpen(Connection c) {
        IpAddress local = c.connectionId.local().address();
        return c.listener != null
                && c.state == TcpState.SYN_RECEIVED
                && !core.policy.mayOpen(local.high(), local.low());
    }

    /** Ends it without a word. */
    void endHalfOpen(Connection c, long nowNanos) {
        core.count(TcpCounter.HALF_OPEN_ENDED);
        end(c, CloseReason.ABORTED, nowNanos);
    }

    /** Both sides have finished and this side acknowledged last. */
    void timeWait(Connection c, long nowNanos) {
        c.state = TcpState.TIME_WAIT;
        c.retransmitAt = Connection.NEVER;
        c.persistAt = Connection.NEVER;
        c.sending.release();
        restartTimeWait(c, nowNanos);
        timeWaiting.addLast(c);
        tellEnded(c, nowNanos);
        finish(c, CloseReason.FINISHED);
        while (timeWaiting.size() > core.settings.timeWaitMax()) {
            core.count(TcpCounter.TIME_WAIT_EVICTED);
            end(timeWaiting.getFirst(), CloseReason.FINISHED, nowNanos);
        }
    }

    void restartTimeWait(Connection c, long nowNanos) {
        c.lifeAt = nowNanos + core.settings.timeWaitNanos();
        core.timers.update(c);
    }

    /** Deletes the TCB. A connection that finished in order can still be read. */
    void end(Connection c, CloseReason reason, long nowNanos) {
        if (c.state == TcpState.CLOSED) {
            return;
        }
        if (c.state == TcpState.TIME_WAIT) {
            timeWaiting.remove(c);
        }
        if (c.wantsBuffer) {
            bufferWaiting.remove(c);
        }
        leaveHalfOpen(c);
        c.state = TcpState.CLOSED;
        core.table.remove(c);
        core.timers.remove(c);
        c.sending.release();
        if (reason != CloseReason.FINISHED) {
            c.receiving.release();
        }
        tellEnded(c, nowNanos);
        finish(c, reason);
    }

    private void tellEnded(Connection c, long nowNanos) {
        if (!c.endTold) {
            c.endTold = true;
            for (TcpObserver observer : observers) {
                observer.connectionEnded(c.connectionId, nowNanos);
            }
        }
    }

    /** Keeps the first reason; the event waits until an orderly finished connection was read to its end. */
    void finish(Connection c, CloseReason reason) {
        if (c.reason == null) {
            c.reason = reason;
        }
        boolean heard = c.reason != CloseReason.FINISHED || c.eofRead || c.userClosed;
        if (heard && !c.closedQueued) {
            c.closedQueued = true;
            c.receiving.release();
            over.addLast(c);
        }
    }

    /** Events of a segment, in order, then what is to be sent because of it. */
    void deliver(Connection c, long nowNanos) {
        if (c.establishedDue) {
            c.establishedDue = false;
            opened(c, nowNanos);
        }
        TcpHandler handler = c.handler;
        if (handler != null && c.readableDue && !c.userClosed && !c.closedQueued) {
            c.readableDue = false;
            handler.readable(c, nowNanos);
        }
        if (handler != null && c.wantsRoom && c.sends() && c.sending.free() >= c.sending.capacity() / 4) {
            c.wantsRoom = false;
            handler.writable(c, nowNanos);
        }
        if (c.state != TcpState.CLOSED) {
            core.sender.output(c, nowNanos);
            if (c.ackNow) {
                core.transmitter.ack(c, nowNanos);
            }
        }
    }

    /** The memory for buffers is used up: the connection hears of room when its turn comes. */
    void awaitBuffer(Connection c) {
        core.count(TcpCounter.NO_BUFFER);
        if (!c.wantsBuffer) {
            c.wantsBuffer = true;
            bufferWaiting.addLast(c);
        }
    }

    /** Gives room to those that wait for memory, in their order; answers how many. */
    int giveRoom(long nowNanos) {
        int given = 0;
        while (core.sendPool.available() && !bufferWaiting.isEmpty()) {
            Connection c = bufferWaiting.removeFirst();
            c.wantsBuffer = false;
            deliver(c, nowNanos);
            given++;
        }
        return given;
    }

    private void opened(Connection c, long nowNanos) {
        @Nullable Listener listener = c.listener;
        if (listener != null) {
            c.handler = listener.handler.accepted(c);
        } else if (c.handler != null && !c.userClosed) {
            c.handler.connected(c, nowNanos);
        }
    }

    /** True while events wait that need no further packet. */
    boolean eventsWait() {
        return !over.isEmpty() || !bufferWaiting.isEmpty() && core.sendPool.available();
    }

    /** Tells users of connections that are over; answers how many. */
    int tellClosed(long nowNanos) {
        int told = 0;
        for (Connection c = over.pollFirst(); c != null; c = over.pollFirst()) {
            TcpHandler handler = c.handler;
            CloseReason reason = c.reason;
            if (handler != null && reason != null) {
                handler.closed(c, reason, nowNanos);
            }
            told++;
        }
        return told;
    }
}
