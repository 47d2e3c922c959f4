package io.openplex.proto.statements;

import io.openplex.proto.statements.Syntax.AnyOrder;
import io.openplex.proto.statements.Syntax.Choice;
import io.openplex.proto.statements.Syntax.Maybe;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Repeat;
import io.openplex.proto.statements.Syntax.Sequence;
import io.openplex.proto.statements.Syntax.Word;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks over tokens and matches them with a {@link Syntax}; one step never looks further than the next token. */
final class Matcher {
    /**
     * Where and why a match ended.
     *
     * @param token the token that did not fit, or null at the end of the file
     * @param expected what would have fitted
     */
    record Failure(@Nullable Token token, String expected) {}

    private final List<Token> tokens;
    private final Consumer<Failure> skipped;
    private int next;
    private @Nullable Failure failure;

    /** Matches from the first token; entries that are skipped inside a list are reported to {@code skipped}. */
    Matcher(List<Token> tokens, Consumer<Failure> skipped) {
        this.tokens = tokens;
        this.skipped = skipped;
    }

    boolean atEnd() {
        return next >= tokens.size();
    }

    /** The next token; there must be one. */
    Token peek() {
        return tokens.get(next);
    }

    /** Takes the next token; there must be one. */
    Token take() {
        return tokens.get(next++);
    }

    /** The token taken last. */
    Token previous() {
        return tokens.get(Math.max(0, next - 1));
    }

    /** Why the last match failed. */
    Failure failure() {
        return failure == null ? new Failure(null, "AN OPERAND") : failure;
    }

    /** Matches; when it returns false the complete parts found before the failure are in {@code into}. */
    boolean match(Syntax syntax, Values into) {
        return switch (syntax) {
            case Word word -> {
                if (atEnd() || !word.startsWith(peek())) {
                    yield fail(word);
                }
                Token token = take();
                into.add(word, token, token);
                yield true;
            }
            case Operand<?> operand -> matchOperand(operand, into);
            case Sequence(List<Syntax> parts) -> {
                for (Syntax part : parts) {
                    if (!match(part, into)) {
                        yield false;
                    }
                }
                yield true;
            }
            case Choice choice -> matchChoice(choice, into);
            case Maybe(Syntax part) -> atEnd() || !part.startsWith(peek()) || match(part, into);
            case Repeat repeat -> matchRepeat(repeat, into);
            case AnyOrder anyOrder -> matchAnyOrder(anyOrder, into);
        };
    }

    private <T> boolean matchOperand(Operand<T> operand, Values into) {
        Optional<T> value = atEnd() ? Optional.empty() : operand.type().parser().apply(peek());
        if (value.isEmpty()) {
            return fail(operand);
        }
        into.add(operand, take(), value.get());
        return true;
    }

    private boolean matchChoice(Choice choice, Values into) {
        for (Syntax alternative : choice.alternatives()) {
            if (!atEnd() && alternative.startsWith(peek())) {
                return match(alternative, into);
            }
        }
        return choice.nullable() || fail(choice);
    }

    private boolean matchRepeat(Repeat repeat, Values into) {
        int count = 0;
        while (!atEnd() && !repeat.endsAt(peek()) && (repeat.takesAll() || repeat.startsWith(peek()))) {
            Token first = peek();
            int start = next;
            Values entry = new Values();
            if (match(repeat.entry(), entry)) {
                into.add(repeat, first, entry);
                count++;
                continue;
            }
            if (repeat.onError() == Repeat.OnError.FAIL) {
                return false;
            }
            skipped.accept(failure());
            next = next == start ? next + 1 : next;
        }
        return count >= repeat.atLeast() || fail(repeat);
    }

    private boolean matchAnyOrder(AnyOrder anyOrder, Values into) {
        boolean more = true;
        while (more && !atEnd()) {
            more = false;
            for (Syntax option : anyOrder.options()) {
                if (option.startsWith(peek())) {
                    int mark = into.size();
                    if (!match(option, into)) {
                        into.truncate(mark);
                        return false;
                    }
                    more = true;
                    break;
                }
            }
        }
        for (Syntax required : anyOrder.required()) {
            if (!found(required, into)) {
                return fail(required);
            }
        }
        return true;
    }

    private static boolean found(Syntax required, Values into) {
        return switch (required) {
            case Sequence(List<Syntax> parts) -> found(parts.getFirst(), into);
            case Choice(List<Syntax> alternatives) -> alternatives.stream().anyMatch(a -> found(a, into));
            default -> into.has(required);
        };
    }

    private boolean fail(Syntax expected) {
        failure = new Failure(atEnd() ? null : peek(), expected.expected());
        return false;
    }
}
