package io.openplex.stackd.console;

import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.stackd.tcp.TcpState;
import java.util.Optional;

/**
 * One socket of NETSTAT CONN (operations.md 1.6).
 *
 * @param userId job name of the owner, up to 8 characters
 * @param connectionId unique per stack until reuse, printed as 8 hex digits
 * @param local local socket
 * @param foreign foreign socket; absent for an unconnected UDP socket
 * @param state TCP state; absent for UDP
 * @param applicationData up to 40 characters that the application associated with it
 */
public record ConnectionEntry(
        String userId,
        int connectionId,
        IpEndpoint local,
        Optional<IpEndpoint> foreign,
        Optional<TcpState> state,
        Optional<String> applicationData) {}
