package io.openplex.stackd.console;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Operands of a command after its path.
 *
 * @param filters KEY=value operands
 * @param modifiers keywords without value, full names
 * @param positional other operands in order
 */
record Arguments(Map<Filter, String> filters, Set<String> modifiers, List<String> positional) {
    /** Either the operands or the one that is wrong. */
    sealed interface Parse {
        record Good(Arguments arguments) implements Parse {}

        record Wrong(String operand) implements Parse {}
    }

    Optional<String> filter(Filter key) {
        return Optional.ofNullable(filters.get(key));
    }

    boolean has(String modifier) {
        return modifiers.contains(modifier);
    }

    static Parse parse(ConsoleCommand command, List<String> operands) {
        Arguments result = new Arguments(new EnumMap<>(Filter.class), new LinkedHashSet<>(), new ArrayList<>());
        for (String operand : operands) {
            if (!result.take(command, operand)) {
                return new Parse.Wrong(operand);
            }
        }
        return new Parse.Good(result);
    }

    private boolean take(ConsoleCommand command, String operand) {
        // A function that is not there takes anything: its answer is that it is not there.
        if (command.positionalMax() == Integer.MAX_VALUE) {
            return positional.add(operand);
        }
        int equals = operand.indexOf('=');
        if (equals > 0) {
            Optional<Filter> key = Filter.of(operand.substring(0, equals));
            String value = operand.substring(equals + 1);
            return key.isPresent()
                    && command.filters().contains(key.get())
                    && !value.isEmpty()
                    && filters.put(key.get(), value) == null;
        }
        for (Keyword modifier : command.modifiers()) {
            if (modifier.matches(operand)) {
                return modifiers.add(modifier.name());
            }
        }
        if (operand.isEmpty() || positional.size() >= command.positionalMax()) {
            return false;
        }
        positional.add(operand);
        return true;
    }

    /** Values of a filter: one, or several in parentheses. */
    static List<String> values(String text) {
        boolean list = text.length() >= 2 && text.startsWith("(") && text.endsWith(")");
        return List.of((list ? text.substring(1, text.length() - 1) : text).split(",", -1));
    }

    /** Splits at commas that are not in parentheses; blanks around an operand do not count. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth <= 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }
}
