package io.openplex.dvipa;

/** Where this stack stands between the ownership record and an address; {@link Status} is what displays make of it. */
enum Phase {
    /** Not the owner, nothing in flight. */
    WAITING,
    /** Not the owner; the service did not answer; the record is read again after a while. */
    DOUBT,
    /** Not the owner; a read is in flight. */
    READING,
    /** Not the owner yet; a write that names this stack is in flight. */
    CLAIMING,
    /** The record names this stack. */
    ACTIVE,
    /** Owner that stopped answering and waits for its last frames to leave. */
    FENCED,
    /** Owner that stopped answering; a write that names another stack, or nobody, is in flight. */
    GIVING,
    /** Owner that stopped answering and does not know how its last write ended; waits before reading. */
    GIVE_DOUBT,
    /** The same with a read in flight. */
    GIVE_READING,
    /** Owner that stopped answering; a write that names this stack again is in flight, to overtake a late one. */
    RESUMING
}
