package io.openplex.proto.statements;

import java.util.Locale;

/**
 * One word of a profile or configuration file.
 *
 * @param text as written; of a quoted string the text between the quotes
 * @param kind what it is
 * @param at where it stands
 */
public record Token(String text, Kind kind, Position at) {
    /** What a token is. */
    public enum Kind {
        /** Text between separators. */
        WORD,
        /** A string that was written in quotes. */
        QUOTED,
        /** End of a statement, in languages that mark it. */
        END
    }

    /** The text translated to upper case, as z/OS does before execution. */
    public String upper() {
        return text.toUpperCase(Locale.ROOT);
    }

    /** The text as messages show it. */
    public String shown() {
        return switch (kind) {
            case WORD -> text;
            case QUOTED -> "\"" + text + "\"";
            case END -> ";";
        };
    }
}
