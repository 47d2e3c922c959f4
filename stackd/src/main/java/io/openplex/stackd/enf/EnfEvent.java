package io.openplex.stackd.enf;

import java.util.List;

/**
 * One signal, or the present state in the shape of one.
 *
 * @param sequence per system from 1 without gaps; 0 when synthetic
 * @param synthetic made up from the present state
 * @param timeMillis wall clock, milliseconds since 1970; of a synthetic one the time of the last transition
 * @param kind JOIN or LEAVE
 * @param reason why
 * @param triggerMessageId message that led to it, or empty
 * @param membersAfter member names after the transition, sorted
 * @param dvipas what is known of DVIPAs at that moment
 * @param incarnation of the member; 0 when it never joined
 */
public record EnfEvent(
        long sequence,
        boolean synthetic,
        long timeMillis,
        Kind kind,
        Reason reason,
        String triggerMessageId,
        List<String> membersAfter,
        List<Dvipa> dvipas,
        long incarnation) {
    /** Copies the lists. */
    public EnfEvent {
        membersAfter = List.copyOf(membersAfter);
        dvipas = List.copyOf(dvipas);
    }

    /** What happened. */
    public enum Kind {
        /** The stack joined its group. */
        JOIN,
        /** The stack left it. */
        LEAVE
    }

    /** Why it happened (operations.md 5.3). */
    public enum Reason {
        /** Not known: a synthetic LEAVE of a stack that never joined. */
        NONE,
        /** Join at start. */
        STACK_START,
        /** VARY command. */
        OPERATOR,
        /** Join after recovery. */
        AUTOREJOIN,
        /** Orderly stop. */
        STACK_STOP,
        /** The stack found itself sick. */
        AUTONOMICS,
        /** The process ended. */
        ABEND,
        /** The group removed it. */
        SYSTEM_REMOVED
    }

    /**
     * A DVIPA in a signal.
     *
     * @param address console text
     * @param status for example {@code ACTIVE}
     * @param owner member name of the owner, or empty
     */
    public record Dvipa(String address, String status, String owner) {}
}
