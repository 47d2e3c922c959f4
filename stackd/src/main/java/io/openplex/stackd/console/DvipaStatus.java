package io.openplex.stackd.console;

/** What a stack does with a DVIPA (operations.md 1.8). */
public enum DvipaStatus {
    /** Owner. */
    ACTIVE("ACTIVE"),
    /** Eligible to take over. */
    BACKUP("BACKUP"),
    /** Given up, still serving old connections. */
    MOVING("MOVING"),
    /** Deleted or being taken, waits for connections to end. */
    QUIESCING("QUIESC"),
    /** Taken out by the operator. */
    DEACTIVATED("DEACT");

    private final String sixCharacters;

    DvipaStatus(String sixCharacters) {
        this.sixCharacters = sixCharacters;
    }

    /** As SYSPLEX,VIPADYN prints it; all but ACTIVE and BACKUP are unconfirmed spellings. */
    public String sixCharacters() {
        return sixCharacters;
    }
}
