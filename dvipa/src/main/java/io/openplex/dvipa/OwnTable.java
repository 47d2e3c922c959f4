package io.openplex.dvipa;

import io.openplex.hwsim.wire.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeSet;

/**
 * This stack's table as its peers know it. A new peer gets all of it, the others what has changed since: with a
 * thousand addresses a move of one must not cost every stack a thousand lines. Links keep the order, and a link that
 * fails begins again with the whole table.
 */
final class OwnTable {
    /** How long changes are collected before they are sent. */
    private static final long DELAY_NANOS = 2_000_000L;

    private final Context c;
    private final NavigableMap<IpAddress, Entry> entries;
    private final Outward outward;

    /** The lines as they were sent last. */
    private final Map<IpAddress, TableEntry> sent = new HashMap<>();

    /** What may have become another line since. */
    private final TreeSet<IpAddress> changed = new TreeSet<>();

    private long due = Entry.NEVER;

    OwnTable(Context context, NavigableMap<IpAddress, Entry> entries, Outward outward) {
        this.c = context;
        this.entries = entries;
        this.outward = outward;
    }

    /** The stack has become a member: nobody knows anything. */
    void begin() {
        sent.clear();
        changed();
    }

    /** The stack is no member any more. */
    void end() {
        sent.clear();
        changed.clear();
        due = Entry.NEVER;
    }

    /** Any line may be another one. */
    void changed() {
        note(entries.keySet());
        note(sent.keySet());
    }

    /** This line may be another one. */
    void changed(IpAddress address) {
        note(List.of(address));
    }

    private void note(Collection<IpAddress> addresses) {
        if (c.group.joined()) {
            changed.addAll(addresses);
            due = Math.min(due, c.now + DELAY_NANOS);
        }
    }

    /** When {@link #timer} has something to send; {@link Long#MAX_VALUE} for never. */
    long dueNanos() {
        return due;
    }

    /** Sends what has changed, when the time for it has come. */
    void timer() {
        if (due <= c.now) {
            sendChanges();
        }
    }

    /** The whole table; the others are told first what they do not know of it yet, so that all know the same. */
    List<TableEntry> whole() {
        changed();
        sendChanges();
        return sent.values().stream()
                .sorted((a, b) -> a.address().compareTo(b.address()))
                .toList();
    }

    private void sendChanges() {
        due = Entry.NEVER;
        List<TableEntry> lines = new ArrayList<>();
        List<IpAddress> removed = new ArrayList<>();
        for (IpAddress address : changed) {
            TableEntry before = sent.get(address);
            TableEntry now = line(address).orElse(null);
            if (now != null && !now.equals(before)) {
                sent.put(address, now);
                lines.add(now);
            } else if (now == null && before != null) {
                sent.remove(address);
                removed.add(address);
            }
        }
        changed.clear();
        if (!lines.isEmpty() || !removed.isEmpty()) {
            c.emit(new DvipaAction.SendTableChanges(List.copyOf(lines), List.copyOf(removed)));
        }
    }

    private Optional<TableEntry> line(IpAddress address) {
        Entry e = entries.get(address);
        return e == null ? Optional.empty() : outward.status(e).map(status -> c.tableEntry(e, status));
    }
}
