package io.openplex.proto.messages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All messages, for lookup by number. */
public final class MessageCatalogue {
    /** By number, with the type suffix and without it; the first of equal ones. */
    private static final Map<String, MessageId> BY_NUMBER = byNumber();

    private MessageCatalogue() {}

    /** Every message, sorted by number. */
    public static List<MessageId> all() {
        List<MessageId> all = new ArrayList<>();
        all.addAll(Arrays.asList(ProfileMessage.values()));
        all.addAll(Arrays.asList(StackMessage.values()));
        all.addAll(Arrays.asList(SysplexMessage.values()));
        all.addAll(Arrays.asList(XcfMessage.values()));
        all.addAll(Arrays.asList(CommandMessage.values()));
        all.addAll(Arrays.asList(RoutingMessage.values()));
        all.addAll(Arrays.asList(OpenplexMessage.values()));
        all.sort(Comparator.comparing(MessageId::name));
        return List.copyOf(all);
    }

    /** The message of a number in any case, with its type suffix or without it. */
    public static Optional<MessageId> find(String number) {
        return Optional.ofNullable(BY_NUMBER.get(number.trim().toUpperCase(Locale.ROOT)));
    }

    private static Map<String, MessageId> byNumber() {
        Map<String, MessageId> found = new HashMap<>();
        for (MessageId id : all()) {
            found.putIfAbsent(id.name(), id);
            found.putIfAbsent(withoutSuffix(id), id);
        }
        return Map.copyOf(found);
    }

    /** What {@code help} prints for a message: text, explanation, response, and whether the text is published. */
    public static List<String> help(MessageId id) {
        MessageDefinition definition = id.definition();
        List<String> lines = new ArrayList<>();
        lines.add(id.name() + " " + definition.template());
        lines.add("  SEVERITY:    " + definition.severity());
        lines.add("  EXPLANATION: " + definition.explanation());
        lines.add("  RESPONSE:    " + definition.response());
        if (definition.certainty() == Certainty.UNCONFIRMED) {
            lines.add("  The wording is not confirmed by a published source; rely on the number.");
        }
        return List.copyOf(lines);
    }

    private static String withoutSuffix(MessageId id) {
        return id.name().substring(0, id.name().length() - 1);
    }
}
