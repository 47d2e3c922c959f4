package io.openplex.proto.statements;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The form of a statement as data. The matcher reads it to parse, the reference prints it, tests make examples of it.
 * Which alternative is taken is decided by the next token alone. Parts are compared by identity: they are the keys
 * under which {@link Values} holds what was found.
 */
public sealed interface Syntax {
    /** Whether the part can be empty. */
    boolean nullable();

    /** Whether the part can begin with this token. */
    boolean startsWith(Token token);

    /** The part as the reference shows it. */
    String form();

    /** What a message says was expected when the part does not begin. */
    String expected();

    /** What the part is made of, in order; empty for a word and for an operand. */
    default List<Syntax> parts() {
        return List.of();
    }

    /** The part's name in messages: a word in full, the name of an operand, in capitals. */
    default String name() {
        return form().toUpperCase(Locale.ROOT);
    }

    /** A fixed word. */
    static Word word(String written) {
        return new Word(Keyword.of(written));
    }

    /** A variable. */
    static <T> Operand<T> operand(String name, OperandType<T> type) {
        return new Operand<>(name, type);
    }

    /** Parts in this order. */
    static Sequence sequence(Syntax... parts) {
        return new Sequence(List.of(parts));
    }

    /** One of the alternatives; the first that can begin with the token is taken. */
    static Choice choice(Syntax... alternatives) {
        return new Choice(List.of(alternatives));
    }

    /** The parts in order, or nothing. */
    static Maybe maybe(Syntax... parts) {
        return new Maybe(parts.length == 1 ? parts[0] : sequence(parts));
    }

    /** One or more of the same; each gets its own {@link Values}. */
    static Repeat repeat(Syntax... parts) {
        return new Repeat(parts.length == 1 ? parts[0] : sequence(parts), 1, Repeat.OnError.FAIL, List.of());
    }

    /** Options in any order, each as often as it comes. */
    static AnyOrder anyOrder(Syntax... options) {
        return new AnyOrder(List.of(options), List.of());
    }

    /** A fixed word; the same keyword in two places is two parts. */
    final class Word implements Syntax {
        private final Keyword keyword;

        /** A word that stands for this keyword. */
        public Word(Keyword keyword) {
            this.keyword = keyword;
        }

        /** The keyword. */
        public Keyword keyword() {
            return keyword;
        }

        @Override
        public boolean nullable() {
            return false;
        }

        @Override
        public boolean startsWith(Token token) {
            return keyword.matches(token);
        }

        @Override
        public String form() {
            return keyword.written();
        }

        @Override
        public String expected() {
            return keyword.full();
        }
    }

    /** A variable with its type. */
    final class Operand<T> implements Syntax {
        private final String name;
        private final OperandType<T> type;

        Operand(String name, OperandType<T> type) {
            this.name = name;
            this.type = type;
        }

        /** What it may be. */
        public OperandType<T> type() {
            return type;
        }

        @Override
        public boolean nullable() {
            return false;
        }

        @Override
        public boolean startsWith(Token token) {
            return type.parser().apply(token).isPresent();
        }

        @Override
        public String form() {
            return name;
        }

        @Override
        public String expected() {
            return type.expected();
        }
    }

    /** Parts in order. */
    record Sequence(List<Syntax> parts) implements Syntax {
        @Override
        public boolean nullable() {
            return parts.stream().allMatch(Syntax::nullable);
        }

        @Override
        public boolean startsWith(Token token) {
            for (Syntax part : parts) {
                if (part.startsWith(token)) {
                    return true;
                }
                if (!part.nullable()) {
                    return false;
                }
            }
            return false;
        }

        @Override
        public String form() {
            return parts.stream().map(Syntax::form).collect(Collectors.joining(" "));
        }

        @Override
        public String expected() {
            return parts.stream()
                    .filter(p -> !p.nullable())
                    .findFirst()
                    .map(Syntax::expected)
                    .orElse("AN OPERAND");
        }
    }

    /** One of several. */
    record Choice(List<Syntax> alternatives) implements Syntax {
        @Override
        public List<Syntax> parts() {
            return alternatives;
        }

        @Override
        public boolean nullable() {
            return alternatives.stream().anyMatch(Syntax::nullable);
        }

        @Override
        public boolean startsWith(Token token) {
            return alternatives.stream().anyMatch(a -> a.startsWith(token));
        }

        @Override
        public String form() {
            return alternatives.stream().map(Syntax::form).collect(Collectors.joining(" | ", "{", "}"));
        }

        @Override
        public String expected() {
            return alternatives.stream().map(Syntax::expected).distinct().collect(Collectors.joining(" OR "));
        }
    }

    /** Something or nothing. */
    record Maybe(Syntax part) implements Syntax {
        @Override
        public List<Syntax> parts() {
            return List.of(part);
        }

        @Override
        public boolean nullable() {
            return true;
        }

        @Override
        public boolean startsWith(Token token) {
            return part.startsWith(token);
        }

        @Override
        public String form() {
            String form = part.form();
            boolean braces = part instanceof Choice;
            return "[" + (braces ? form.substring(1, form.length() - 1) : form) + "]";
        }

        @Override
        public String expected() {
            return part.expected();
        }
    }

    /** The same again and again; compared by identity, as it is a key. */
    final class Repeat implements Syntax {
        /** What an entry that cannot be matched does to the others. */
        public enum OnError {
            /** It ends the list; entries before it stand. */
            FAIL,
            /** It is reported and skipped; the list goes on. */
            SKIP_ENTRY
        }

        private final Syntax entry;
        private final int atLeast;
        private final OnError onError;
        private final List<Word> until;

        private Repeat(Syntax entry, int atLeast, OnError onError, List<Word> until) {
            this.entry = entry;
            this.atLeast = atLeast;
            this.onError = onError;
            this.until = until;
        }

        /** The same, but the list may be empty. */
        public Repeat orNone() {
            return new Repeat(entry, 0, onError, until);
        }

        /**
         * The same, but everything up to the end word is taken for an entry, statement names too (profile.md 1.2: a
         * missing END lets the rest of the data set be operands), and bad entries are skipped.
         */
        public Repeat until(Word end) {
            return new Repeat(entry, atLeast, OnError.SKIP_ENTRY, List.of(end));
        }

        Syntax entry() {
            return entry;
        }

        @Override
        public List<Syntax> parts() {
            return List.of(entry);
        }

        int atLeast() {
            return atLeast;
        }

        OnError onError() {
            return onError;
        }

        boolean endsAt(Token token) {
            return !until.isEmpty() && until.getFirst().startsWith(token);
        }

        boolean takesAll() {
            return !until.isEmpty();
        }

        @Override
        public boolean nullable() {
            return atLeast == 0;
        }

        @Override
        public boolean startsWith(Token token) {
            return !endsAt(token) && entry.startsWith(token);
        }

        @Override
        public String form() {
            String one = entry.form();
            return entry instanceof Sequence ? "{" + one + "} ..." : one + " ...";
        }

        @Override
        public String expected() {
            return entry.expected();
        }
    }

    /** Options in any order, some of which must come. */
    record AnyOrder(List<Syntax> options, List<Syntax> required) implements Syntax {
        @Override
        public List<Syntax> parts() {
            return options;
        }

        /** The same with options that must come. */
        public AnyOrder requiring(Syntax... parts) {
            return new AnyOrder(options, Arrays.asList(parts));
        }

        @Override
        public boolean nullable() {
            return required.isEmpty();
        }

        @Override
        public boolean startsWith(Token token) {
            return options.stream().anyMatch(o -> o.startsWith(token));
        }

        @Override
        public String form() {
            return options.stream()
                    .map(o -> required.contains(o) ? o.form() : new Maybe(o).form())
                    .collect(Collectors.joining(" "));
        }

        @Override
        public String expected() {
            return required.isEmpty() ? "A PARAMETER" : required.getFirst().expected();
        }
    }
}
