package io.openplex.proto.statements;

import io.openplex.proto.messages.Message;

/**
 * A message about a place in a file.
 *
 * @param message what is said
 * @param at about which place
 */
public record Diagnostic(Message message, Position at) {
    /** {@code file:line message}, for tools; the console shows the message alone. */
    @Override
    public String toString() {
        return at + " " + message.text();
    }
}
