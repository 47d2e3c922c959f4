package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.IpAddress;

/**
 * One line of the home list.
 *
 * @param linkName link or interface name as NETSTAT prints it, 1 to 16 characters
 * @param address of either family
 * @param primary the stack's default local host
 */
public record HomeEntry(String linkName, IpAddress address, HomeKind kind, boolean primary) {
    /** A line without the PRIMARY flag. */
    public HomeEntry(String linkName, IpAddress address, HomeKind kind) {
        this(linkName, address, kind, false);
    }

    /** Flag INTERNAL: present only as a distribution target (operations.md 1.3). */
    public boolean internal() {
        return kind == HomeKind.DVIPA_TARGET;
    }
}
