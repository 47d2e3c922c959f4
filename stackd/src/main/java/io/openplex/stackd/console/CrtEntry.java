package io.openplex.stackd.console;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import java.util.Optional;

/**
 * One entry of the connection routing table (operations.md 1.10).
 *
 * @param dest DVIPA and port
 * @param source client; port 0 on a timed affinity
 * @param destXcf dynamic XCF address of the target
 * @param path of the last forwarded packet, when VIPAROUTE statements exist
 * @param accelerated present when the stack has an accelerator on
 * @param affinity present on a timed affinity
 */
public record CrtEntry(
        IpEndpoint dest,
        IpEndpoint source,
        IpAddress destXcf,
        Optional<Path> path,
        Optional<Boolean> accelerated,
        Optional<Affinity> affinity) {
    /**
     * Where the last packet went.
     *
     * @param interfaceName outbound interface
     * @param vipaRoute true when a VIPAROUTE was used
     * @param gateway next hop, the any address when direct
     */
    public record Path(String interfaceName, boolean vipaRoute, IpAddress gateway) {}

    /**
     * A timed affinity.
     *
     * @param configuredSeconds as configured
     * @param connections connections that hold it
     * @param leftSeconds until it ends
     */
    public record Affinity(int configuredSeconds, long connections, int leftSeconds) {}
}
