package io.openplex.stackd.services;

import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.stackd.tcp.TcpConnection;
import io.openplex.stackd.tcp.TcpHandler;
import io.openplex.stackd.tcp.TcpListener;
import io.openplex.stackd.tcp.TcpStack;
import java.nio.ByteBuffer;

/**
 * Echo (RFC 862): every byte back, in order. It reads only what it can write, so a client that does not read is stopped
 * by its own closed window. When the client has finished and all is sent back, it finishes too.
 */
public final class EchoServer implements InProcessServer {
    private static final int CHUNK_BYTES = 16 << 10;

    /** One loop, so one buffer is enough; it is empty between events. */
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);

    private final TcpHandler session = new Session();

    /** An echo server. */
    public EchoServer() {}

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public TcpListener start(TcpStack tcp, IpEndpoint local, String job, long nowNanos)
            throws TcpStack.PortInUseException {
        return tcp.listen(local, BACKLOG, job, connection -> session, nowNanos);
    }

    /** All sessions: what there is to know of one stands in its connection. */
    private final class Session implements TcpHandler {
        @Override
        public void readable(TcpConnection connection, long nowNanos) {
            pump(connection, nowNanos);
        }

        @Override
        public void writable(TcpConnection connection, long nowNanos) {
            pump(connection, nowNanos);
        }

        @Override
        public void closed(TcpConnection connection, CloseReason reason, long nowNanos) {}

        private void pump(TcpConnection connection, long nowNanos) {
            int room = connection.writableBytes();
            while (room > 0) {
                chunk.clear().limit(Math.min(CHUNK_BYTES, room));
                int count = connection.read(chunk, nowNanos);
                if (count < 0) {
                    connection.shutdownOutput(nowNanos);
                    return;
                }
                if (count == 0) {
                    return;
                }
                connection.write(chunk.flip(), nowNanos);
                room = connection.writableBytes();
            }
            askForRoom(connection, nowNanos);
        }

        /** Offers one byte that does not fit, to hear when there is room again. */
        private void askForRoom(TcpConnection connection, long nowNanos) {
            chunk.clear().limit(1);
            connection.write(chunk, nowNanos);
        }
    }
}
