package io.openplex.stackd.tcp;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connections by 4-tuple: open addressing with linear probing, the hash mixed with a secret so that a peer cannot
 * choose collisions. Lookup allocates nothing; removal shifts the run back, so there are no tombstones.
 */
final class ConnectionTable {
    private final long secret;
    private @Nullable Connection[] slots = new Connection[64];
    private int size;

    ConnectionTable(long secret) {
        this.secret = secret;
    }

    int size() {
        return size;
    }

    /** The connection, or null; {@code ports} is local port << 16 | remote port. */
    @Nullable
    Connection find(long localHigh, long localLow, long remoteHigh, long remoteLow, int ports) {
        int mask = slots.length - 1;
        int at = hash(localHigh, localLow, remoteHigh, remoteLow, ports) & mask;
        for (Connection c = slots[at]; c != null; c = slots[at]) {
            if (c.ports == ports
                    && c.remoteLow == remoteLow
                    && c.localLow == localLow
                    && c.remoteHigh == remoteHigh
                    && c.localHigh == localHigh) {
                return c;
            }
            at = at + 1 & mask;
        }
        return null;
    }

    /** Puts in a connection whose 4-tuple is not there. */
    void add(Connection connection) {
        if (size * 2 >= slots.length) {
            grow();
        }
        insert(connection);
        size++;
    }

    private void insert(Connection connection) {
        int mask = slots.length - 1;
        int at = home(connection);
        while (slots[at] != null) {
            at = at + 1 & mask;
        }
        slots[at] = connection;
    }

    /** Takes out a connection; nothing happens when it is not there. */
    void remove(Connection connection) {
        int mask = slots.length - 1;
        int hole = home(connection);
        while (slots[hole] != connection) {
            if (slots[hole] == null) {
                return;
            }
            hole = hole + 1 & mask;
        }
        size--;
        int at = hole;
        while (true) {
            at = at + 1 & mask;
            Connection c = slots[at];
            if (c == null) {
                slots[hole] = null;
                return;
            }
            // It may move back into the hole only if its home does not lie behind the hole.
            if ((at - home(c) & mask) >= (at - hole & mask)) {
                slots[hole] = c;
                hole = at;
            }
        }
    }

    /** Visits all, in no defined order. */
    void forEach(Consumer<Connection> visitor) {
        for (Connection c : slots) {
            if (c != null) {
                visitor.accept(c);
            }
        }
    }

    private void grow() {
        @Nullable Connection[] old = slots;
        slots = new Connection[old.length * 2];
        for (Connection c : old) {
            if (c != null) {
                insert(c);
            }
        }
    }

    private int home(Connection c) {
        return hash(c.localHigh, c.localLow, c.remoteHigh, c.remoteLow, c.ports) & slots.length - 1;
    }

    private int hash(long localHigh, long localLow, long remoteHigh, long remoteLow, int ports) {
        long h = mix(secret ^ remoteLow) + ports;
        h = mix(h ^ localLow);
        h = mix(h + (remoteHigh ^ Long.rotateLeft(localHigh, 23)));
        return (int) (h >>> 32);
    }

    private static long mix(long value) {
        long h = value * 0x9e3779b97f4a7c15L;
        h ^= h >>> 32;
        h *= 0xd6e8feb86659fd93L;
        return h ^ h >>> 29;
    }
}
