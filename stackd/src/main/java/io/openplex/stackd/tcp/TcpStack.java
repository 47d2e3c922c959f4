package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;

/** TCP as in-process servers and clients use it. Everything runs on the stack's loop; nothing blocks. */
public interface TcpStack {
    /**
     * Opens a listening socket.
     *
     * @param local address to bind to ({@link IpAddress#ANY4} or {@link IpAddress#ANY6} for any) and port 1-65535
     * @param backlog most connections that wait to be accepted, at least 1; handlers accept at once, so this bounds
     *     half-open ones
     * @param job job name that owns the socket, for displays
     * @throws PortInUseException when another listener has the same address and port
     */
    TcpListener listen(IpEndpoint local, int backlog, String job, AcceptHandler handler, long nowNanos)
            throws PortInUseException;

    /**
     * Opens a connection; {@link TcpHandler#connected} or {@link TcpHandler#closed} follows, never before this returns.
     *
     * @param local source address and port; port 0 picks an ephemeral one; {@link IpAddress#ANY4} lets IP choose
     */
    TcpConnection connect(IpEndpoint local, IpEndpoint remote, String job, TcpHandler handler, long nowNanos);

    /** Chooses the handler of an incoming connection. */
    @FunctionalInterface
    interface AcceptHandler {
        /** Called when the handshake is complete, before any event of the connection. */
        TcpHandler accepted(TcpConnection connection);
    }

    /** The address and port are taken. */
    final class PortInUseException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Names the socket. */
        public PortInUseException(IpEndpoint local) {
            super("port in use: " + local);
        }
    }
}
