package io.openplex.stackd.console;

import java.util.Locale;

/** Console text is upper case throughout (operations.md 0). */
final class Fold {
    private Fold() {}

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /** The text in a column of at least the width, always followed by a blank when it is too long. */
    static String column(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }

    /** At most 64 characters of what was typed, so that a message stays a line. */
    static String shown(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64);
    }
}
