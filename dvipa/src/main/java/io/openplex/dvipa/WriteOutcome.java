package io.openplex.dvipa;

/** How a write of an ownership record ended (the coupling facility's status). */
public enum WriteOutcome {
    /** Written. */
    WRITTEN,
    /** Another version stands there; nothing was written. */
    MISMATCH,
    /** This incarnation is no longer an active member; nothing was written. */
    NOT_A_MEMBER,
    /** No answer: it may or may not have been written, or may still be. */
    IN_DOUBT
}
