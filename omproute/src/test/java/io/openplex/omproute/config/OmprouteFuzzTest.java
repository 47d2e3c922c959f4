package io.openplex.omproute.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.openplex.proto.messages.Message;
import io.openplex.proto.statements.Dialect;
import io.openplex.proto.statements.Examples;
import io.openplex.proto.statements.Lexer;
import io.openplex.proto.statements.Reference;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Statement.Support;
import io.openplex.proto.statements.StatementParser;
import io.openplex.proto.statements.Symbols;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Nothing throws, whatever is read; there is a configuration exactly when there is no error. */
class OmprouteFuzzTest {
    private static final int ROUNDS = 3000;

    private static final List<String> WORDS = words();

    private static List<String> words() {
        List<String> words = new ArrayList<>(List.of(
                "=",
                ";",
                ";\n",
                "*",
                "1",
                "0",
                "65536",
                "99999999999",
                "10.0.0.1",
                "10.0.*.*",
                "255.255.255.0",
                "YES",
                "NO",
                "\"",
                "A\"b\"",
                "0x00",
                "2001:db8::1",
                "&",
                "INCLUDE",
                "P",
                "\n"));
        for (Statement statement : OmprouteLanguage.statements()) {
            for (String line : Reference.of(statement)) {
                words.addAll(List.of(line.split("[^A-Za-z0-9_.]+", -1)));
            }
        }
        return words;
    }

    private static OmprouteResult read(String text) {
        return new OmprouteReader(
                        name -> name.equals("P") ? Optional.of(text) : Optional.empty(), Symbols.of(Map.of("A", "B")))
                .read("P");
    }

    private static void check(String text, long seed) {
        assertThatCode(() -> {
                    OmprouteResult result = read(text);
                    boolean errors = result.messages().stream().anyMatch(Message::isError);
                    assertThat(result.configuration().isPresent()).isNotEqualTo(errors);
                })
                .as("seed %d: %s", seed, text)
                .doesNotThrowAnyException();
    }

    @Test
    void randomBytes() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            check(new String(bytes, StandardCharsets.ISO_8859_1), seed);
        }
    }

    @Test
    void randomWords() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            int count = random.nextInt(80);
            for (int i = 0; i < count; i++) {
                text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(3) == 0 ? "" : " ");
            }
            check(text.toString(), seed);
        }
    }

    @Test
    void mutatedStatements() {
        List<String> good = new ArrayList<>();
        for (Statement statement : OmprouteLanguage.statements()) {
            Examples.of(statement.form(), false)
                    .forEach(e -> good.add(statement.name().full() + " " + e.text() + " ;\n"));
        }
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                List<String> tokens = new ArrayList<>(
                        List.of(good.get(random.nextInt(good.size())).split(" ", -1)));
                if (random.nextInt(4) == 0) {
                    tokens.set(random.nextInt(tokens.size()), WORDS.get(random.nextInt(WORDS.size())));
                }
                text.append(String.join(" ", tokens));
            }
            check(text.toString(), seed);
        }
    }

    @Test
    void everythingThatTheReferenceShowsCanBeWritten() {
        for (Statement statement : OmprouteLanguage.statements()) {
            if (statement.support() != Support.EFFECTIVE) {
                continue;
            }
            for (Examples.Example example : Examples.of(statement.form(), false)) {
                String text = statement.name().full() + " " + example.text() + " ;";
                StatementParser.Result result = StatementParser.parse(
                        OmprouteLanguage.statements(),
                        Dialect.OMPROUTE,
                        Lexer.OMPROUTE.file("F", text, Symbols.of(Map.of())));
                assertThat(result.diagnostics()).as(text).isEmpty();
                assertThat(result.statements().getFirst().values().holds(example.part()))
                        .as(text)
                        .isTrue();
            }
        }
    }
}
