package io.openplex.hwsim.adapters.osa;

/** Why an OSA dropped a frame or packet. */
public enum OsaDrop {
    /** Inbound: shorter than its Ethernet header and tag. (Unpadded frames are taken: virtual links do not pad.) */
    RUNT,
    /** Inbound: sent to another station. */
    WRONG_MAC,
    /** Inbound: tagged for another VLAN, or untagged while a VLAN is configured. */
    WRONG_VLAN,
    /** Inbound: neither ARP nor IP. */
    UNKNOWN_TYPE,
    /** Inbound: an ARP packet that is cut short, not for IPv4 over Ethernet, or with an impossible sender. */
    BAD_ARP,
    /** Inbound: an IP header whose version or lengths are wrong. */
    BAD_IP,
    /** Inbound: ROUTELCL, and the destination is not registered. */
    NOT_REGISTERED,
    /** Inbound: broadcast or multicast that is not enabled. */
    GROUP_DISABLED,
    /** Inbound: a group Ethernet address over an IP destination that does not belong to it. */
    GROUP_MISMATCH,
    /** Inbound: sent to the burned-in address, for nobody's address, and there is no router (hardware.md 2.3). */
    NO_ROUTER,
    /** Inbound: the session has no empty input buffer. */
    RING_FULL,
    /** Between sessions of one port: one of the two is isolated (hardware.md 2.6). */
    ISOLATED,
    /** Outbound: a layer-2 frame from an address that is not the session's. */
    WRONG_SOURCE,
    /** Outbound: the session is over, or not started. */
    NOT_STARTED,
    /** Outbound: longer than the MTU. */
    TOO_LONG,
    /** Outbound: checksum or segmentation left to an offload that this port does not have, or no room for headers. */
    UNFINISHED,
    /** Outbound: the port has no link. */
    NO_LINK,
    /** Outbound: an IPv6 next hop (neighbour discovery belongs to the stack). */
    NO_NEIGHBOUR,
    /** Outbound: too many next hops are being asked for. */
    TOO_MANY_HOPS,
    /** Outbound: pushed out of the wait queue by newer packets for the same next hop. */
    QUEUE_FULL,
    /** Outbound: nobody answered for the next hop. */
    UNRESOLVED,
    /** Outbound: the LAN port had no room. */
    PORT_FULL,
    /** Outbound: claims a leased address (ARP, SYN-ACK, RST), and the lease of the session is over. */
    LEASE_OVER,
    /** Outbound: claims an address (SYN-ACK, RST) that is forbidden to this session, or was while it waited. */
    CLAIM_FORBIDDEN
}
