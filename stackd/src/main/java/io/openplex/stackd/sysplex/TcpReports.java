package io.openplex.stackd.sysplex;

import io.openplex.distributor.ListenerCount;
import io.openplex.distributor.RemoteConnection;
import io.openplex.dvipa.LocalConnections;
import io.openplex.hwsim.wire.ConnectionId;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.stackd.tcp.TcpEngine;
import io.openplex.stackd.tcp.TcpListener;
import io.openplex.stackd.tcp.TcpObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Listeners and connections of this stack as the engines want to know them. */
final class TcpReports implements TcpObserver, LocalConnections {
    private final TcpEngine tcp;
    private final Predicate<IpAddress> isDvipa;
    private final ConnectionNotices notices;
    private final Map<IpAddress, Integer> counts = new HashMap<>();
    private boolean listenersChanged = true;

    /** Hears of connections with a DVIPA as local address. */
    interface ConnectionNotices {
        /** A connection began that was not forwarded here: this stack opened it. */
        void started(ConnectionId connection);

        /** A connection ended. */
        void ended(ConnectionId connection, boolean last);
    }

    TcpReports(TcpEngine tcp, Predicate<IpAddress> isDvipa, ConnectionNotices notices) {
        this.tcp = tcp;
        this.isDvipa = isDvipa;
        this.notices = notices;
    }

    @Override
    public void listenerOpened(TcpListener listener, long nowNanos) {
        listenersChanged = true;
    }

    @Override
    public void listenerClosed(TcpListener listener, long nowNanos) {
        listenersChanged = true;
    }

    @Override
    public void connectionStarted(ConnectionId connection, boolean incoming, long nowNanos) {
        IpAddress local = connection.local().address();
        if (isDvipa.test(local)) {
            counts.merge(local, 1, Integer::sum);
            if (!incoming) {
                notices.started(connection);
            }
        }
    }

    @Override
    public void connectionEnded(ConnectionId connection, long nowNanos) {
        IpAddress local = connection.local().address();
        Integer count = counts.get(local);
        if (count == null) {
            return;
        }
        if (count == 1) {
            counts.remove(local);
        } else {
            counts.put(local, count - 1);
        }
        notices.ended(connection, count == 1);
    }

    @Override
    public int count(IpAddress address) {
        return counts.getOrDefault(address, 0);
    }

    /** True once after every change of the listeners. */
    boolean takeListenersChanged() {
        boolean changed = listenersChanged;
        listenersChanged = false;
        return changed;
    }

    /** Listening sockets, one line per address and port. */
    List<ListenerCount> listeners() {
        TreeMap<IpEndpoint, ListenerCount> byEndpoint = new TreeMap<>();
        for (TcpListener listener : tcp.listeners()) {
            IpEndpoint at = listener.local();
            // 0.0.0.0 serves IPv4 only, :: both families; both go out as they are.
            ListenerCount one = new ListenerCount(Optional.of(at.address()), at.port(), 1, listener.job());
            byEndpoint.merge(
                    at, one, (a, b) -> new ListenerCount(a.address(), a.port(), a.ready() + b.ready(), a.job()));
        }
        return List.copyOf(byEndpoint.values());
    }

    /** Connections with this local address. */
    List<RemoteConnection> connectionsOf(IpAddress local) {
        List<RemoteConnection> all = new ArrayList<>();
        for (ConnectionId id : tcp.connectionsOf(local)) {
            all.add(new RemoteConnection(
                    id.local().port(), id.remote().address(), id.remote().port(), tcp.halfOpen(id)));
        }
        return List.copyOf(all);
    }
}
