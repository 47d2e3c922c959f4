package io.openplex.stackd.services;

import io.openplex.stackd.tcp.TcpListener;
import io.openplex.stackd.tcp.TcpStack;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The kinds of servers, and those that run. All calls on the stack's loop. */
public final class ServerTable {
    private final TcpStack tcp;
    private final SortedMap<String, InProcessServer> kinds = new TreeMap<>();
    private final List<TcpListener> running = new ArrayList<>();

    /** A table that knows these kinds; none runs yet. */
    public ServerTable(TcpStack tcp, List<InProcessServer> kinds) {
        this.tcp = tcp;
        for (InProcessServer kind : kinds) {
            this.kinds.put(kind.name(), kind);
        }
    }

    /**
     * Starts a server.
     *
     * @throws UnknownServerException when there is no such kind; the text names those that there are
     * @throws TcpStack.PortInUseException when its port is taken
     */
    public TcpListener start(ServerDefinition definition, long nowNanos)
            throws UnknownServerException, TcpStack.PortInUseException {
        InProcessServer kind = kinds.get(definition.server());
        if (kind == null) {
            throw new UnknownServerException(definition.server(), kinds.keySet());
        }
        TcpListener listener = kind.start(tcp, definition.local(), definition.job(), nowNanos);
        running.add(listener);
        return listener;
    }

    /** Closes all listening sockets in the order in which they were opened; connections go on. */
    public void stopAll(long nowNanos) {
        for (TcpListener listener : running) {
            listener.close(nowNanos);
        }
        running.clear();
    }

    /** Listening sockets in the order in which they were opened. */
    public List<TcpListener> running() {
        return List.copyOf(running);
    }

    /** There is no server of this name. */
    public static final class UnknownServerException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownServerException(String name, Iterable<String> known) {
            super("unknown server " + name + "; known are " + String.join(", ", known));
        }
    }
}
