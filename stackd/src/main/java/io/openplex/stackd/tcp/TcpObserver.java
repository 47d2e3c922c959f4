package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.ConnectionId;

/** What the sysplex glue wants to know of TCP: which listeners and connections exist. */
public interface TcpObserver {
    /** A listening socket was opened. */
    void listenerOpened(TcpListener listener, long nowNanos);

    /** A listening socket was closed. */
    void listenerClosed(TcpListener listener, long nowNanos);

    /** A connection exists from now on (SYN received or sent). */
    void connectionStarted(ConnectionId connection, boolean incoming, long nowNanos);

    /**
     * A connection is over: closed, reset, or both sides have finished and acknowledged. Told once; TIME-WAIT goes on
     * by itself, since nothing of the peer's is awaited in it.
     */
    void connectionEnded(ConnectionId connection, long nowNanos);
}
