package io.openplex.proto.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SourceExpanderTest {
    private static SourceExpander.Expansion expand(Map<String, String> files) {
        return SourceExpander.expand(
                "MAIN",
                name -> Optional.ofNullable(files.get(name)),
                Symbols.ofSystem("SYSA", "LABPLEX", Map.of()),
                Lexer.PROFILE);
    }

    @Test
    @DisplayName("profile scenario P9: three includes, one commented, one missing")
    void includes() {
        SourceExpander.Expansion result = expand(Map.of(
                "MAIN", "A\nINCLUDE X.ONE\n;INCLUDE X.TWO\nINCLUDE 'X.&SYSNAME.'\nINCLUDE X.GONE\nB",
                "X.ONE", "ONE INCLUDE //'X.DEEP(M)' one",
                "X.DEEP(M)", "\nDEEP",
                "X.SYSA", "OWN"));
        assertThat(result.found()).isTrue();
        assertThat(result.tokens()).extracting(Token::text).containsExactly("A", "ONE", "DEEP", "one", "OWN", "B");
        assertThat(result.tokens().get(2).at()).isEqualTo(new Position("X.DEEP(M)", 2));
        assertThat(result.diagnostics())
                .extracting(d -> d.message().text())
                .containsExactly(
                        "EZZ0300I OPENED INCLUDE FILE 'X.ONE'",
                        "EZZ0300I OPENED INCLUDE FILE 'X.DEEP(M)'",
                        "EZZ0300I OPENED INCLUDE FILE 'X.SYSA'",
                        "EZZ0301I ERROR OPENING INCLUDE FILE 'X.GONE' - FILE NOT FOUND");
    }

    @Test
    void aFileThatIncludesItselfIsReportedOnce() {
        SourceExpander.Expansion result = expand(Map.of("MAIN", "A INCLUDE B", "B", "B INCLUDE MAIN C"));
        assertThat(result.tokens()).extracting(Token::text).containsExactly("A", "B", "C");
        assertThat(result.diagnostics())
                .extracting(d -> d.message().id().name())
                .containsExactly("EZZ0300I", "OPX0008I");
    }

    @Test
    void theSameFileMayBeIncludedTwice() {
        assertThat(expand(Map.of("MAIN", "INCLUDE B INCLUDE B", "B", "X")).tokens())
                .hasSize(2);
    }

    @Test
    void filesThatGrowWithoutEndAreCut() {
        String wide = "T INCLUDE N1 INCLUDE N1 ".repeat(40);
        java.util.Map<String, String> files = new java.util.HashMap<>();
        files.put("MAIN", wide);
        for (int i = 1; i < 20; i++) {
            files.put("N" + i, wide.replace("N1", "N" + (i + 1)));
        }
        SourceExpander.Expansion result = expand(files);
        assertThat(result.tokens()).hasSize(SourceExpander.TOKENS_MAX);
        assertThat(result.diagnostics())
                .filteredOn(d -> d.message().id().name().equals("OPX0009I"))
                .hasSize(1);
    }

    @Test
    void aMissingFileIsNotFound() {
        assertThat(expand(Map.of()).found()).isFalse();
    }
}
