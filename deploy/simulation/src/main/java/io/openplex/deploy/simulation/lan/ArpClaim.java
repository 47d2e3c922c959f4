package io.openplex.deploy.simulation.lan;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;

/**
 * An ARP packet by which a station said that an address is its own.
 *
 * @param nanos virtual time at which it was sent
 * @param station who sent it
 * @param address the sender's protocol address in the packet
 * @param mac the sender's hardware address in the packet
 * @param kind how it said so
 */
public record ArpClaim(long nanos, String station, IpAddress address, MacAddress mac, Kind kind) {
    /** Ways to claim. */
    public enum Kind {
        /** Answer to a request. */
        REPLY,
        /** Unasked: sender and target address are the same. */
        GRATUITOUS,
        /** Request for another address. */
        REQUEST
    }
}
