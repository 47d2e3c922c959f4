package io.openplex.deploy.bench.report;

/**
 * What a figure is held against: a value that must not be exceeded, in at least a share of the runs.
 *
 * @param limit in the unit of the figure; a run that is exactly at it meets the bar
 * @param share of the runs that must meet it, above 0 and up to 1
 */
public record Bar(double limit, double share) {
    private static final double ROUNDING = 1e-9;

    /** Refuses a share that no number of runs can have. */
    public Bar {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share " + share);
        }
    }

    /** Met by every run. */
    public static Bar always(double limit) {
        return new Bar(limit, 1);
    }

    /** Met by 49 of 50 runs. */
    public static Bar mostly(double limit) {
        return new Bar(limit, 0.98);
    }

    /** How many of so many runs must meet it. */
    public int needed(int runs) {
        return (int) Math.ceil(share * runs - ROUNDING);
    }
}
