package io.openplex.stackd.console;

/** What a command needs and what a caller has (OPERCMDS classes, operations.md 0). */
public enum Authority {
    /** Looks only. */
    DISPLAY,
    /** Changes something. */
    CONTROL;

    /** True when a caller with this authority may issue a command that needs the other. */
    public boolean covers(Authority needed) {
        return compareTo(needed) >= 0;
    }
}
