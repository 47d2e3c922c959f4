package io.openplex.deploy.lab.edge;

import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.stackd.loop.Inbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The edge's rim: a thread that accepts sockets and waits until they are ready, and posts to the loop, which does all
 * reading and writing. A readiness is reported once and then not watched until the loop asks again, so no more than a
 * few events per client are ever in the inbox.
 */
final class EdgeRim implements AutoCloseable {
    /** Most clients at once; more are reset. */
    static final int CLIENTS_MAX = 1024;

    private static final int BACKLOG = 256;
    private static final long ANSWER_MS = 2000;

    private final Inbox inbox;
    private final EdgeHost host;
    private final Selector selector;
    private final Thread thread = new Thread(this::run, "edge-rim");
    private final List<ServerSocketChannel> doors = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();

    /** Of the loop; empty between events, so one serves all clients. */
    private final ByteBuffer chunk = ByteBuffer.allocate(EdgeClient.CHUNK);

    /** Of the loop. */
    private final Set<EdgeClient> clients = new HashSet<>();

    private volatile boolean closing;

    /** A listening socket and where its connections go. */
    record Door(InetSocketAddress local, IpEndpoint target) {}

    EdgeRim(Inbox inbox, EdgeHost host) {
        this.inbox = inbox;
        this.host = host;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Room for what is on its way from a socket to the stack; on the loop, within one event. */
    ByteBuffer chunk() {
        return chunk;
    }

    /** Opens the listening sockets. */
    void open(List<Door> all) throws IOException {
        for (Door door : all) {
            ServerSocketChannel channel = ServerSocketChannel.open();
            doors.add(channel);
            channel.bind(door.local, BACKLOG);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_ACCEPT, door);
        }
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Watches for something again; on the loop. */
    void watch(SelectionKey key, int operations) {
        if (key.isValid()) {
            int before = key.interestOpsOr(operations);
            if ((before & operations) != operations) {
                selector.wakeup();
            }
        }
    }

    /** A client is over, its socket closed; on the loop. */
    void forget(EdgeClient client) {
        // A closed socket that a selector watched is really closed by the selector's next turn.
        selector.wakeup();
        if (clients.remove(client)) {
            count.decrementAndGet();
        }
    }

    /** See {@link LabNetwork#stackPort}. */
    int stackPort(int clientPort) throws InterruptedException {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        boolean posted = inbox.post(() -> answer.complete(clients.stream()
                .filter(client -> client.socketPort() == clientPort)
                .findFirst()
                .map(EdgeClient::stackPort)
                .orElse(0)));
        try {
            return posted ? answer.get(ANSWER_MS, TimeUnit.MILLISECONDS) : 0;
        } catch (ExecutionException | TimeoutException e) {
            return 0;
        }
    }

    /** No more clients, no more events. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join(ANSWER_MS);
            for (ServerSocketChannel door : doors) {
                door.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Resets all clients; on the loop, as the last thing. */
    void closeClients() {
        List.copyOf(clients).forEach(EdgeClient::reset);
    }

    private void run() {
        try {
            while (!closing) {
                selector.select(this::ready);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.attachment() instanceof Door door) {
            accept(key, door);
        } else if (key.attachment() instanceof EdgeClient client) {
            hand(key, client);
        }
    }

    /** The loop may close the socket, and so cancel the key, at any moment; there is nothing to hand over then. */
    private void hand(SelectionKey key, EdgeClient client) {
        try {
            key.interestOpsAnd(~key.readyOps());
        } catch (CancelledKeyException e) {
            return;
        }
        if (!inbox.post(client)) {
            key.cancel();
        }
    }

    private void accept(SelectionKey key, Door door) {
        try {
            SocketChannel socket = ((ServerSocketChannel) key.channel()).accept();
            if (socket == null) {
                return;
            }
            if (count.get() >= CLIENTS_MAX || closing) {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                socket.close();
                return;
            }
            admit(socket, door);
        } catch (IOException e) {
            // The client was gone before it was let in.
        }
    }

    private void admit(SocketChannel socket, Door door) throws IOException {
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey watched = socket.register(selector, 0);
        EdgeClient client = new EdgeClient(socket, watched, this);
        watched.attach(client);
        count.incrementAndGet();
        boolean posted = inbox.post(() -> {
            clients.add(client);
            long now = System.nanoTime();
            client.begin(host, door.target(), now);
        });
        if (!posted) {
            count.decrementAndGet();
            socket.close();
        }
    }
}
