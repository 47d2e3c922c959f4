package io.openplex.omproute.config;

import io.openplex.hwsim.wire.IpAddress;
import java.util.Optional;

/**
 * VIRTUAL_LINK; the defaults are unconfirmed (omproute.md 2.2).
 *
 * @param endpoint Virtual_Endpoint_RouterID
 * @param transitArea Links_Transit_Area
 * @param timers its timers
 * @param authentication Authentication_Type; empty: the backbone's
 * @param keyId Authentication_Key_ID
 * @param key Authentication_Key
 * @param line line of the statement
 */
public record VirtualLink(
        IpAddress endpoint,
        IpAddress transitArea,
        OspfTimers timers,
        Optional<Authentication> authentication,
        int keyId,
        AuthenticationKey key,
        int line) {}
