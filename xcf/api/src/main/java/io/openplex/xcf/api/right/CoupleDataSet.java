package io.openplex.xcf.api.right;

import io.openplex.xcf.api.Member;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What the members of a group write down about themselves and each other, in the ensemble. Every request is one
 * transaction that also proves that the writer's own incarnation is still active; every handler is called exactly once,
 * on the stack's loop.
 */
public interface CoupleDataSet {
    /** How a request ended. */
    enum Answer {
        /** Done. */
        DONE,
        /** A record has another version than the one that was read; nothing was written. */
        REFUSED,
        /** This incarnation is no longer active; nothing was written. */
        NOT_A_MEMBER,
        /** The ensemble did not answer: it may or may not have been done, or may still be. */
        IN_DOUBT
    }

    /** Receives the end of a request. */
    @FunctionalInterface
    interface AnswerHandler {
        /** The request has ended. */
        void answer(Answer answer);
    }

    /**
     * What stands there of one incarnation.
     *
     * @param active its record is active and names this very incarnation
     * @param list those who may isolate it
     * @param version of its record
     * @param beat version of its beat
     */
    record Status(boolean active, SortedSet<Seat> list, long version, long beat) {}

    /** Receives a status. */
    @FunctionalInterface
    interface StatusHandler {
        /** Empty: the ensemble did not answer. */
        void answer(Optional<Status> status);
    }

    /** Updates the own status: moves the own beat (ownership rule, clause 6). */
    void confirm(AnswerHandler handler);

    /** Reads the status of an incarnation, the beat before anything else; may be the own one. */
    void status(Member member, StatusHandler handler);

    /**
     * Writes the own list (clause 4). Seats that are dropped are dropped only if their holders' records are not active
     * at that very moment.
     *
     * @param version of the own record as it was read
     */
    void changeList(SortedSet<Seat> list, long version, AnswerHandler handler);

    /**
     * Ends an incarnation that may be alive (clause 8): only if its record and its beat are as they were read, and the
     * own record too.
     *
     * @param read the status of the member on which this was decided
     * @param ownVersion version of the own record
     */
    void isolate(Member member, Status read, long ownVersion, AnswerHandler handler);

    /**
     * The same for a member that an operator has called down (clause 14), by one that has no seat in its list: only if,
     * besides, no seat of the list that was read is held by an active record at that very moment.
     */
    void isolateAbandoned(Member member, Status read, long ownVersion, AnswerHandler handler);

    /** The members may have changed without this stack having heard of it: reads them again. */
    void reread();
}
