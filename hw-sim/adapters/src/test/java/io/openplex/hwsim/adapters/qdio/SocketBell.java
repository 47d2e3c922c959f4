package io.openplex.hwsim.adapters.qdio;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A doorbell between two processes: one byte on a Unix-domain socket. */
final class SocketBell implements Doorbell, AutoCloseable {
    private static final long PATIENCE_MILLIS = 20_000;

    private final SocketChannel channel;
    private final Selector selector;
    private final ByteBuffer one = ByteBuffer.allocateDirect(1);
    private final ByteBuffer many = ByteBuffer.allocateDirect(64);

    SocketBell(SocketChannel channel) throws IOException {
        this.channel = channel;
        selector = Selector.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    static SocketBell connect(Path path) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(path));
        return new SocketBell(channel);
    }

    @Override
    public void ring() {
        try {
            channel.write(one.clear());
        } catch (IOException e) {
            // The other process is gone; whoever waits for it is told by the socket.
        }
    }

    /** Waits for a ring; false when none came, or the other process is gone. */
    boolean await() {
        try {
            int bytes = channel.read(many.clear());
            while (bytes == 0) {
                if (selector.select(key -> {}, PATIENCE_MILLIS) == 0) {
                    return false;
                }
                bytes = channel.read(many.clear());
            }
            return bytes > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException e) {
            // Nothing to be done about it.
        }
    }
}
