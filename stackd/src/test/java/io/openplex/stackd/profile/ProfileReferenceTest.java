package io.openplex.stackd.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.proto.messages.Message;
import io.openplex.proto.statements.Diagnostic;
import io.openplex.proto.statements.Dialect;
import io.openplex.proto.statements.Examples;
import io.openplex.proto.statements.Lexer;
import io.openplex.proto.statements.ParsedStatement;
import io.openplex.proto.statements.Reference;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Statement.Support;
import io.openplex.proto.statements.StatementParser;
import io.openplex.proto.statements.Symbols;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated reference is true: what it says can be written, can be written and is understood as that part. */
class ProfileReferenceTest {
    /** A statement with the text around it when it stands in a block. */
    record Case(String before, Statement statement, String after) {
        @Override
        public String toString() {
            return statement.name().full();
        }

        String with(String operands) {
            return String.join(" ", before, statement.name().shortest(), operands, after);
        }
    }

    static Stream<Case> statements() {
        List<Case> cases = new ArrayList<>();
        for (Statement statement : ProfileLanguage.statements()) {
            boolean read = statement.support() == Support.EFFECTIVE || statement.support() == Support.CHECKED;
            if (read && statement.block().isEmpty()) {
                cases.add(new Case("", statement, ""));
            }
            if (read && statement.block().isPresent()) {
                String name = statement.name().full();
                String end = statement.block().get().end().full();
                statement.block().get().statements().forEach(child -> cases.add(new Case(name, child, end)));
            }
        }
        return cases.stream();
    }

    private static void check(Case one, Examples.Example example) {
        String text = one.with(example.text());
        StatementParser.Result result = StatementParser.parse(
                ProfileLanguage.statements(), Dialect.PROFILE, Lexer.PROFILE.file("F", text, Symbols.of(Map.of())));
        List<String> errors = result.diagnostics().stream()
                .map(Diagnostic::message)
                .filter(Message::isError)
                .map(Message::text)
                .toList();
        assertThat(errors).as(text).isEmpty();
        ParsedStatement parsed = result.statements().getFirst();
        ParsedStatement found =
                parsed.children().isEmpty() ? parsed : parsed.children().getFirst();
        assertThat(found.is(one.statement())).as(text).isTrue();
        assertThat(found.values().holds(example.part()))
                .as("%s of %s", example.part().form(), text)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyWordAndOperandCanBeWrittenInFull(Case one) {
        Examples.of(one.statement().form(), false).forEach(example -> check(one, example));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyWordCanBeWrittenInItsShortestForm(Case one) {
        Examples.of(one.statement().form(), true).forEach(example -> check(one, example));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void theReferenceShowsEveryWordAndEveryOperandWithItsSample(Case one) {
        String reference = String.join(" ", Reference.of(one.statement()));
        for (Examples.Example example : Examples.of(one.statement().form(), false)) {
            Syntax part = example.part();
            assertThat(reference).contains(part.form());
            if (part instanceof Operand<?> operand) {
                assertThat(reference)
                        .contains(operand.type().expected().toLowerCase(Locale.ROOT) + ", as in "
                                + operand.type().sample());
            }
        }
        one.statement()
                .inert()
                .forEach(part -> assertThat(reference).contains(part.name() + " is checked and has no effect"));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void whatIsInertIsPartOfTheForm(Case one) {
        List<Syntax> parts = Examples.of(one.statement().form(), false).stream()
                .map(Examples.Example::part)
                .toList();
        assertThat(parts).containsAll(one.statement().inert());
        assertThat(parts).containsAll(one.statement().obsolete());
    }
}
