package io.openplex.stackd.profile;

import java.util.List;

/**
 * AUTOLOG (profile.md 8).
 *
 * @param waitMinutes time to wait for a leftover procedure, 0-30
 * @param entries procedures to start, in order
 */
public record Autolog(int waitMinutes, List<Entry> entries) {
    /** Nothing is started. */
    public static final Autolog NONE = new Autolog(5, List.of());

    /**
     * A procedure.
     *
     * @param procedure its name
     * @param job JOBNAME, by default the procedure's name
     * @param parameters PARMSTRING, as written
     * @param delayUntilDvipas DELAYSTART DVIPA: not before the stack has joined and processed its DVIPAs
     * @param line line of the entry
     */
    public record Entry(String procedure, String job, String parameters, boolean delayUntilDvipas, int line) {}
}
