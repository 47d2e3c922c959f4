package io.openplex.stackd.console;

import io.openplex.proto.messages.CommandMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** HELP: the syntax of one command, or the list of functions (operations.md 0). */
final class Help {
    // The blank after PKTTRACE is in the published text.
    private static final String VARY_FUNCTIONS =
            ",DATTRACE|DROP|OBEYFILE|OSAENTA|PKTTRACE| PURGECACHE|START|STOP|SYNTAXCHECK|SYSPLEX";

    private Help() {}

    static CommandResult of(List<ConsoleCommand> table, List<String> topics) {
        if (topics.isEmpty()) {
            return CommandResult.done(List.of(
                    CommandMessage.EZZ0371I.with(displayFunctions(table)).text()));
        }
        String topic = topics.getLast();
        if ("VARY".equals(topic) || "V".equals(topic)) {
            return CommandResult.done(
                    List.of(CommandMessage.EZZ0358I.with(VARY_FUNCTIONS).text()));
        }
        List<ConsoleCommand> found = table.stream()
                .filter(command -> command.path().stream().skip(1).anyMatch(word -> named(word, topic)))
                .toList();
        if (found.isEmpty()) {
            return CommandResult.refused(
                    CommandMessage.EZZ0054I.with(topic, "HELP").text());
        }
        if (found.size() == 1 && "SYNTAXCHECK".equals(found.getFirst().name())) {
            return CommandResult.done(List.of(CommandMessage.EZZ0144I.with().text()));
        }
        return CommandResult.done(found.stream().map(Help::line).toList());
    }

    /** HELP and the functions that this level carries out. */
    private static String displayFunctions(List<ConsoleCommand> table) {
        return table.stream()
                .filter(command -> command.verb() == Verb.DISPLAY && command.toStack())
                .filter(command -> command.positionalMax() != Integer.MAX_VALUE)
                .map(command -> command.path().get(2).name())
                .distinct()
                .sorted()
                .collect(Collectors.joining("|", ",HELP|", ""));
    }

    private static boolean named(Keyword word, String topic) {
        return !word.name().isEmpty() && word.matches(topic);
    }

    /** The form of one command: {@code D...NETSTAT,HOME<,FORMAT=|INTFNAME=|MAX=>}. */
    private static String line(ConsoleCommand command) {
        int from = command.toStack() ? 2 : 1;
        StringBuilder text = new StringBuilder(CommandMessage.EZZ0371I.name());
        text.append(' ').append(command.verb().abbreviation()).append("...");
        text.append(String.join(
                ",",
                command
                        .path()
                        .subList(
                                Math.min(from, command.path().size()),
                                command.path().size())
                        .stream()
                        .map(Keyword::name)
                        .toList()));
        List<String> operands =
                new ArrayList<>(command.modifiers().stream().map(Keyword::name).toList());
        command.filters().stream()
                .sorted(Comparator.naturalOrder())
                .map(filter -> filter.name() + "=")
                .forEach(operands::add);
        if (!operands.isEmpty() && command.positionalMax() != Integer.MAX_VALUE) {
            text.append("<,").append(String.join("|", operands)).append('>');
        }
        return text.append("  ").append(Fold.upper(command.help())).toString();
    }

    /** Whole command texts that begin with the prefix; more operands are offered once the path is complete. */
    static List<String> complete(List<ConsoleCommand> table, Optional<String> stack, String prefix) {
        String typed = Fold.upper(prefix.stripLeading());
        return table.stream()
                .filter(command -> command.positionalMax() != Integer.MAX_VALUE)
                .flatMap(command -> candidates(command, stack).stream())
                .filter(candidate -> candidate.startsWith(typed) && !candidate.equals(typed))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> candidates(ConsoleCommand command, Optional<String> stack) {
        List<String> bases = new ArrayList<>(List.of(command.spelled()));
        if (command.toStack() && stack.isPresent()) {
            bases.add(command.spelled().replaceFirst(",,", "," + stack.get() + ","));
        }
        List<String> all = new ArrayList<>(bases);
        for (String base : bases) {
            command.modifiers().forEach(modifier -> all.add(base + "," + modifier.name()));
            command.filters().stream().sorted().forEach(filter -> all.add(base + "," + filter.name() + "="));
        }
        return all;
    }
}
