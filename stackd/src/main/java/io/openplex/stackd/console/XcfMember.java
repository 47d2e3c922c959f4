package io.openplex.stackd.console;

import java.util.OptionalLong;

/**
 * A member of an XCF group (operations.md 4.2).
 *
 * @param name up to 16 characters
 * @param system system name
 * @param job job name
 * @param cpc CPC of the system
 * @param status state of the member
 * @param linked whether signalling with it works; true for the own member
 * @param lastHeardMillis milliseconds since its last status update; 0 for the own member, empty when not measured
 * @param incarnation this life of the member, printed as its token
 */
public record XcfMember(
        String name,
        String system,
        String job,
        String cpc,
        Status status,
        boolean linked,
        OptionalLong lastHeardMillis,
        long incarnation) {
    /** States of a member: those of XCF, and those of a member that is gone while its record is kept. */
    public enum Status {
        /** Joined. */
        ACTIVE,
        /** Known only. */
        CREATED,
        /** Disassociated but recorded. */
        QUIESCED,
        /** Left in order. */
        LEFT,
        /** Its process is proven dead. */
        ENDED,
        /** Ended without leaving. */
        FAILED,
        /** Removed while it was not heard: it may never act again. */
        ISOLATED
    }

    /** The mark before a name (operations.md 4.7). */
    public enum Problem {
        /** No mark. */
        NONE(" "),
        /** Something is wrong with it. */
        PROBLEM("*"),
        /** It is gone, or about to be removed. */
        SEVERE("!");

        private final String flag;

        Problem(String flag) {
            this.flag = flag;
        }

        String flag() {
            return flag;
        }
    }

    /** True when it was heard within so many milliseconds; where that is not measured, when it is linked. */
    public boolean heardWithin(long millis) {
        return lastHeardMillis.isPresent() ? lastHeardMillis.getAsLong() <= millis : linked;
    }

    /** What is wrong with it under these intervals. */
    public Problem problem(XcfFacts.Couple couple) {
        return switch (status) {
            case ACTIVE -> {
                if (lastHeardMillis.orElse(0) > couple.detectionMillis()) {
                    yield Problem.SEVERE;
                }
                yield linked && heardWithin(couple.promiseMillis()) ? Problem.NONE : Problem.PROBLEM;
            }
            case CREATED, QUIESCED, LEFT -> Problem.NONE;
            case ENDED -> Problem.PROBLEM;
            case FAILED, ISOLATED -> Problem.SEVERE;
        };
    }
}
