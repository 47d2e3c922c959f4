package io.openplex.proto.statements;

import java.util.ArrayList;
import java.util.List;

/** Turns the text of one file into tokens; symbols are replaced line by line before. */
@FunctionalInterface
public interface Lexer {
    /**
     * The lexer of PROFILE.TCPIP (profile.md 1.2): blanks and line ends separate, {@code ;} as first character of a
     * token opens a comment to the end of the line, {@code ;} inside a token is part of it.
     */
    Lexer PROFILE = Lexer::profileLine;

    /**
     * The lexer of OMPROUTE.CONF (omproute.md 2): {@code =} is a token, {@code ;} ends a statement and opens a comment,
     * a line that begins with {@code ;} is a comment.
     */
    Lexer OMPROUTE = Lexer::omprouteLine;

    /** Adds the tokens of one line. */
    void line(String text, Position at, List<Token> into);

    /** Tokens of a whole file. */
    default List<Token> file(String name, String text, Symbols symbols) {
        List<Token> tokens = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            line(symbols.substitute(line), new Position(name, number), tokens);
        }
        return tokens;
    }

    private static void profileLine(String line, Position at, List<Token> into) {
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == ';') {
                return;
            }
            if (isBlank(c)) {
                i++;
                continue;
            }
            int close = closingQuote(line, i);
            if (close > 0 && (close + 1 == line.length() || isBlank(line.charAt(close + 1)))) {
                into.add(new Token(line.substring(i + 1, close), Token.Kind.QUOTED, at));
                i = close + 1;
                continue;
            }
            int end = i;
            while (end < line.length() && !isBlank(line.charAt(end))) {
                end++;
            }
            into.add(new Token(line.substring(i, end), Token.Kind.WORD, at));
            i = end;
        }
    }

    private static void omprouteLine(String line, Position at, List<Token> into) {
        if (line.stripLeading().startsWith(";")) {
            return;
        }
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == ';') {
                into.add(new Token(";", Token.Kind.END, at));
                return;
            }
            if (isBlank(c)) {
                i++;
                continue;
            }
            int end = i + 1;
            if (c != '=') {
                end = wordEnd(line, i);
            }
            into.add(new Token(line.substring(i, end), Token.Kind.WORD, at));
            i = end;
        }
    }

    /** End of an OMPROUTE word; a quoted part belongs to it whatever it holds. */
    private static int wordEnd(String line, int from) {
        int end = from;
        while (end < line.length() && !isBlank(line.charAt(end)) && ";=".indexOf(line.charAt(end)) < 0) {
            int close = closingQuote(line, end);
            end = close > 0 ? close + 1 : end + 1;
        }
        return end;
    }

    /** Index of the quote that closes the one at {@code from}, or -1. */
    private static int closingQuote(String line, int from) {
        char quote = line.charAt(from);
        return quote == '\'' || quote == '"' ? line.indexOf(quote, from + 1) : -1;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00a0';
    }
}
