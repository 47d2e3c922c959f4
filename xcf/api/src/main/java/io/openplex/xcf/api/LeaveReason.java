package io.openplex.xcf.api;

/** Why a member is no longer in the group; the names are those of the ENF signal (operations.md 5.3). */
public enum LeaveReason {
    /** VARY TCPIP,,SYSPLEX,LEAVEGROUP. */
    OPERATOR,
    /** The stack stopped in order. */
    STACK_STOP,
    /** The stack found itself sick and left. */
    AUTONOMICS,
    /** The process ended without leaving; proven by its connections. */
    ABEND,
    /** Nothing was heard of it for too long, or its session ended. */
    SYSTEM_REMOVED
}
