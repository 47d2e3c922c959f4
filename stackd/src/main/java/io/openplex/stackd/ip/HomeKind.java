package io.openplex.stackd.ip;

/** Whose an address of the home list is. The order is the order of NETSTAT HOME within a family (operations.md 1.3). */
public enum HomeKind {
    /** Dynamic XCF address; listed once per dynamic XCF link. */
    DYNAMIC_XCF,
    /** Address of an interface or a static VIPA. */
    INTERFACE,
    /** DVIPA that this stack owns and advertises. */
    DVIPA_OWNED,
    /** DVIPA that this stack has given away while connections to it go on; no longer advertised. */
    DVIPA_MOVING,
    /** DVIPA that is here only because the stack is a distribution target; never advertised, silent on the LAN. */
    DVIPA_TARGET,
    /** Loopback. */
    LOOPBACK;

    /** One of the DVIPA kinds. */
    public boolean isDvipa() {
        return this == DVIPA_OWNED || this == DVIPA_MOVING || this == DVIPA_TARGET;
    }
}
