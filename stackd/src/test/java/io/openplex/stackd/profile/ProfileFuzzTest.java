package io.openplex.stackd.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.openplex.proto.statements.Lexer;
import io.openplex.proto.statements.Reference;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Symbols;
import io.openplex.proto.statements.Token;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Nothing throws, whatever is read, and the frame of messages is always complete. */
class ProfileFuzzTest {
    private static final int ROUNDS = 3000;

    private static final List<String> WORDS = words();

    /** Every keyword of the language, and operands of every kind. */
    private static List<String> words() {
        List<String> words = new ArrayList<>(List.of(
                "1",
                "0",
                "80",
                "65536",
                "99999999999",
                "192.0.2.1",
                "192.0.2.1/24",
                "255.255.255.0",
                "2001:db8::1",
                "2001:db8::/32",
                "=",
                "*",
                ";",
                "\"a b\"",
                "'",
                "X",
                "OSA1",
                "&SYSNAME.",
                "&",
                "127.0.0.1",
                "80-90"));
        for (Statement statement : ProfileLanguage.statements()) {
            for (String line : Reference.of(statement)) {
                for (String word : line.split("[^A-Za-z0-9]+", -1)) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    private static void check(String text, long seed) {
        ProfileReader reader = new ProfileReader(
                name -> name.length() < 3 ? Optional.of(text) : Optional.empty(),
                Symbols.ofSystem("SYSA", "LABPLEX", Map.of()));
        assertThatCode(() -> {
                    ProfileResult result = reader.initial("P");
                    assertThat(result.messages()).extracting(m -> m.id().name()).contains("EZZ0309I", "EZZ0316I");
                    assertThat(result.messages())
                            .allSatisfy(m -> assertThat(m.text()).isNotBlank());
                    assertThat(reader.syntaxCheck("P")).hasSizeGreaterThanOrEqualTo(3);
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
            int count = random.nextInt(120);
            for (int i = 0; i < count; i++) {
                text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(6) == 0 ? '\n' : ' ');
            }
            check(text.toString(), seed);
        }
    }

    @Test
    void mutatedStatements() {
        String good = """
                DEVICE D1 MPCIPA LINK L1 IPAQENET D1 HOME 192.0.2.1 L1
                INTERFACE OSA1 DEFINE IPAQENET PORTNAME OSA1P IPADDR 203.0.113.21/24 VMAC ROUTEALL
                IPCONFIG DYNAMICXCF 192.0.2.1 255.255.255.240 1 SECCLASS 2 SYSPLEXROUTING
                IPCONFIG6 DYNAMICXCF 2001:db8::1/64 HOPLIMIT 9
                BEGINROUTES ROUTE DEFAULT 203.0.113.1 OSA1 MTU 1500 REPL ENDROUTES
                PORT 80 TCP A SHAREPORT BIND 192.0.2.1 UNRSV TCP * DENY WHENBIND PORTRANGE 90 5 UDP B
                AUTOLOG 1 A JOBNAME B PARMSTRING "x y" DELAYSTART DVIPA ENDAUTOLOG
                VIPADYNAMIC VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.0 198.51.100.1 VIPABACKUP 5 V6 2001:db8::2
                VIPARANGE 255.255.255.0 198.51.100.0 VIPAROUTE DEFINE 192.0.2.2 203.0.113.3 VIPADELETE 198.51.100.1
                VIPADISTRIBUTE DISTMETHOD HOTSTANDBY V6 PORT 80 DESTIP 192.0.2.1 PREFERRED 192.0.2.2 BACKUP 3
                ENDVIPADYNAMIC
                """;
        List<String> tokens = Lexer.PROFILE.file("F", good, Symbols.of(Map.of())).stream()
                .map(Token::shown)
                .toList();
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<String> mutated = new ArrayList<>(tokens);
            for (int i = random.nextInt(6); i >= 0; i--) {
                int at = random.nextInt(mutated.size());
                switch (random.nextInt(4)) {
                    case 0 -> mutated.remove(at);
                    case 1 -> mutated.add(at, WORDS.get(random.nextInt(WORDS.size())));
                    case 2 -> mutated.set(at, WORDS.get(random.nextInt(WORDS.size())));
                    default -> mutated.set(at, mutated.get(random.nextInt(mutated.size())));
                }
            }
            check(String.join(" ", mutated), seed);
        }
    }

    @Test
    void everyStatementHasAReference() {
        for (Statement statement : ProfileLanguage.statements()) {
            assertThat(Reference.of(statement)).as(statement.name().full()).isNotEmpty();
        }
    }
}
