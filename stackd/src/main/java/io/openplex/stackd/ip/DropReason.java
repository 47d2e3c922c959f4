package io.openplex.stackd.ip;

/** Why the IP layer dropped a packet. */
public enum DropReason {
    /** Shorter than a header, or than its lengths say. */
    LENGTH,
    /** Neither version 4 nor 6. */
    VERSION,
    /** IPv6 packets are not carried yet. */
    IPV6,
    /** Header checksum. */
    HEADER_CHECKSUM,
    /** Source is loopback, multicast, broadcast, zero, or one of the stack's own interface addresses. */
    SOURCE,
    /** Destination is loopback from outside, zero or reserved. */
    DESTINATION,
    /** Limited or directed broadcast. */
    BROADCAST,
    /** Multicast that nobody listens to. */
    MULTICAST,
    /** Fragment for a local address; fragments are not reassembled. */
    FRAGMENT,
    /** From the LAN, for a DVIPA that is here only as a distribution target or is moving away. */
    NOT_OWNER,
    /** Over XCF, for an address that is not here: never forwarded again. */
    LOOP_GUARD,
    /** Transit, but NODATAGRAMFWD. */
    NO_FORWARDING,
    /** Time to live used up. */
    TTL,
    /** No route. */
    NO_ROUTE,
    /** Longer than the way allows. */
    TOO_BIG,
    /** The interface has no link. */
    INTERFACE_DOWN,
    /** The interface refused the packet: no room. */
    INTERFACE_FULL,
    /** All frames are in use. */
    NO_FRAME,
    /** Transport or ICMP header or checksum wrong. */
    TRANSPORT,
    /** Nobody listens on the UDP port. */
    NO_PORT,
    /** Nobody handles the protocol. */
    NO_PROTOCOL,
    /** ICMP message that asks for nothing. */
    ICMP_IGNORED,
    /** ICMP error not sent: rate limit, or an error about an error. */
    ICMP_WITHHELD
}
