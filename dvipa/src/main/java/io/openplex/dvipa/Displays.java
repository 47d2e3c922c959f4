package io.openplex.dvipa;

import io.openplex.hwsim.wire.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeSet;

/** Rows of the displays, in address order. */
final class Displays {
    private static final Comparator<GroupRow.Line> LINES = Comparator.comparing(
                    (GroupRow.Line line) -> line.status() != Status.ACTIVE || line.origin() == Origin.TARGET)
            .thenComparing(line -> line.origin() == Origin.TARGET)
            .thenComparingInt(line -> -line.rank())
            .thenComparing(line -> line.member().name());

    private final Context c;
    private final NavigableMap<IpAddress, Entry> entries;
    private final Outward outward;

    Displays(Context context, NavigableMap<IpAddress, Entry> entries, Outward outward) {
        this.c = context;
        this.entries = entries;
        this.outward = outward;
    }

    List<LocalRow> localRows() {
        List<LocalRow> rows = new ArrayList<>();
        entries.values().forEach(e -> row(e).ifPresent(rows::add));
        return rows;
    }

    private Optional<LocalRow> row(Entry e) {
        return outward.status(e).map(status -> {
            TableEntry line = c.tableEntry(e, status);
            return new LocalRow(
                    e.address,
                    line.prefixLength(),
                    line.interfaceName(),
                    status,
                    line.origin(),
                    line.rank(),
                    line.moveable(),
                    line.role(),
                    e.activatedNanos,
                    line.epoch());
        });
    }

    List<GroupRow> groupRows() {
        if (!c.group.joined()) {
            return List.of();
        }
        Collection<IpAddress> addresses = new TreeSet<>(entries.keySet());
        c.group.collectAddresses(addresses);
        List<GroupRow> rows = new ArrayList<>();
        for (IpAddress address : addresses) {
            Optional<LocalRow> local = Optional.ofNullable(entries.get(address)).flatMap(this::row);
            List<GroupRow.Line> lines = new ArrayList<>();
            local.ifPresent(
                    l -> lines.add(new GroupRow.Line(c.group.self(), l.status(), l.rank(), l.role(), l.origin())));
            String name = local.map(LocalRow::interfaceName).orElse("");
            for (Group.InLine peer : c.group.holders(address)) {
                TableEntry t = peer.entry();
                lines.add(new GroupRow.Line(peer.member(), t.status(), t.rank(), t.role(), t.origin()));
                name = name.isEmpty() ? t.interfaceName() : name;
            }
            if (!lines.isEmpty()) {
                lines.sort(LINES);
                rows.add(new GroupRow(address, local, name, List.copyOf(lines)));
            }
        }
        return rows;
    }
}
