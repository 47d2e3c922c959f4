package io.openplex.hwsim.adapters;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;

/**
 * One line of NETSTAT ARP.
 *
 * @param address next hop
 * @param mac its Ethernet address
 * @param ageNanos time since it was last heard
 */
public record ArpEntry(IpAddress address, MacAddress mac, long ageNanos) {}
