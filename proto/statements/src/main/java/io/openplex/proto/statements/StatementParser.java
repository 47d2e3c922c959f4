package io.openplex.proto.statements;

import io.openplex.proto.messages.Message;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.messages.ProfileMessage;
import io.openplex.proto.statements.Statement.Block;
import io.openplex.proto.statements.Statement.Conflict;
import io.openplex.proto.statements.Statement.OnError;
import io.openplex.proto.statements.Statement.Support;
import io.openplex.proto.statements.Syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the statements in a stream of tokens, by a table of {@link Statement}s, with the rules of profile.md 1.6 for
 * what is skipped after an error. All errors are reported; nothing is applied; it does not throw on any input.
 */
public final class StatementParser {
    /**
     * What was found.
     *
     * @param statements good statements, and what stands of others, in order
     * @param diagnostics messages in the order of the file
     */
    public record Result(List<ParsedStatement> statements, List<Diagnostic> diagnostics) {}

    private final List<Statement> table;
    private final Dialect dialect;
    private final Matcher matcher;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private StatementParser(List<Statement> table, Dialect dialect, List<Token> tokens) {
        this.table = table;
        this.dialect = dialect;
        this.matcher = new Matcher(tokens, this::report);
    }

    /** Parses all tokens. */
    public static Result parse(List<Statement> table, Dialect dialect, List<Token> tokens) {
        StatementParser parser = new StatementParser(table, dialect, tokens);
        List<ParsedStatement> statements = new ArrayList<>();
        while (!parser.matcher.atEnd()) {
            Token first = parser.matcher.take();
            if (first.kind() == Token.Kind.END) {
                continue;
            }
            Optional<Statement> statement = find(table, first);
            if (statement.isEmpty()) {
                parser.say(dialect.unknown(first), first.at());
                parser.skipToStatement();
            } else {
                parser.statement(statement.get(), first).ifPresent(statements::add);
            }
        }
        return new Result(List.copyOf(statements), List.copyOf(parser.diagnostics));
    }

    private Optional<ParsedStatement> statement(Statement statement, Token name) {
        if (statement.support() == Support.UNSUPPORTED || statement.support() == Support.OBSOLETE) {
            skipUnsupported(statement, name);
            return Optional.empty();
        }
        Values values = new Values();
        boolean good = matcher.match(statement.form(), values);
        if (good && statement.block().isPresent()) {
            List<ParsedStatement> children = block(statement.block().get());
            return Optional.of(new ParsedStatement(statement, values, children, name.at()));
        }
        if (good && !ended(table)) {
            good = false;
            Token next = matcher.atEnd() ? null : matcher.peek();
            report(new Matcher.Failure(next, dialect.endMarked() ? "A PARAMETER OR ;" : "A STATEMENT OR PARAMETER"));
        } else if (!good) {
            report(matcher.failure());
        }
        if (!good) {
            skipToStatement();
            if (statement.onError() == OnError.REJECT_ALL) {
                return Optional.empty();
            }
        }
        if (statement.support() == Support.CHECKED) {
            say(OpenplexMessage.OPX0001I.with(statement.name().full(), name.at().line()), name.at());
        }
        remark(statement, values);
        return Optional.of(new ParsedStatement(statement, values, List.of(), name.at()));
    }

    /** Whether a complete statement may end before the next token. */
    private boolean ended(List<Statement> names) {
        if (dialect.endMarked()) {
            return !matcher.atEnd() && matcher.peek().kind() == Token.Kind.END;
        }
        return matcher.atEnd() || find(names, matcher.peek()).isPresent();
    }

    private List<ParsedStatement> block(Block block) {
        List<ParsedStatement> children = new ArrayList<>();
        while (!matcher.atEnd()) {
            Token first = matcher.take();
            if (block.end().matches(first)) {
                return List.copyOf(children);
            }
            Optional<Statement> child = find(block.statements(), first);
            Optional<ParsedStatement> parsed = Optional.empty();
            if (child.isEmpty()) {
                report(new Matcher.Failure(first, block.end().full()));
            } else {
                parsed = child(block, child.get(), first);
            }
            parsed.ifPresent(children::add);
            if (parsed.isEmpty()) {
                skipInside(block);
            }
        }
        report(new Matcher.Failure(null, block.end().full()));
        return List.copyOf(children);
    }

    private Optional<ParsedStatement> child(Block block, Statement child, Token name) {
        Values values = new Values();
        if (!matcher.match(child.form(), values)) {
            report(matcher.failure());
            return Optional.empty();
        }
        boolean ended = matcher.atEnd()
                || block.end().matches(matcher.peek())
                || find(block.statements(), matcher.peek()).isPresent();
        if (!ended) {
            report(new Matcher.Failure(
                    matcher.peek(), "A STATEMENT OR " + block.end().full()));
            return Optional.empty();
        }
        remark(child, values);
        return Optional.of(new ParsedStatement(child, values, List.of(), name.at()));
    }

    /** After an error in a block: to its end, or to its next statement. */
    private void skipInside(Block block) {
        while (!matcher.atEnd() && !block.end().matches(matcher.peek())) {
            if (!block.syntaxErrorEndsBlock()
                    && find(block.statements(), matcher.peek()).isPresent()) {
                return;
            }
            matcher.take();
        }
    }

    private void skipUnsupported(Statement statement, Token name) {
        say(
                statement.support() == Support.OBSOLETE
                        ? OpenplexMessage.OPX0003I.with(
                                statement.name().full(), name.at().line())
                        : OpenplexMessage.OPX0001I.with(
                                statement.name().full(), name.at().line()),
                name.at());
        if (statement.block().isPresent()) {
            skipInside(statement.block().get());
            if (!matcher.atEnd()) {
                matcher.take();
            }
            return;
        }
        // The form only helps to step over operands that look like statement names.
        matcher.match(statement.form(), new Values());
        skipToStatement();
    }

    private void skipToStatement() {
        while (!matcher.atEnd()) {
            boolean found = dialect.endMarked()
                    ? matcher.peek().kind() == Token.Kind.END
                    : find(table, matcher.peek()).isPresent();
            if (found) {
                return;
            }
            matcher.take();
        }
    }

    /** Messages about parameters of a statement that is otherwise good. */
    private void remark(Statement statement, Values values) {
        for (Conflict conflict : statement.conflicts()) {
            Optional<Token> one = values.token(conflict.one());
            Optional<Token> other = values.token(conflict.other());
            if (one.isPresent() && other.isPresent()) {
                Word later = values.latest(conflict.one(), conflict.other()) == conflict.one()
                        ? conflict.one()
                        : conflict.other();
                Token token = later == conflict.one() ? one.get() : other.get();
                say(
                        ProfileMessage.EZZ0356I.with(
                                conflict.one().keyword().full(),
                                conflict.other().keyword().full(),
                                later.keyword().full(),
                                token.at().line(),
                                "IGNORED"),
                        token.at());
                values.remove(later);
            }
        }
        for (Syntax part : statement.inert()) {
            for (Token token : values.tokensOf(part)) {
                say(
                        OpenplexMessage.OPX0002I.with(
                                part.name(), statement.name().full(), token.at().line()),
                        token.at());
            }
        }
        for (Word word : statement.obsolete()) {
            for (Token token : values.tokensOf(word)) {
                say(
                        OpenplexMessage.OPX0003I.with(
                                word.keyword().full(), token.at().line()),
                        token.at());
            }
        }
    }

    private void report(Matcher.Failure failure) {
        Token token = failure.token();
        Position at = token == null ? matcher.previous().at() : token.at();
        say(dialect.unexpected(token == null ? "END OF FILE" : token.shown(), at, failure.expected()), at);
    }

    private void say(Message message, Position at) {
        diagnostics.add(new Diagnostic(message, at));
    }

    private static Optional<Statement> find(List<Statement> table, Token token) {
        for (Statement statement : table) {
            if (statement.name().matches(token)) {
                return Optional.of(statement);
            }
        }
        return Optional.empty();
    }
}
