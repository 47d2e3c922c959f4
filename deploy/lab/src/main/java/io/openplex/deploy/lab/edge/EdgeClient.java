package io.openplex.deploy.lab.edge;

import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.stackd.tcp.TcpConnection;
import io.openplex.stackd.tcp.TcpHandler;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One client of the edge: copies between its socket and a stack connection, both ways, no faster than the slower side
 * takes. The end of one direction ends that direction on the other side; a reset on one side is a reset on the other.
 * Everything happens on the loop; as an event it is the news that the socket is ready for something.
 */
final class EdgeClient implements TcpHandler, Runnable {
    /** Bytes moved at once. */
    static final int CHUNK = 16 << 10;

    private final SocketChannel socket;
    private final SelectionKey key;
    private final EdgeRim rim;
    private final int socketPort;
    private final ByteBuffer toSocket = ByteBuffer.allocate(CHUNK).limit(0);

    private @Nullable TcpConnection stack;
    private boolean socketFinished;
    private boolean stackFinished;
    private boolean over;

    EdgeClient(SocketChannel socket, SelectionKey key, EdgeRim rim) throws IOException {
        this.socket = socket;
        this.key = key;
        this.rim = rim;
        this.socketPort = socket.socket().getPort();
    }

    /** Opens the stack's side. */
    void begin(EdgeHost host, IpEndpoint target, long nowNanos) {
        stack = host.connect(target, this, nowNanos);
        pump(nowNanos);
    }

    /** Port of the client's socket. */
    int socketPort() {
        return socketPort;
    }

    /** Port of the stack's side, 0 before there is one. */
    int stackPort() {
        return stack == null ? 0 : stack.connectionId().local().port();
    }

    @Override
    public void run() {
        pump(System.nanoTime());
    }

    @Override
    public void connected(TcpConnection connection, long nowNanos) {
        pump(nowNanos);
    }

    @Override
    public void readable(TcpConnection connection, long nowNanos) {
        pump(nowNanos);
    }

    @Override
    public void writable(TcpConnection connection, long nowNanos) {
        pump(nowNanos);
    }

    @Override
    public void closed(TcpConnection connection, CloseReason reason, long nowNanos) {
        if (over) {
            return;
        }
        if (reason != CloseReason.FINISHED) {
            reset();
            return;
        }
        stackFinished = true;
        pump(nowNanos);
    }

    /** Resets the socket and forgets the client. */
    void reset() {
        if (!over) {
            try {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // The socket is broken already: closing is all that is left.
                socketFinished = true;
            }
            end();
        }
    }

    private void pump(long nowNanos) {
        TcpConnection connection = stack;
        if (over || connection == null) {
            return;
        }
        try {
            fromSocket(connection, nowNanos);
            toSocket(connection, nowNanos);
        } catch (IOException e) {
            // The client reset its connection.
            connection.abort(nowNanos);
            end();
            return;
        }
        if (socketFinished && stackFinished && !toSocket.hasRemaining()) {
            end();
        }
    }

    private void fromSocket(TcpConnection connection, long nowNanos) throws IOException {
        ByteBuffer toStack = rim.chunk();
        while (!socketFinished) {
            int room = connection.writableBytes();
            if (room == 0) {
                // Offering a byte that does not fit is how one hears of room.
                connection.write(toStack.clear().limit(1), nowNanos);
                return;
            }
            int count = socket.read(toStack.clear().limit(Math.min(CHUNK, room)));
            if (count < 0) {
                socketFinished = true;
                connection.shutdownOutput(nowNanos);
            } else if (count == 0) {
                rim.watch(key, SelectionKey.OP_READ);
                return;
            } else {
                connection.write(toStack.flip(), nowNanos);
            }
        }
    }

    private void toSocket(TcpConnection connection, long nowNanos) throws IOException {
        while (true) {
            if (toSocket.hasRemaining() && socket.write(toSocket) == 0) {
                rim.watch(key, SelectionKey.OP_WRITE);
                return;
            }
            if (toSocket.hasRemaining()) {
                continue;
            }
            if (stackFinished) {
                return;
            }
            int count = connection.read(toSocket.clear(), nowNanos);
            toSocket.flip();
            if (count < 0) {
                stackFinished = true;
                socket.shutdownOutput();
                return;
            }
            if (count == 0) {
                return;
            }
        }
    }

    private void end() {
        over = true;
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done with it.
            key.cancel();
        }
        rim.forget(this);
    }
}
