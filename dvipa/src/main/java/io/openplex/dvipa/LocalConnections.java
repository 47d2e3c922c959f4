package io.openplex.dvipa;

import io.openplex.hwsim.wire.IpAddress;

/** The stack's answer to the one question that the engine has about connections. */
@FunctionalInterface
public interface LocalConnections {
    /** Number of connections of this stack with this local address, listeners not counted. */
    int count(IpAddress address);
}
