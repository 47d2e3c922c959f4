package io.openplex.stackd.console;

import java.util.List;
import java.util.Set;

/**
 * The declaration of one command: everything the console, its help and its completion know about it.
 *
 * @param verb command verb
 * @param path keywords that lead to it; an element with an empty name is the procname position
 * @param modifiers keywords that may follow
 * @param filters KEY=value operands that may follow
 * @param positionalMax how many other operands may follow
 * @param help one line: what it shows or does
 * @param authority what a caller needs
 * @param handler carries it out
 */
record ConsoleCommand(
        Verb verb,
        List<Keyword> path,
        List<Keyword> modifiers,
        Set<Filter> filters,
        int positionalMax,
        String help,
        Authority authority,
        Handler handler) {
    /** Carries out a command whose operands were understood. */
    @FunctionalInterface
    interface Handler {
        CommandResult run(Invocation invocation);
    }

    /** From the manuals' spelling: {@code D TCPIP,proc,Netstat,HOme}. */
    static ConsoleCommand of(String grammar, Authority authority, String help, Handler handler) {
        int blank = grammar.indexOf(' ');
        Verb verb = Verb.of(grammar.substring(0, blank)).orElseThrow();
        List<Keyword> path = Arguments.split(grammar.substring(blank + 1)).stream()
                .map(word -> "proc".equals(word) ? new Keyword("", 0) : Keyword.of(word))
                .toList();
        return new ConsoleCommand(verb, path, List.of(), Set.of(), 0, help, authority, handler);
    }

    ConsoleCommand modifiers(String... spellings) {
        List<Keyword> keywords =
                java.util.Arrays.stream(spellings).map(Keyword::of).toList();
        return new ConsoleCommand(verb, path, keywords, filters, positionalMax, help, authority, handler);
    }

    ConsoleCommand filters(Filter... keys) {
        return new ConsoleCommand(verb, path, modifiers, Set.of(keys), positionalMax, help, authority, handler);
    }

    ConsoleCommand positional(int max) {
        return new ConsoleCommand(verb, path, modifiers, filters, max, help, authority, handler);
    }

    /** True when the operands begin with the path. */
    boolean matches(Verb given, List<String> operands) {
        if (given != verb || operands.size() < path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            Keyword word = path.get(i);
            if (!word.name().isEmpty() && !word.matches(operands.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** True for a command of TCP/IP: its replies have the frame of that component. */
    boolean ofTcpip() {
        return "TCPIP".equals(path.getFirst().name());
    }

    /** True when nothing may follow the path. */
    boolean bare() {
        return positionalMax == 0 && modifiers.isEmpty() && filters.isEmpty();
    }

    /** True when the path has a procname position. */
    boolean toStack() {
        return path.size() > 1 && path.get(1).name().isEmpty();
    }

    /** Last keyword of the path, for example {@code HOME}. */
    String name() {
        return path.getLast().name();
    }

    /** Path with full keywords and empty procname, for completion and help. */
    String spelled() {
        return verb.abbreviation() + " "
                + String.join(",", path.stream().map(Keyword::name).toList());
    }
}
