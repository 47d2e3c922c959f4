package io.openplex.proto.statements;

import java.util.Locale;

/**
 * A word of the language with its shortest form (profile.md 1.3): the leading capitals are required, the rest may be
 * left out from the right. {@code INTERFace} is matched by INTERF, INTERFA, INTERFAC and INTERFACE in any case.
 *
 * @param written the word as the reference shows it
 * @param required number of characters that must be there
 */
public record Keyword(String written, int required) {
    /** From the form with capitals, as in {@code INTERFace}. */
    public static Keyword of(String written) {
        int required = 0;
        while (required < written.length() && !Character.isLowerCase(written.charAt(required))) {
            required++;
        }
        return new Keyword(written, required);
    }

    /** A word that cannot be abbreviated, shown in the given case. */
    public static Keyword exact(String written) {
        return new Keyword(written, written.length());
    }

    /** Whether the token is this word or an abbreviation of it. */
    public boolean matches(Token token) {
        return token.kind() == Token.Kind.WORD && matches(token.text());
    }

    /** Whether the text is this word or an abbreviation of it, in any case. */
    public boolean matches(String text) {
        return text.length() >= required
                && text.length() <= written.length()
                && written.regionMatches(true, 0, text, 0, text.length());
    }

    /** The full word in capitals. */
    public String full() {
        return written.toUpperCase(Locale.ROOT);
    }

    /** The shortest form in capitals. */
    public String shortest() {
        return written.substring(0, required).toUpperCase(Locale.ROOT);
    }
}
