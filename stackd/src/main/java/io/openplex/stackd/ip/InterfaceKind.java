package io.openplex.stackd.ip;

/** What an interface is attached to; IP input treats packets by where they come from. */
public enum InterfaceKind {
    /** A LAN. */
    OSA,
    /** Another stack of the group. */
    XCF,
    /** This stack. */
    LOOPBACK
}
