package io.openplex.stackd.console;

/**
 * A keyword with its minimum abbreviation.
 *
 * @param name in upper case
 * @param minimum least number of characters that must be given
 */
public record Keyword(String name, int minimum) {
    /** From the manuals' spelling: the leading upper-case part is the minimum ({@code VIPADyn}, {@code HOme}). */
    public static Keyword of(String spelling) {
        int minimum = 0;
        while (minimum < spelling.length() && !Character.isLowerCase(spelling.charAt(minimum))) {
            minimum++;
        }
        return new Keyword(Fold.upper(spelling), minimum);
    }

    /** True for the keyword or an abbreviation of at least the minimum, in upper case. */
    public boolean matches(String word) {
        return word.length() >= minimum && name.startsWith(word);
    }
}
