package io.openplex.deploy.bench.report;

import java.util.List;

/**
 * What one part of a benchmark has found.
 *
 * @param name as given with {@code --only}
 * @param method how it was measured, in a sentence or two
 * @param figures in the order in which they are printed
 * @param notes facts worth knowing that are no figures
 * @param wrong what must not happen and did, one line each; empty when everything was in order
 */
public record PartReport(String name, String method, List<Figure> figures, List<String> notes, List<String> wrong) {
    /** Keeps the lists as they are now. */
    public PartReport {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
        wrong = List.copyOf(wrong);
    }
}
