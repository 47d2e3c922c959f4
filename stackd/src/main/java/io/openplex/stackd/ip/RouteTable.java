package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Routes of both families. The longest prefix wins whose interface is up; of several routes to one prefix the first
 * added. Looking up costs one probe per prefix length in use and allocates nothing.
 */
public final class RouteTable {
    private static final Comparator<Route> ORDER = Comparator.comparing(Route::destination);

    private final List<Route> routes = new ArrayList<>();
    private Level[] levels4 = new Level[0];
    private Level[] levels6 = new Level[0];
    private long version;

    /** All prefixes of one length. */
    private static final class Level {
        final long maskHigh;
        final long maskLow;
        final HalvesMap<Route[]> routes = new HalvesMap<>();

        Level(int length, boolean v4) {
            // In mapped form the 32 bits of an IPv4 address are the last of 128; the 96 before them always count.
            int bits = v4 ? length + 96 : length;
            maskHigh = mask(Math.min(bits, 64));
            maskLow = mask(Math.max(0, bits - 64));
        }

        private static long mask(int bits) {
            return bits == 0 ? 0 : -1L << 64 - bits;
        }

        void add(Route route) {
            IpAddress address = route.destination().address();
            Route[] old = routes.get(address.high(), address.low());
            Route[] longer = old == null ? new Route[] {route} : Arrays.copyOf(old, old.length + 1);
            longer[longer.length - 1] = route;
            routes.put(address.high(), address.low(), longer);
        }
    }

    /** Adds a route; an equal one is not added twice. */
    public void add(Route route) {
        if (!routes.contains(route)) {
            routes.add(route);
            rebuild();
        }
    }

    /** Removes every route that fits. */
    public void removeIf(Predicate<Route> which) {
        if (routes.removeIf(which)) {
            rebuild();
        }
    }

    /** Removes the routes to one prefix. */
    public void remove(IpPrefix destination) {
        IpPrefix network = destination.network();
        removeIf(route -> route.destination().equals(network));
    }

    /** The route to an address given as halves (IPv4 in mapped form), or null; allocates nothing. */
    public @Nullable Route lookup(long high, long low) {
        boolean v4 = high == IpAddress.V4_HIGH && low >>> 32 == 0xffffL;
        Level[] levels = v4 ? levels4 : levels6;
        for (Level level : levels) {
            Route[] candidates = level.routes.get(high & level.maskHigh, low & level.maskLow);
            if (candidates != null) {
                for (Route route : candidates) {
                    if (route.via().up()) {
                        return route;
                    }
                }
            }
        }
        return null;
    }

    /** The route to an address, or null. */
    public @Nullable Route lookup(IpAddress destination) {
        return lookup(destination.high(), destination.low());
    }

    /** All routes, inactive ones too, by destination as displays list them: IPv4 first, DEFAULT at the top. */
    public List<Route> routes() {
        List<Route> sorted = new ArrayList<>(routes);
        sorted.sort(ORDER);
        return Collections.unmodifiableList(sorted);
    }

    /** Grows with every change. */
    public long version() {
        return version;
    }

    private void rebuild() {
        version++;
        levels4 = levels(true);
        levels6 = levels(false);
    }

    private Level[] levels(boolean v4) {
        Level[] byLength = new Level[129];
        int used = 0;
        for (Route route : routes) {
            if (route.destination().address().isV4() == v4) {
                int length = route.destination().length();
                Level level = byLength[length];
                if (level == null) {
                    level = new Level(length, v4);
                    byLength[length] = level;
                    used++;
                }
                level.add(route);
            }
        }
        Level[] longestFirst = new Level[used];
        int at = 0;
        for (int length = 128; length >= 0; length--) {
            if (byLength[length] != null) {
                longestFirst[at++] = byLength[length];
            }
        }
        return longestFirst;
    }
}
