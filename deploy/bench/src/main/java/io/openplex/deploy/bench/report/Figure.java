package io.openplex.deploy.bench.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One measured quantity over all runs of a part; smaller is better.
 *
 * @param name what was measured
 * @param unit of the values, for example {@code ms}; empty for plain counts
 * @param bar what it is held against, if anything
 * @param values one per run in the order of the runs; positive infinity is a run in which it never happened
 */
public record Figure(String name, String unit, Optional<Bar> bar, List<Double> values) {
    /** Keeps the values as they are now. */
    public Figure {
        values = List.copyOf(values);
        if (values.stream().anyMatch(value -> Double.isNaN(value))) {
            throw new IllegalArgumentException(name + ": a value is no number");
        }
    }

    /** Middle value; the upper one of two middle values, so that it is one that was measured. 0 without runs. */
    public double median() {
        double[] sorted = sorted();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /** Largest value; 0 without runs. */
    public double worst() {
        double[] sorted = sorted();
        return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    }

    /** Runs that met the bar; all of them when there is none. */
    public int met() {
        return (int) values.stream()
                .filter(value -> bar.isEmpty() || value <= bar.get().limit())
                .count();
    }

    /** Enough runs met the bar. Without runs nothing was met. */
    public boolean passed() {
        return bar.isEmpty() || (!values.isEmpty() && met() >= bar.get().needed(values.size()));
    }

    private double[] sorted() {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
