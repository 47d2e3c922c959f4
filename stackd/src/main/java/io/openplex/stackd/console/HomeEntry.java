package io.openplex.stackd.console;

import io.openplex.hwsim.wire.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * One address of the HOME list (operations.md 1.3).
 *
 * @param name link or interface name
 * @param link true for LINKNAME, false for INTFNAME
 * @param address address of either family
 * @param type only for IPv6
 * @param flags in print order
 */
public record HomeEntry(String name, boolean link, IpAddress address, Optional<Type> type, List<Flag> flags) {
    /** IPv6 address types. */
    public enum Type {
        /** Global scope. */
        GLOBAL,
        /** fe80::/10. */
        LINK_LOCAL,
        /** fec0::/10. */
        SITE_LOCAL,
        /** ::1. */
        LOOPBACK
    }

    /** HOME flags. */
    public enum Flag {
        /** Default local host. */
        PRIMARY,
        /** DVIPA that is here only because this stack is a distribution target (spelling unconfirmed). */
        INTERNAL,
        /** IPv6: no longer preferred. */
        DEPRECATED,
        /** IPv6: failed or not yet passed duplicate address detection. */
        UNAVAILABLE
    }
}
