package io.openplex.stackd.xcflink;

/** Why a link dropped a datagram or packet. */
public enum LinkDrop {
    /** Received: too short for a header and an IP header. */
    SHORT,
    /** Received: not ours, or another version. */
    MAGIC,
    /** Received: another group. */
    GROUP,
    /** Received: the keyed checksum is wrong. */
    UNAUTHENTICATED,
    /** Received: from or for another life of a member. */
    INCARNATION,
    /** Received: a number that came before, or too old. */
    REPLAYED,
    /** Received or to be sent: longer than the largest packet. */
    OVERSIZE,
    /** To be sent: the path refused it. */
    PATH,
    /** To be sent: the path takes nothing so long; the MTU of the link is lower now. */
    PATH_TOO_NARROW
}
