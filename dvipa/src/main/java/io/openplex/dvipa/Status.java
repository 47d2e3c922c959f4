package io.openplex.dvipa;

/** State of a DVIPA on one stack; {@link #code()} is the value of programming interfaces and signals (2.2). */
public enum Status {
    /** Not known. */
    UNKNOWN(1),
    /** Owned here, or in HOME as a distribution target (origin {@link Origin#TARGET}). */
    ACTIVE(2),
    /** Eligible to take over. */
    BACKUP(3),
    /** Ownership went to another stack; connections remain here. */
    MOVING(4),
    /** Being removed here; connections remain that another stack keeps feeding. */
    QUIESCING(5),
    /** By VARY DEACTIVATE; the definition is saved. */
    DEACTIVATED(6),
    /** The stack left the group by VARY LEAVEGROUP or stopped; the definition is saved. */
    DEACTIVATED_LEAVE_GROUP(7),
    /** The stack left by autonomics or was removed; the definition is saved. */
    DEACTIVATED_AUTONOMICS(8);

    private final int code;

    Status(int code) {
        this.code = code;
    }

    /** 1 to 8. */
    public int code() {
        return code;
    }

    /** The value for a code; an unknown code reads as {@link #UNKNOWN}. */
    public static Status ofCode(int code) {
        return code >= 1 && code <= values().length ? values()[code - 1] : UNKNOWN;
    }
}
