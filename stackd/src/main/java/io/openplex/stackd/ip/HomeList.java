package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All addresses of the stack, in the order of NETSTAT HOME: IPv4 before IPv6, and in each family dynamic XCF links,
 * interfaces, DVIPAs, loopback; within these in the order of addition (operations.md 1.3). An address may stand here
 * several times, under different links; a link may have several addresses.
 */
public final class HomeList {
    private static final Comparator<HomeEntry> ORDER =
            Comparator.comparing((HomeEntry entry) -> !entry.address().isV4()).thenComparingInt(HomeList::group);

    private final List<HomeEntry> entries = new ArrayList<>();
    private HalvesMap<HomeEntry> byAddress = new HalvesMap<>();
    private boolean stale;
    private long version;

    /** Adds a line. The same address under the same link replaces the line, keeping its place among its like. */
    public void add(HomeEntry entry) {
        if (find(entry.address()) == null) {
            int at = place(entry);
            entries.add(at, entry);
            byAddress().put(entry.address().high(), entry.address().low(), entry);
            version++;
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            HomeEntry old = entries.get(i);
            if (old.linkName().equals(entry.linkName()) && old.address().equals(entry.address())) {
                replace(i, old, entry);
                return;
            }
        }
        entries.add(place(entry), entry);
        changed();
    }

    /** In another group its place is another one; in the same it keeps its own. */
    private void replace(int i, HomeEntry old, HomeEntry entry) {
        boolean first = old.equals(find(entry.address()));
        entries.remove(i);
        if (group(old) == group(entry)) {
            entries.add(i, entry);
            if (first) {
                byAddress().put(entry.address().high(), entry.address().low(), entry);
            }
            version++;
        } else {
            entries.add(place(entry), entry);
            changed();
        }
    }

    /** Behind all that come before it or are like it. */
    private int place(HomeEntry entry) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ORDER.compare(entries.get(middle), entry) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Adds an IPv4 DVIPA under its generated link name, or changes its kind when it is here. */
    public void addDvipa(IpAddress dvipa, HomeKind kind) {
        add(new HomeEntry(LinkNames.vipl(dvipa), dvipa, kind));
    }

    /** Removes every line of a DVIPA. */
    public void removeDvipa(IpAddress dvipa) {
        removeIf(entry -> entry.kind().isDvipa() && entry.address().equals(dvipa));
    }

    /** Removes every line of a link. */
    public void removeLink(String linkName) {
        removeIf(entry -> entry.linkName().equals(linkName));
    }

    /** Removes every line that fits. */
    public void removeIf(Predicate<HomeEntry> which) {
        if (entries.removeIf(which)) {
            changed();
        }
    }

    /**
     * The first line of an address given as halves (IPv4 in mapped form), or null; allocates nothing unless the list
     * has changed.
     */
    public @Nullable HomeEntry find(long high, long low) {
        return byAddress().get(high, low);
    }

    /** The first line of an address, or null. */
    public @Nullable HomeEntry find(IpAddress address) {
        return find(address.high(), address.low());
    }

    /** The stack's default local host: the line flagged primary, else the first interface, else null. */
    public @Nullable HomeEntry primary() {
        for (HomeEntry entry : entries) {
            if (entry.primary()) {
                return entry;
            }
        }
        for (HomeEntry entry : entries) {
            if (entry.kind() == HomeKind.INTERFACE) {
                return entry;
            }
        }
        return null;
    }

    /** All lines in the order of the display. */
    public List<HomeEntry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** Grows with every change. */
    public long version() {
        return version;
    }

    private static int group(HomeEntry entry) {
        return entry.kind().isDvipa()
                ? HomeKind.DVIPA_OWNED.ordinal()
                : entry.kind().ordinal();
    }

    /** The map follows when it is next asked: a thousand addresses may go one after the other. */
    private void changed() {
        version++;
        stale = true;
    }

    private HalvesMap<HomeEntry> byAddress() {
        if (stale) {
            stale = false;
            HalvesMap<HomeEntry> fresh = new HalvesMap<>();
            for (int i = entries.size() - 1; i >= 0; i--) {
                HomeEntry entry = entries.get(i);
                fresh.put(entry.address().high(), entry.address().low(), entry);
            }
            byAddress = fresh;
        }
        return byAddress;
    }
}
