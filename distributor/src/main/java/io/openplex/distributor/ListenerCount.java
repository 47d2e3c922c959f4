package io.openplex.distributor;

import io.openplex.hwsim.wire.IpAddress;
import java.util.Optional;

/**
 * Listening sockets of one stack on one address and port (openplex.v1.Listener).
 *
 * @param address address bound to; {@code 0.0.0.0} serves IPv4 only; empty or {@code ::} serves both families
 * @param port 1 to 65535
 * @param ready sockets that accept connections; quiesced ones do not count
 * @param job job name
 */
public record ListenerCount(Optional<IpAddress> address, int port, int ready, String job) {
    /** True when the sockets accept connections to this address. */
    boolean serves(IpAddress dvipa) {
        if (address.isEmpty() || address.get().equals(IpAddress.ANY6)) {
            return true;
        }
        return address.get().equals(dvipa) || dvipa.isV4() && address.get().equals(IpAddress.ANY4);
    }
}
