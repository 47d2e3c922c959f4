package io.openplex.deploy.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A figure that is being measured: gets one value per run. */
public final class Series {
    private static final double NANOS_PER_MILLI = 1e6;

    private final String name;
    private final String unit;
    private final @Nullable Bar bar;
    private final List<Double> values = new ArrayList<>();

    /** A figure without runs; {@code bar} may be null. */
    public Series(String name, String unit, @Nullable Bar bar) {
        this.name = name;
        this.unit = unit;
        this.bar = bar;
    }

    /** One in milliseconds. */
    public static Series millis(String name, @Nullable Bar bar) {
        return new Series(name, "ms", bar);
    }

    /** The next run's value. */
    public void add(double value) {
        values.add(value);
    }

    /** The next run's value, a time in nanoseconds, for a figure in milliseconds. */
    public void addNanos(long nanos) {
        values.add(nanos / NANOS_PER_MILLI);
    }

    /** In the next run it never happened. */
    public void addNever() {
        values.add(Double.POSITIVE_INFINITY);
    }

    /** The figure so far. */
    public Figure figure() {
        return new Figure(name, unit, Optional.ofNullable(bar), values);
    }
}
