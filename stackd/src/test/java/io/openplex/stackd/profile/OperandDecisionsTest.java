package io.openplex.stackd.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Statement.Support;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Syntax.Operand;
import io.openplex.proto.statements.Syntax.Sequence;
import io.openplex.proto.statements.Syntax.Word;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every word and operand of the profile does at this level, decided one by one in operand-decisions.txt. A new
 * one fails here until it has its line there, and is told to the user when it has no effect.
 */
class OperandDecisionsTest {
    private static final String FILE = "operand-decisions.txt";

    /** Statement, then word or operand, then decision. */
    private static Map<String, Map<String, String>> decisions() throws IOException {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        try (InputStream in = OperandDecisionsTest.class.getResourceAsStream(FILE)) {
            assertThat(in).isNotNull();
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            Map<String, String> statement = new TreeMap<>();
            for (String line : lines) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (!line.startsWith(" ")) {
                    statement = new TreeMap<>();
                    all.put(line.strip(), statement);
                    continue;
                }
                String[] words = line.strip().split(" ", 2);
                for (String part : words[1].split(",", -1)) {
                    statement.put(part.strip(), words[0]);
                }
            }
        }
        return all;
    }

    static Stream<Statement> statements() {
        return ProfileLanguage.statements().stream()
                .flatMap(s -> Stream.concat(Stream.of(s), s.block().stream().flatMap(b -> b.statements().stream())))
                .filter(s -> s.support() == Support.EFFECTIVE);
    }

    /**
     * Parts that need a decision, by name: all but those that belong to a word, being its operands, and all that
     * belongs to a word without effect.
     */
    private static Map<String, Syntax> parts(Statement statement) {
        Map<String, Syntax> parts = new TreeMap<>();
        collect(statement, statement.form(), null, parts);
        return parts;
    }

    private static void collect(Statement of, Syntax syntax, @Nullable Word owner, Map<String, Syntax> into) {
        if (owner != null && of.inert().contains(owner)) {
            return;
        }
        if (syntax instanceof Word || syntax instanceof Operand<?> && owner == null) {
            into.put(syntax.form(), syntax);
        }
        if (!(syntax instanceof Sequence)) {
            syntax.parts().forEach(part -> collect(of, part, owner, into));
            return;
        }
        Word last = owner;
        for (Syntax part : syntax.parts()) {
            collect(of, part, last, into);
            if (part instanceof Word word) {
                last = word;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyWordAndOperandHasItsDecisionAndInertOnesAreAnswered(Statement statement) throws IOException {
        Map<String, String> decided = decisions().getOrDefault(statement.name().full(), Map.of());
        Map<String, Syntax> parts = parts(statement);
        assertThat(decided.keySet()).as(statement.name().full()).containsExactlyInAnyOrderElementsOf(parts.keySet());
        parts.forEach((name, part) -> {
            boolean answered = statement.inert().contains(part)
                    || part instanceof Word w && statement.obsolete().contains(w);
            assertThat(answered).as(statement.name().full() + " " + name).isEqualTo("inert".equals(decided.get(name)));
        });
    }

    @Test
    @DisplayName("no statement is decided about that is not there, and only known decisions are made")
    void theTableIsAboutTheLanguage() throws IOException {
        List<String> names = statements().map(s -> s.name().full()).toList();
        assertThat(names).containsAll(decisions().keySet());
        assertThat(decisions().values())
                .allSatisfy(
                        parts -> assertThat(parts.values()).isSubsetOf("effect", "holds", "refused", "inert", "form"));
    }
}
