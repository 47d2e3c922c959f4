package io.openplex.distributor;

import io.openplex.hwsim.wire.ConnectionId;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.hwsim.wire.Tcp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The connection routing table with the addresses it serves; the packet path is {@link #classify}. */
final class Routing {
    private static final long SECOND = 1_000_000_000L;
    private static final long CROWDED_HALF_OPEN = 10 * SECOND;
    private static final int MINIMUM_SWEEP = 1024;
    private static final int MAXIMUM_SWEEP = 16_384;
    private static final int SWEEP_STEPS = 300;

    final Targets targets = new Targets();
    final DistributorCounters counters = new DistributorCounters();

    private final DistributorSettings settings;
    private final ConnectionTable table;
    private final TreeMap<IpAddress, OwnedAddress> owned = new TreeMap<>();
    private final AddressIndex index = new AddressIndex();
    private int nextSlot;
    private long sweepAt;
    private int selfIndex = -1;
    private int chosen = -1;

    Routing(DistributorSettings settings) {
        this.settings = settings;
        this.table = new ConnectionTable(new KeyedHash(settings.hashKey0(), settings.hashKey1()));
    }

    int classify(
            long localHigh,
            long localLow,
            int localPort,
            long remoteHigh,
            long remoteLow,
            int remotePort,
            int flags,
            long now) {
        OwnedAddress address = index.find(localHigh, localLow);
        if (address == null) {
            return DistributorEngine.NOT_OWNED;
        }
        long key = ConnectionTable.key(address.slot, localPort, remotePort);
        long at = table.find(remoteHigh, remoteLow, key);
        boolean syn = (flags & (Tcp.SYN | Tcp.ACK | Tcp.RST)) == Tcp.SYN;
        if (at != ConnectionTable.NONE) {
            if (!syn || targets.get(table.target(at)).live) {
                return existing(address, at, flags, now);
            }
            // The SYN that the dead target never answered, sent again, or a new connection: it gets another target.
            remove(at);
        }
        PortRule port = address.port(localPort);
        if (!syn) {
            return unknownSegment(address, port, flags, now);
        }
        if (port == null) {
            if (address.rebuilding(now)) {
                acceptHere(remoteHigh, remoteLow, key, now);
            }
            return DistributorEngine.LOCAL;
        }
        int choice = port.method.choose(port.rows);
        if (choice < 0) {
            return refuse(address, port, now);
        }
        if (table.size() >= settings.maximumConnections()) {
            counters.droppedFull++;
            return DistributorEngine.DROP;
        }
        PortRow row = port.rows[choice];
        row.total++;
        row.active++;
        table.insert(remoteHigh, remoteLow, key, row.target.index, 0, seconds(now));
        row.target.entries++;
        counters.newConnections++;
        return deliver(row.target.index);
    }

    private int existing(OwnedAddress address, long at, int flags, long now) {
        int target = table.target(at);
        if (!targets.get(target).live) {
            if (address.rebuilding(now)) {
                counters.droppedInRebuild++;
                return DistributorEngine.DROP;
            }
            remove(at);
            counters.resets++;
            return (flags & Tcp.RST) != 0 ? DistributorEngine.DROP : DistributorEngine.RESET;
        }
        int state = table.flags(at);
        boolean syn = (flags & (Tcp.SYN | Tcp.ACK)) == Tcp.SYN;
        int seen = table.seconds(at);
        if (syn && (state & ConnectionTable.CLOSING) != 0) {
            state = 0;
            seen = seconds(now);
        } else if (!syn) {
            state |= ConnectionTable.CONFIRMED;
            seen = seconds(now);
            if ((flags & (Tcp.FIN | Tcp.RST)) != 0) {
                state |= ConnectionTable.CLOSING;
            }
        }
        table.update(at, target, state, seen);
        return deliver(target);
    }

    /**
     * A port that is not distributed needs no entries, but while the table is rebuilt what has none is dropped: it may
     * belong to a connection of another member. A connection that begins in this time begins here.
     */
    private void acceptHere(long remoteHigh, long remoteLow, long key, long now) {
        if (selfIndex >= 0 && table.size() < settings.maximumConnections()) {
            table.insert(remoteHigh, remoteLow, key, selfIndex, 0, seconds(now));
            targets.get(selfIndex).entries++;
        }
    }

    private int deliver(int target) {
        chosen = target;
        if (target == selfIndex) {
            return DistributorEngine.LOCAL;
        }
        counters.forwarded++;
        return DistributorEngine.FORWARD;
    }

    private int unknownSegment(OwnedAddress address, @Nullable PortRule port, int flags, long now) {
        if (address.rebuilding(now)) {
            counters.droppedInRebuild++;
            return DistributorEngine.DROP;
        }
        if (port == null) {
            return DistributorEngine.LOCAL;
        }
        if ((flags & Tcp.RST) != 0) {
            return DistributorEngine.DROP;
        }
        counters.resets++;
        return DistributorEngine.RESET;
    }

    private int refuse(OwnedAddress address, PortRule port, long now) {
        if (address.rebuilding(now) && !OwnedAddress.anyReady(port)) {
            counters.droppedInRebuild++;
            return DistributorEngine.DROP;
        }
        counters.refused++;
        return DistributorEngine.RESET;
    }

    int chosen() {
        return chosen;
    }

    /** Target of a connection, or -1; changes nothing. */
    int lookup(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        OwnedAddress address = index.find(localHigh, localLow);
        if (address == null) {
            return -1;
        }
        long at = table.find(remoteHigh, remoteLow, ConnectionTable.key(address.slot, localPort, remotePort));
        return at == ConnectionTable.NONE ? -1 : table.target(at);
    }

    void self(Targets.Target self) {
        selfIndex = self.index;
    }

    OwnedAddress own(IpAddress address, long epoch) {
        OwnedAddress fresh = new OwnedAddress(address, nextSlot++, epoch);
        owned.put(address, fresh);
        index.rebuild(owned.values());
        return fresh;
    }

    /** Forgets an address; its entries can no longer match and are swept later. */
    void disown(IpAddress address) {
        owned.remove(address);
        index.rebuild(owned.values());
    }

    @Nullable
    OwnedAddress owned(IpAddress address) {
        return owned.get(address);
    }

    Iterable<OwnedAddress> allOwned() {
        return owned.values();
    }

    /**
     * Enters a connection that ends at a target; one that is there is moved to it. A half-open one moves nothing away
     * from a live target: a target that was slow may have answered a SYN that the client has sent again since, and the
     * client's later segments belong to whom that one was forwarded to.
     */
    void enter(OwnedAddress address, RemoteConnection connection, Targets.Target target, long now) {
        long high = connection.remoteAddress().high();
        long low = connection.remoteAddress().low();
        long key = ConnectionTable.key(address.slot, connection.localPort(), connection.remotePort());
        long at = table.find(high, low, key);
        int state = connection.halfOpen() ? 0 : ConnectionTable.CONFIRMED;
        if (at != ConnectionTable.NONE) {
            if (connection.halfOpen() && targets.get(table.target(at)).live) {
                return;
            }
            if (table.target(at) == target.index) {
                table.update(at, target.index, state, seconds(now));
                return;
            }
            remove(at);
        }
        table.insert(high, low, key, target.index, state, seconds(now));
        target.entries++;
        PortRow row = rowOf(address, connection.localPort(), target.index);
        if (row != null) {
            row.active++;
        }
    }

    /** Removes a connection if it goes to that target. */
    void end(OwnedAddress address, RemoteConnection connection, Targets.Target target) {
        IpAddress remote = connection.remoteAddress();
        long key = ConnectionTable.key(address.slot, connection.localPort(), connection.remotePort());
        long at = table.find(remote.high(), remote.low(), key);
        if (at != ConnectionTable.NONE && table.target(at) == target.index) {
            remove(at);
        }
    }

    private void remove(long at) {
        int target = table.target(at);
        int port = table.localPort(at);
        int slot = table.slot(at);
        table.remove(at);
        targets.get(target).entries--;
        for (OwnedAddress address : owned.values()) {
            if (address.slot == slot) {
                PortRow row = rowOf(address, port, target);
                if (row != null && row.active > 0) {
                    row.active--;
                }
            }
        }
    }

    private static @Nullable PortRow rowOf(OwnedAddress address, int port, int target) {
        PortRule rule = address.port(port);
        return rule == null ? null : rule.rowOf(target);
    }

    /** Looks at a bounded part of the table and removes what is over; the whole table is passed in some 30 s. */
    void sweep(long now) {
        int budget = Math.clamp(table.capacity() / SWEEP_STEPS, MINIMUM_SWEEP, MAXIMUM_SWEEP);
        while (budget > 0) {
            long found = table.scan(sweepAt, budget);
            if (found < 0) {
                sweepAt = ~found;
                return;
            }
            budget -= Math.clamp(found - sweepAt, 1, budget);
            if (over(found, now)) {
                remove(found);
                sweepAt = found;
            } else {
                sweepAt = found + 1;
            }
        }
    }

    private boolean over(long at, long now) {
        long idle = (long) (seconds(now) - table.seconds(at)) * SECOND;
        int state = table.flags(at);
        boolean ownedStill = false;
        for (OwnedAddress address : owned.values()) {
            ownedStill |= address.slot == table.slot(at);
        }
        if (!ownedStill) {
            return true;
        }
        if ((state & ConnectionTable.CLOSING) != 0 || !targets.get(table.target(at)).live) {
            return idle >= settings.closedNanos();
        }
        // Half-open entries make room early when the table fills: a flood of SYNs must not keep clients out for long.
        boolean crowded = table.size() >= settings.maximumConnections() / 2;
        long halfOpen = crowded ? Math.min(CROWDED_HALF_OPEN, settings.halfOpenNanos()) : settings.halfOpenNanos();
        return (state & ConnectionTable.CONFIRMED) == 0 && idle >= halfOpen;
    }

    boolean empty() {
        return table.size() == 0;
    }

    int size() {
        return table.size();
    }

    long bytes() {
        return table.bytes();
    }

    /** All live entries, sorted by DVIPA, port, client. */
    List<ConnectionRow> rows() {
        List<ConnectionRow> rows = new ArrayList<>();
        long from = 0;
        while (true) {
            long at = table.scan(from, MAXIMUM_SWEEP);
            if (at == -1) {
                break;
            }
            if (at < 0) {
                from = ~at;
                continue;
            }
            from = at + 1;
            addRow(rows, at);
        }
        rows.sort((a, b) -> a.connection().compareTo(b.connection()));
        return Collections.unmodifiableList(rows);
    }

    private void addRow(List<ConnectionRow> rows, long at) {
        for (OwnedAddress address : owned.values()) {
            if (address.slot == table.slot(at)) {
                Targets.Target target = targets.get(table.target(at));
                IpAddress any = address.address.isV4() ? IpAddress.ANY4 : IpAddress.ANY6;
                IpAddress remote = IpAddress.of(table.remoteHigh(at), table.remoteLow(at));
                ConnectionId id = new ConnectionId(
                        new IpEndpoint(address.address, table.localPort(at)),
                        new IpEndpoint(remote, table.remotePort(at)));
                rows.add(
                        new ConnectionRow(id, target.dynamicXcf(address.address).orElse(any), target.member));
            }
        }
    }

    void clear() {
        owned.clear();
        index.rebuild(owned.values());
        table.clear();
        targets.clear();
        selfIndex = -1;
        sweepAt = 0;
    }

    private static int seconds(long now) {
        return (int) (now / SECOND);
    }
}
