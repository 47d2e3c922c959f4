package io.openplex.stackd.console;

import java.util.List;

/**
 * What the stack says to a command that it was asked to carry out.
 *
 * @param accepted false when nothing was changed
 * @param messages whole texts with their ids, in order; a refusal carries at least one
 */
public record CommandOutcome(boolean accepted, List<String> messages) {
    /** Copies the messages. */
    public CommandOutcome {
        messages = List.copyOf(messages);
    }

    /** Carried out or begun. */
    public static CommandOutcome carriedOut(String... messages) {
        return new CommandOutcome(true, List.of(messages));
    }

    /** Nothing changed; the messages say why. */
    public static CommandOutcome refused(String... messages) {
        return new CommandOutcome(false, List.of(messages));
    }
}
