package io.openplex.dvipa;

/** How an operator's DEACTIVATE or REACTIVATE of a DVIPA was taken. */
public enum CommandOutcome {
    /** Accepted; the state change follows. */
    ACCEPTED,
    /** The stack has no VIPADEFINE or VIPABACKUP of this address. */
    NOT_DEFINED,
    /** The address is not in a state that permits the command. */
    WRONG_STATE,
    /** The stack is not a member of the group. */
    NOT_JOINED
}
