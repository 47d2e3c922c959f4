package io.openplex.xcf.api;

import java.util.List;
import java.util.Optional;

/**
 * Structures of versioned entries in the coupling facility. Entries are persistent; a version grows by one with every
 * write. Its upper 32 bits are the generation of the ensemble, so that versions go on growing when an ensemble was
 * rebuilt without memory; the lower ones start at 0. Every write is one transaction that also proves that the writer's
 * own incarnation is still an active member.
 */
public interface CouplingFacility {
    /** Version to pass to {@link #write} when the entry must not exist yet. */
    long ABSENT = -1;

    /** Reads one entry. */
    void read(String structure, String entry, ReplyHandler handler);

    /** Reads all entries of a structure, sorted by name. */
    void readAll(String structure, ListHandler handler);

    /**
     * Writes an entry if its version is still {@code expectedVersion}.
     *
     * @param expectedVersion the version that was read, or {@link #ABSENT}
     */
    default void write(String structure, String entry, long expectedVersion, byte[] data, ReplyHandler handler) {
        write(structure, entry, expectedVersion, data, Optional.empty(), handler);
    }

    /**
     * Writes an entry if its version is still {@code expectedVersion}, in favour of a member.
     *
     * @param expectedVersion the version that was read, or {@link #ABSENT}
     * @param inFavourOf who gains by the entry: it must be active too (otherwise the answer is {@link
     *     Status#VERSION_MISMATCH}), and its beat moves, so that nobody isolates it who has not seen this write
     */
    void write(
            String structure,
            String entry,
            long expectedVersion,
            byte[] data,
            Optional<Member> inFavourOf,
            ReplyHandler handler);

    /** How a request ended. */
    enum Status {
        /** Done; the reply carries version and data as they now stand. */
        OK,
        /** Read: there is no such entry. */
        NOT_FOUND,
        /** Write: the entry has another version (or exists, or does not); nothing was written. */
        VERSION_MISMATCH,
        /** Write: this incarnation is no longer an active member; nothing was written. */
        NOT_A_MEMBER,
        /** The service did not answer; a write may or may not have happened: read before doing anything else. */
        IN_DOUBT
    }

    /**
     * One entry.
     *
     * @param name entry name
     * @param version its version
     * @param data its content
     */
    record Entry(String name, long version, byte[] data) {}

    /** Receives the answer to one request, on the stack's loop. */
    @FunctionalInterface
    interface ReplyHandler {
        /** The entry is present exactly when the status is {@link Status#OK}. */
        void reply(Status status, Optional<Entry> entry);
    }

    /** Receives a whole structure, on the stack's loop. */
    @FunctionalInterface
    interface ListHandler {
        /** Status is {@link Status#OK} or {@link Status#IN_DOUBT}; a missing structure is an empty list. */
        void reply(Status status, List<Entry> entries);
    }
}
