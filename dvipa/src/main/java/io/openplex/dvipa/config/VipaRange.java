package io.openplex.dvipa.config;

import io.openplex.hwsim.wire.IpPrefix;
import java.util.Optional;

/**
 * VIPARANGE (dvipa-and-distributor.md 1.4).
 *
 * @param delete DELETE rather than DEFINE
 * @param moveable {@link Moveable#NONDISRUPTIVE} (default) or {@link Moveable#DISRUPTIVE}
 * @param range the subnet
 * @param interfaceName IPv6 interface name, upper case; empty for IPv4
 * @param safResource resource name of SAF, 1-8 characters
 * @param zcx ZCX coded
 */
public record VipaRange(
        boolean delete,
        Moveable moveable,
        IpPrefix range,
        String interfaceName,
        Optional<String> safResource,
        boolean zcx)
        implements VipaStatement {}
