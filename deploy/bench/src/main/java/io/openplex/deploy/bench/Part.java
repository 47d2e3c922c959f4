package io.openplex.deploy.bench;

import io.openplex.deploy.bench.report.PartReport;
import io.openplex.deploy.bench.report.Progress;

/** A part of a benchmark that can be measured alone. */
public interface Part {
    /** Name for {@code --only}. */
    String name();

    /** How often it is measured when nobody says. */
    int usualRuns();

    /**
     * Measures; takes and gives back everything that it needs.
     *
     * @param runs how often, at least 1
     */
    PartReport measure(int runs, Progress progress) throws InterruptedException;
}
