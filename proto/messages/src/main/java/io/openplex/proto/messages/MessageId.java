package io.openplex.proto.messages;

import java.util.Arrays;
import java.util.List;

/** The number of an operator message, one enum constant per message; the constant's name is the number as printed. */
public sealed interface MessageId
        permits CommandMessage,
                OpenplexMessage,
                ProfileMessage,
                RoutingMessage,
                StackMessage,
                SysplexMessage,
                XcfMessage {
    /** The number with its type suffix, for example {@code EZZ0300I}. */
    String name();

    /** Text, severity, explanation and response. */
    MessageDefinition definition();

    /**
     * Type suffix (operations.md 0): {@code I} information, {@code E} eventual action (retained until deleted),
     * {@code A} immediate action, {@code D} decision, {@code W} wait: the system stops.
     */
    default char typeSuffix() {
        return name().charAt(name().length() - 1);
    }

    /** True when the message stays on the console until it is deleted (DOM). */
    default boolean retained() {
        return typeSuffix() == 'E' || typeSuffix() == 'A';
    }

    /**
     * The message with its variables.
     *
     * @param arguments one per variable of the text, in order; converted by {@code toString}
     * @throws IllegalArgumentException when their number is not that of the variables, which is a programming error
     */
    default Message with(Object... arguments) {
        List<String> texts = Arrays.stream(arguments).map(String::valueOf).toList();
        if (texts.size() != definition().variables().size()) {
            throw new IllegalArgumentException(name() + " takes " + definition().variables() + ", not " + texts);
        }
        return new Message(this, texts);
    }
}
