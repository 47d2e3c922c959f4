package io.openplex.proto.statements;

import io.openplex.proto.statements.Syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement as data: the parser, the syntax check and the reference read the same description.
 *
 * @param name name with its shortest form
 * @param form what follows the name
 * @param block what a block statement holds, up to its END statement
 * @param onError what of the statement stands after a syntax error
 * @param support what this level does with it
 * @param conflicts pairs of parameters that exclude each other
 * @param inert words and operands that are checked and have no effect at this level (OPX0002I)
 * @param obsolete parameters that newer levels ignore
 * @param purpose one sentence for the reference
 */
public record Statement(
        Keyword name,
        Syntax form,
        Optional<Block> block,
        OnError onError,
        Support support,
        List<Conflict> conflicts,
        List<Syntax> inert,
        List<Word> obsolete,
        String purpose) {
    /** What of a statement stands after a syntax error; all up to the next statement name is skipped. */
    public enum OnError {
        /** Nothing of it. */
        REJECT_ALL,
        /** What comes before the error: entries of a list, parameters of an option statement. */
        KEEP_FIRST
    }

    /** What this level does with a statement. */
    public enum Support {
        /** It takes effect. */
        EFFECTIVE,
        /** Its form and its rules are checked; it has no effect, and OPX0001I says so. */
        CHECKED,
        /** It is a z/OS statement that is skipped with OPX0001I. */
        UNSUPPORTED,
        /** Newer z/OS levels ignore it too; OPX0003I. */
        OBSOLETE
    }

    /**
     * Statements inside a statement.
     *
     * @param statements those that may stand inside
     * @param end name of the END statement
     * @param syntaxErrorEndsBlock whether a syntax error inside discards the rest of the block, or one statement only
     */
    public record Block(List<Statement> statements, Keyword end, boolean syntaxErrorEndsBlock) {}

    /**
     * Two parameters that exclude each other; the one that comes later is ignored (EZZ0356I).
     *
     * @param one either
     * @param other the other
     */
    public record Conflict(Word one, Word other) {}

    /** A supported statement of which nothing stands after a syntax error. */
    public static Statement of(String name, Syntax form, String purpose) {
        return new Statement(
                Keyword.of(name),
                form,
                Optional.empty(),
                OnError.REJECT_ALL,
                Support.EFFECTIVE,
                List.of(),
                List.of(),
                List.of(),
                purpose);
    }

    /** A z/OS statement that is skipped up to the next statement name. */
    public static Statement unsupported(String name, String purpose) {
        return of(name, Syntax.sequence(), purpose).supported(Support.UNSUPPORTED);
    }

    /** A z/OS block that is skipped up to its END statement. */
    public static Statement unsupportedBlock(String name, String end, String purpose) {
        return unsupported(name, purpose).holding(new Block(List.of(), Keyword.of(end), false));
    }

    /** The same with what stands after an error. */
    public Statement keepingFirst() {
        return new Statement(name, form, block, OnError.KEEP_FIRST, support, conflicts, inert, obsolete, purpose);
    }

    /** The same with another support. */
    public Statement supported(Support level) {
        return new Statement(name, form, block, onError, level, conflicts, inert, obsolete, purpose);
    }

    /** The same with a block. */
    public Statement holding(Block inside) {
        return new Statement(name, form, Optional.of(inside), onError, support, conflicts, inert, obsolete, purpose);
    }

    /** The same with a pair of parameters that exclude each other. */
    public Statement conflict(Word one, Word other) {
        List<Conflict> all = new ArrayList<>(conflicts);
        all.add(new Conflict(one, other));
        return new Statement(name, form, block, onError, support, List.copyOf(all), inert, obsolete, purpose);
    }

    /** The same with words and operands that have no effect at this level. */
    public Statement inert(Syntax... parts) {
        return new Statement(name, form, block, onError, support, conflicts, List.of(parts), obsolete, purpose);
    }

    /** The same with parameters that newer levels ignore. */
    public Statement obsolete(Word... words) {
        return new Statement(name, form, block, onError, support, conflicts, inert, List.of(words), purpose);
    }
}
