package io.openplex.proto.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LexerTest {
    private static final Symbols SYMBOLS = Symbols.of(Map.of("TWO", "A B ; gone"));

    private static List<String> profile(String text) {
        return Lexer.PROFILE.file("F", text, SYMBOLS).stream().map(Token::text).toList();
    }

    private static List<String> omproute(String text) {
        return Lexer.OMPROUTE.file("F", text, SYMBOLS).stream().map(Token::text).toList();
    }

    @Test
    void blanksTabsAndLineEndsSeparate() {
        assertThat(profile("A  B\tC\r\nD\n\n E ")).containsExactly("A", "B", "C", "D", "E");
    }

    @Test
    @DisplayName("profile scenario P3: a semicolon inside a token is part of it, at its start it opens a comment")
    void semicolons() {
        assertThat(profile("REPL;note X ;c D\nE;\n;F")).containsExactly("REPL;note", "X", "E;");
    }

    @Test
    @DisplayName("profile scenario P8: symbol text with a blank and a semicolon is tokenized again")
    void symbolText() {
        assertThat(profile("X&TWO.Y Z\nW")).containsExactly("XA", "B", "W");
    }

    @Test
    void quotedStringsHoldBlanksAndSemicolons() {
        List<Token> tokens = Lexer.PROFILE.file("F", "P \"a b; c\" 'd' \"open x\" y\"z", SYMBOLS);
        assertThat(tokens).extracting(Token::text).containsExactly("P", "a b; c", "d", "open x", "y\"z");
        assertThat(tokens).extracting(Token::kind).containsSubsequence(Token.Kind.QUOTED, Token.Kind.QUOTED);
        assertThat(profile("\"open x")).containsExactly("\"open", "x");
    }

    @Test
    void tokensKnowTheirLine() {
        assertThat(Lexer.PROFILE.file("F", "A\n\nB", SYMBOLS))
                .extracting(Token::at)
                .containsExactly(new Position("F", 1), new Position("F", 3));
    }

    @Test
    void omprouteWordsEqualsAndEnd() {
        assertThat(omproute("Area Area_Number=0.0.0.2 Stub_Area = YES; rest is comment\n; comment\nX=(a,b/64);"))
                .containsExactly(
                        "Area", "Area_Number", "=", "0.0.0.2", "Stub_Area", "=", "YES", ";", "X", "=", "(a,b/64)", ";");
        assertThat(omproute("K=A\"p q;=\";")).containsExactly("K", "=", "A\"p q;=\"", ";");
    }
}
