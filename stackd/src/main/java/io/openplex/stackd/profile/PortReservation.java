package io.openplex.stackd.profile;

import io.openplex.hwsim.wire.IpAddress;
import java.util.Optional;

/**
 * An entry of PORT or PORTRANGE (profile.md 7).
 *
 * @param first first port, 1-65535; 0 for UNRSV
 * @param last last port; {@code first} for a single one
 * @param tcp true for TCP, false for UDP
 * @param job job name, with {@code *} alone or at its end as a wildcard; empty for RESERVED and AUTHPORT
 * @param autolog whether AUTOLOG watches the port, false for NOAUTOLOG
 * @param delayAcks DELAYACKS
 * @param share SHAREPORT
 * @param bind address that a server which binds to any is bound to
 * @param range true for an entry of PORTRANGE
 * @param line line of the entry
 */
public record PortReservation(
        int first,
        int last,
        boolean tcp,
        String job,
        boolean autolog,
        boolean delayAcks,
        Share share,
        Optional<IpAddress> bind,
        boolean range,
        int line) {
    /** Several listeners on one port. */
    public enum Share {
        /** One listener. */
        NONE,
        /** SHAREPORT: by load of the listeners. */
        SHAREPORT,
        /** SHAREPORTWLM: by server-specific weights. */
        SHAREPORTWLM
    }

    /** Whether the entry is for this protocol and port. */
    public boolean covers(boolean protocolTcp, int port) {
        return tcp == protocolTcp && port >= first && port <= last;
    }
}
