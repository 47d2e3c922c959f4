package io.openplex.hwsim.adapters;

/** Under which condition the adapter claims a registered address. What connections answer is held back for IPv4. */
public enum RegistrationKind {
    /** The address belongs to this session for good, as an interface's own does: claimed at any time. */
    PERMANENT,
    /** The right to the address can move (a DVIPA): claimed only while the session's lease is in force. */
    LEASED,
    /**
     * As {@link #LEASED}, while another port of the same stack answers for the address on this LAN (hardware.md 2.9,
     * flag VIPA): packets for it are delivered here, ARP is left to the other port, and connection answers from it
     * that leave here are held to the lease.
     */
    LEASED_SILENT,
    /**
     * The address is another stack's to claim, while connections of this one go on: packets for it are delivered here,
     * and nothing that claims it leaves, with or without a lease.
     */
    FORBIDDEN,
    /**
     * Another stack answers for the address and forwards connections here over XCF: nothing for it is delivered from
     * this LAN, and connection answers from it that leave here are held to the lease, so that a stack that stood still
     * while it was taken for dead does not answer clients whom another one serves meanwhile.
     */
    TARGET;

    /** Claims need the lease. */
    public boolean isLeased() {
        return this == LEASED || this == LEASED_SILENT || this == TARGET;
    }

    /** Packets for the address are delivered to the stack. */
    public boolean delivers() {
        return this != TARGET;
    }

    /** ARP requests for the address are this port's to answer. */
    public boolean answersArp() {
        return this == PERMANENT || this == LEASED;
    }
}
