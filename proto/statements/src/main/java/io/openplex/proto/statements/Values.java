package io.openplex.proto.statements;

import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Repeat;
import io.openplex.proto.statements.Syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was found of a statement, in order, under the parts of its {@link Syntax} as keys. */
public final class Values {
    private record Found(Syntax key, Token token, Object value) {}

    private final List<Found> found = new ArrayList<>();

    /** Whether the part was there. */
    public boolean has(Syntax key) {
        return found.stream().anyMatch(f -> f.key.equals(key));
    }

    /** Whether the part was there, or in an entry of a list. */
    public boolean holds(Syntax key) {
        return !tokensOf(key).isEmpty();
    }

    /** The operand's last value: of a repeated parameter the last one counts. */
    public <T> Optional<T> get(Operand<T> key) {
        List<T> all = all(key);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** The value of an operand that the form requires. */
    public <T> T require(Operand<T> key) {
        return get(key).orElseThrow(() -> new IllegalStateException("the form does not require " + key.name()));
    }

    /** All values of the operand here, not those in entries of lists. */
    public <T> List<T> all(Operand<T> key) {
        List<T> values = new ArrayList<>();
        for (Found f : found) {
            if (f.key.equals(key)) {
                values.add(valueOf(key, f));
            }
        }
        return values;
    }

    /** The token's value again; the type's parser gave it before, and is a function. */
    private static <T> T valueOf(Operand<T> key, Found f) {
        return key.type().parser().apply(f.token).orElseThrow();
    }

    /** Entries of a list. */
    public List<Values> entries(Repeat key) {
        List<Values> entries = new ArrayList<>();
        for (Found f : found) {
            if (f.key.equals(key) && f.value instanceof Values entry) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** The last of these parts that was found, or null: of opposites the last one counts. */
    public @Nullable Syntax latest(Syntax... keys) {
        for (int i = found.size() - 1; i >= 0; i--) {
            for (Syntax key : keys) {
                if (found.get(i).key.equals(key)) {
                    return key;
                }
            }
        }
        return null;
    }

    /** The switch as it was last set, or the value it had before. */
    public boolean flag(Word on, Word off, boolean before) {
        Syntax last = latest(on, off);
        return last == null ? before : last == on;
    }

    /** The token of the part's last occurrence. */
    public Optional<Token> token(Syntax key) {
        for (int i = found.size() - 1; i >= 0; i--) {
            if (found.get(i).key.equals(key)) {
                return Optional.of(found.get(i).token);
            }
        }
        return Optional.empty();
    }

    /** Line of the part's last occurrence, or the other one. */
    public int line(Syntax key, int otherwise) {
        return token(key).map(t -> t.at().line()).orElse(otherwise);
    }

    /** Tokens of a part, found here and in entries of lists, in order. */
    List<Token> tokensOf(Syntax part) {
        List<Token> tokens = new ArrayList<>();
        for (Found f : found) {
            if (f.key.equals(part)) {
                tokens.add(f.token);
            }
            if (f.value instanceof Values entry) {
                tokens.addAll(entry.tokensOf(part));
            }
        }
        return tokens;
    }

    void add(Syntax key, Token token, Object value) {
        found.add(new Found(key, token, value));
    }

    void remove(Syntax key) {
        found.removeIf(f -> f.key.equals(key));
    }

    int size() {
        return found.size();
    }

    /** Forgets what was found after the mark, a half-read part. */
    void truncate(int mark) {
        found.subList(mark, found.size()).clear();
    }
}
