package io.openplex.dvipa;

/** How a DVIPA stands in the HOME list. */
public enum HomeKind {
    /** Owned here: answers to everything; claiming is started and stopped separately. */
    OWNED,
    /** Distribution target, flag I: serves only what its distributor forwards; never announced. */
    INTERNAL,
    /** MOVING or QUIESCING: serves existing connections only; never announced. */
    LINGERING
}
