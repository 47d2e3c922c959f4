package io.openplex.proto.messages;

import java.util.List;

/**
 * A message as issued.
 *
 * @param id which one
 * @param arguments values of the variables in order of appearance
 */
public record Message(MessageId id, List<String> arguments) {
    /** Copies the arguments. */
    public Message {
        arguments = List.copyOf(arguments);
    }

    /** How bad it is. */
    public Severity severity() {
        return id.definition().severity();
    }

    /** True for severity {@link Severity#ERROR}. */
    public boolean isError() {
        return severity() == Severity.ERROR;
    }

    /** Number, blank, text: the line as the console shows it. */
    public String text() {
        return id.name() + " " + id.definition().fill(arguments);
    }

    @Override
    public String toString() {
        return text();
    }
}
