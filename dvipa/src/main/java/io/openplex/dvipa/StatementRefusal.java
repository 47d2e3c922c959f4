package io.openplex.dvipa;

/** Why a configuration statement was not accepted. */
public enum StatementRefusal {
    /** The stack has no behaviour for the statement or one of its options yet. */
    UNSUPPORTED,
    /** The address is already defined here; VIPADELETE must come first. */
    ALREADY_DEFINED,
    /** VIPADELETE of an address that is not defined here. */
    NOT_DEFINED,
    /** The limit of addresses is reached; EZZ8309I was issued as well. */
    TOO_MANY,
    /** Rank, mask or interface name is out of range or of the wrong family. */
    INVALID,
    /** A profile change while the stack is not a member of the group: the change is cancelled. */
    NOT_JOINED
}
