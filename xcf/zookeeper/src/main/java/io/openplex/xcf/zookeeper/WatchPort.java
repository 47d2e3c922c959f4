package io.openplex.xcf.zookeeper;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts the watch connections of the other members and holds them open: they carry no data, and the kernel ends them
 * with an orderly end-of-file when this process dies, however it dies. One virtual thread per connection, in a
 * blocking read.
 */
final class WatchPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchPort.class);

    private final ServerSocket server;
    private final ExecutorService threads;
    private final XcfCounters counters;
    private final Set<Socket> held = ConcurrentHashMap.newKeySet();
    private final HostPort address;

    /**
     * Opens the port.
     *
     * @throws IOException when it is taken or not ours; the message names it
     */
    WatchPort(HostPort bind, ExecutorService threads, XcfCounters counters) throws IOException {
        this.threads = threads;
        this.counters = counters;
        server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(bind.resolve(), 128);
        } catch (IOException e) {
            server.close();
            throw new IOException("watch port " + bind + ": " + e.getMessage(), e);
        }
        address = bind.withPort(server.getLocalPort());
        threads.execute(this::accept);
    }

    /** Where it listens, with the real port. */
    HostPort address() {
        return address;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                held.add(socket);
                threads.execute(() -> hold(socket));
            } catch (IOException | RejectedExecutionException e) {
                if (!server.isClosed()) {
                    LOG.warn("watch connection not accepted", e);
                }
            }
        }
        dropAll(); // one that came in while the port was closed
    }

    private void hold(Socket socket) {
        try (socket) {
            socket.setKeepAlive(true);
            if (socket.getInputStream().read() >= 0) {
                counters.add(XcfCounters.Count.WATCH_DATA);
                LOG.warn("data on watch connection from {}", socket.getRemoteSocketAddress());
            }
        } catch (IOException e) {
            LOG.debug("watch connection from {} broke", socket.getRemoteSocketAddress(), e);
        } finally {
            held.remove(socket);
        }
    }

    /** Ends the connections of all partners, the port stays open; done when this member has left. */
    void dropAll() {
        held.forEach(WatchPort::quietly);
    }

    static void quietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) { // declared so by AutoCloseable
            LOG.debug("close failed", e);
        }
    }

    @Override
    public void close() {
        quietly(server);
        dropAll();
    }
}
