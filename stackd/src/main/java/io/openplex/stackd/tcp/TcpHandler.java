package io.openplex.stackd.tcp;

/** Events of one connection, on the stack's loop. A handler may call the connection from inside an event. */
public interface TcpHandler {
    /** An opened connection is established. Not called for accepted ones. */
    default void connected(TcpConnection connection, long nowNanos) {}

    /** Bytes arrived, or the peer finished ({@link TcpConnection#read} then answers -1 once all is read). */
    void readable(TcpConnection connection, long nowNanos);

    /** Room in the send buffer after {@link TcpConnection#write} had taken less than offered. */
    default void writable(TcpConnection connection, long nowNanos) {}

    /**
     * The connection is over; last event. TIME-WAIT does not delay it. {@link CloseReason#FINISHED} comes only after
     * everything was read or the connection was closed. Never called from inside a call of the connection, but at the
     * end of the segment or step.
     */
    void closed(TcpConnection connection, CloseReason reason, long nowNanos);

    /** Why a connection ended. */
    enum CloseReason {
        /** Both sides finished. */
        FINISHED,
        /** The peer reset it. */
        RESET,
        /** This side aborted it. */
        ABORTED,
        /** Nothing was acknowledged for too long. */
        TIMED_OUT,
        /** The peer refused the connection. */
        REFUSED,
        /** This stack could not open it: no route, no free port, 4-tuple in use, or too many connections. */
        UNAVAILABLE
    }
}
