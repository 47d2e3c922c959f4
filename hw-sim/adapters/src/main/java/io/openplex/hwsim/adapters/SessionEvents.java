package io.openplex.hwsim.adapters;

import io.openplex.hwsim.wire.IpAddress;

/** What an adapter tells the program of a session, on the thread that steps the adapter's end of it. */
public interface SessionEvents extends DuplicateAddressListener {
    /** For whoever does not want to know. */
    SessionEvents NONE = (address, mac, takeover, nowNanos) -> {};

    /** The port lost its link (adapter-initiated STOPLAN): session and registrations stay, nothing is on the LAN. */
    default void lanStopped(long nowNanos) {}

    /** The port has link again (adapter-initiated STARTLAN): the adapter announces what is registered. */
    default void lanStarted(long nowNanos) {}

    /**
     * An address that was registered without the takeover flag has been looked for on the LAN.
     *
     * @param code {@link AdapterSession#OK}, or {@link AdapterSession#DUPLICATE_ON_LAN}: the registration is gone
     */
    default void registered(IpAddress address, int code, long nowNanos) {}

    /** The session is over and everything registered with it gone. */
    default void ended(SessionEnd why, long nowNanos) {}
}
