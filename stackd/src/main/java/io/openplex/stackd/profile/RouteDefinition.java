package io.openplex.stackd.profile;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import java.util.Optional;

/**
 * ROUTE in BEGINROUTES (profile.md 3.1).
 *
 * @param destination network, host, or length 0 for DEFAULT and DEFAULT6; host bits are zero
 * @param firstHop next router; empty for a direct route ({@code =})
 * @param interfaceName interface or link, defined before
 * @param mtu bytes, 0 for DEFAULTSIZE: 576 or 1280 for indirect routes, the interface's size for direct ones
 *     (unconfirmed)
 * @param replaceable REPLACEABLE: a dynamic route may take its place
 * @param line line of the statement
 */
public record RouteDefinition(
        IpPrefix destination,
        Optional<IpAddress> firstHop,
        String interfaceName,
        int mtu,
        boolean replaceable,
        int line) {}
