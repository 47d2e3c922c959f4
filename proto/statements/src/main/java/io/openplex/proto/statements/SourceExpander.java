package io.openplex.proto.statements;

import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.messages.ProfileMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file with everything that it includes (profile.md 1.4): symbols are replaced, {@code INCLUDE name} gives way
 * to the tokens of that file, before any statement is looked at.
 */
public final class SourceExpander {
    /** Files deeper than this are not opened. */
    public static final int DEPTH_MAX = 16;

    /** Tokens of a profile; the rest is not read. */
    public static final int TOKENS_MAX = 200_000;

    private static final Keyword INCLUDE = Keyword.of("INCLUDE");

    private final DataSetReader reader;
    private final Symbols symbols;
    private final Lexer lexer;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private boolean full;

    private SourceExpander(DataSetReader reader, Symbols symbols, Lexer lexer) {
        this.reader = reader;
        this.symbols = symbols;
        this.lexer = lexer;
    }

    /**
     * What came of reading a file.
     *
     * @param found false when the file itself could not be read
     * @param tokens its tokens and those of its includes, in order
     * @param diagnostics one EZZ0300I per include in the order of opening, and what went wrong
     */
    public record Expansion(boolean found, List<Token> tokens, List<Diagnostic> diagnostics) {}

    /** Reads the file and its includes. */
    public static Expansion expand(String name, DataSetReader reader, Symbols symbols, Lexer lexer) {
        SourceExpander expander = new SourceExpander(reader, symbols, lexer);
        Optional<String> text = reader.read(name);
        text.ifPresent(content -> expander.file(name, content));
        return new Expansion(text.isPresent(), List.copyOf(expander.tokens), List.copyOf(expander.diagnostics));
    }

    private void file(String name, String text) {
        open.push(name);
        List<Token> own = lexer.file(name, text, symbols);
        for (int i = 0; i < own.size() && !full; i++) {
            Token token = own.get(i);
            boolean include = token.kind() == Token.Kind.WORD && INCLUDE.matches(token);
            if (include && i + 1 < own.size() && own.get(i + 1).kind() != Token.Kind.END) {
                include(own.get(++i));
                if (i + 1 < own.size() && own.get(i + 1).kind() == Token.Kind.END) {
                    i++;
                }
            } else {
                add(token, name);
            }
        }
        open.pop();
    }

    private void add(Token token, String file) {
        if (tokens.size() >= TOKENS_MAX) {
            full = true;
            diagnostics.add(new Diagnostic(OpenplexMessage.OPX0009I.with(shown(file)), token.at()));
            return;
        }
        tokens.add(token);
    }

    private void include(Token operand) {
        String name = plainName(operand.text());
        if (open.contains(name) || open.size() >= DEPTH_MAX) {
            diagnostics.add(new Diagnostic(
                    OpenplexMessage.OPX0008I.with(shown(name), operand.at().line()), operand.at()));
            return;
        }
        Optional<String> text = reader.read(name);
        if (text.isEmpty()) {
            diagnostics.add(new Diagnostic(
                    ProfileMessage.EZZ0301I.with("INCLUDE", shown(name), "FILE NOT FOUND"), operand.at()));
            return;
        }
        diagnostics.add(new Diagnostic(ProfileMessage.EZZ0300I.with("INCLUDE", shown(name)), operand.at()));
        file(name, text.get());
    }

    /** A file name as messages show it: in quotes, except a DD name. */
    public static String shown(String name) {
        return name.startsWith("DD:") ? name : "'" + name + "'";
    }

    /** Takes {@code //'A.B'}, {@code 'A.B'} and {@code A.B} for the same name. */
    private static String plainName(String text) {
        String name = text.startsWith("//") ? text.substring(2) : text;
        boolean quoted = name.length() > 2 && name.startsWith("'") && name.endsWith("'");
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}
