package io.openplex.stackd.console;

import java.util.Arrays;
import java.util.Optional;

/** The MVS command verbs that reach a stack. */
public enum Verb {
    /** DISPLAY. */
    DISPLAY("D"),
    /** VARY. */
    VARY("V"),
    /** MODIFY. */
    MODIFY("F"),
    /** STOP. */
    STOP("P"),
    /** ROUTE. */
    ROUTE("RO"),
    /** REPLY. */
    REPLY("R");

    private final String abbreviation;

    Verb(String abbreviation) {
        this.abbreviation = abbreviation;
    }

    /** The short form, for example {@code D}. */
    public String abbreviation() {
        return abbreviation;
    }

    /** The verb of an upper-case word: full or abbreviated, nothing in between. */
    public static Optional<Verb> of(String word) {
        return Arrays.stream(values())
                .filter(verb -> verb.name().equals(word) || verb.abbreviation.equals(word))
                .findFirst();
    }
}
