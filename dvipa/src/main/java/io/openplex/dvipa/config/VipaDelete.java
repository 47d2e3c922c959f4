package io.openplex.dvipa.config;

import io.openplex.hwsim.wire.IpAddress;
import java.util.Optional;

/**
 * VIPADELETE of one address (dvipa-and-distributor.md 1.5).
 *
 * @param address the address; empty when an IPv6 address is named by its interface
 * @param interfaceName IPv6 interface name, upper case; empty when the address is given
 */
public record VipaDelete(Optional<IpAddress> address, String interfaceName) implements VipaStatement {
    /** By address. */
    public static VipaDelete of(IpAddress address) {
        return new VipaDelete(Optional.of(address), "");
    }
}
