package io.openplex.deploy.bench.xcf;

import java.util.ArrayList;
import java.util.List;

/** What a part finds beside its figures: notes, and what must not happen and did. */
final class Findings {
    private static final int LINES_MAX = 30;

    private final List<String> notes = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int more;
    private String where = "";

    /** What comes now was found in this run; counts from 1. */
    void run(int number) {
        where = "run " + number + ": ";
    }

    /** A fact worth knowing. */
    void note(String text) {
        notes.add(text);
    }

    /** Something that must not happen. */
    void wrong(String text) {
        if (wrong.size() < LINES_MAX) {
            wrong.add(where + text);
        } else {
            more++;
        }
    }

    /** Several such. */
    void wrong(List<String> texts) {
        texts.forEach(this::wrong);
    }

    /** Nothing was wrong so far. */
    boolean inOrder() {
        return wrong.isEmpty();
    }

    List<String> notes() {
        return notes;
    }

    /** At most {@value #LINES_MAX} lines, and one that counts the rest. */
    List<String> wrong() {
        List<String> all = new ArrayList<>(wrong);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return all;
    }
}
