package io.openplex.stackd.console;

/**
 * A member of an XCF group (operations.md 4.2).
 *
 * @param name up to 16 characters
 * @param system system name
 * @param job job name
 * @param status XCF state
 * @param incarnation this life of the member, printed as its token
 */
public record XcfMember(String name, String system, String job, Status status, long incarnation) {
    /** XCF member states. */
    public enum Status {
        /** Joined. */
        ACTIVE,
        /** Known only. */
        CREATED,
        /** Disassociated but recorded. */
        QUIESCED,
        /** Ended without leaving. */
        FAILED
    }
}
