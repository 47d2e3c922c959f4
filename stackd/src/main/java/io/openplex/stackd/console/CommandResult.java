package io.openplex.stackd.console;

import java.util.List;
import java.util.Optional;

/**
 * The answer to one command.
 *
 * @param lines console lines in order, without line ends
 * @param report the display behind the lines, if it was one
 * @param success false when the command was refused or failed; the lines say why
 */
public record CommandResult(List<String> lines, Optional<Report> report, boolean success) {
    /** Copies the lines. */
    public CommandResult {
        lines = List.copyOf(lines);
    }

    static CommandResult refused(String... lines) {
        return new CommandResult(List.of(lines), Optional.empty(), false);
    }

    static CommandResult done(List<String> lines) {
        return new CommandResult(lines, Optional.empty(), true);
    }

    /** The JSON twin of a display, or empty text. */
    public String json() {
        return report.map(Report::json).orElse("");
    }
}
