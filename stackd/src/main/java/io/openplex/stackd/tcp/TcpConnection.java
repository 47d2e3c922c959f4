package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.ConnectionId;
import java.nio.ByteBuffer;

/** One TCP connection. All calls on the stack's loop. */
public interface TcpConnection {
    /** Connection number, unique per stack, shown as 8 hex digits. */
    int id();

    /** Both ends. */
    ConnectionId connectionId();

    /** Owning job. */
    String job();

    /** State, RFC 9293 names. */
    TcpState state();

    /** Bytes received and not yet read. */
    int readableBytes();

    /** Bytes that {@link #write} would take now. */
    int writableBytes();

    /**
     * Moves received bytes into {@code target}, opening the window.
     *
     * @return bytes moved, 0 when none wait, -1 when the peer has finished and all was read
     */
    int read(ByteBuffer target, long nowNanos);

    /**
     * Takes as many bytes of {@code source} as fit the send buffer and sends what the window allows.
     *
     * @return bytes taken
     */
    int write(ByteBuffer source, long nowNanos);

    /** No more data will be written: FIN after what is queued. */
    void shutdownOutput(long nowNanos);

    /** Finishes writing and gives up reading; data that arrives afterwards is answered with a reset (RFC 1122). */
    void close(long nowNanos);

    /** Resets the connection at once. */
    void abort(long nowNanos);
}
