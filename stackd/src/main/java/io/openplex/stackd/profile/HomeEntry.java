package io.openplex.stackd.profile;

import io.openplex.hwsim.wire.IpAddress;

/**
 * An entry of HOME, in order of the list.
 *
 * @param address IPv4 address
 * @param link its link, or LOOPBACK
 * @param line line of the entry
 */
public record HomeEntry(IpAddress address, String link, int line) {}
