package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import org.jspecify.annotations.Nullable;

/**
 * One route.
 *
 * @param destination network, host bits clear; length 0 is the default route
 * @param gateway first hop, null for a direct route
 * @param via interface
 * @param mtu largest packet in bytes, 0 for what the interface has
 */
public record Route(IpPrefix destination, @Nullable IpAddress gateway, IpInterface via, int mtu) {
    /** Clears host bits, refuses a gateway of the other family. */
    public Route {
        destination = destination.network();
        if (gateway != null && gateway.isV4() != destination.address().isV4()) {
            throw new IllegalArgumentException("gateway " + gateway + " for " + destination);
        }
    }

    /** Direct route to an interface's subnet, or to one that is on the link. */
    public static Route direct(IpPrefix subnet, IpInterface via) {
        return new Route(subnet, null, via, 0);
    }

    /** Direct route to one host, such as an XCF partner. */
    public static Route host(IpAddress host, IpInterface via) {
        return new Route(IpPrefix.host(host), null, via, 0);
    }

    /** Default IPv4 route. */
    public static Route defaultVia(IpAddress gateway, IpInterface via) {
        return new Route(new IpPrefix(IpAddress.ANY4, 0), gateway, via, 0);
    }

    /** Largest packet. */
    public int effectiveMtu() {
        int own = via.mtu();
        return mtu == 0 ? own : Math.min(mtu, own);
    }

    /** Flags of NETSTAT ROUTE (operations.md 1.5): U up, G gateway, H host, S not replaceable. */
    public String flags() {
        return (via.up() ? "U" : "")
                + (gateway != null ? "G" : "")
                + (destination.length() == destination.address().bitLength() ? "H" : "")
                + "S";
    }
}
