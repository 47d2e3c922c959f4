package io.openplex.deploy.simulation.fault;

/**
 * One fault.
 *
 * @param atNanos when it begins, from the moment at which the sysplex is up
 * @param lastsNanos how long it lasts
 * @param target see {@link FaultKind}
 * @param other second LPAR, 0 for none
 * @param amount see {@link FaultKind}
 */
public record Fault(FaultKind kind, long atNanos, long lastsNanos, int target, int other, int amount) {
    private static final double SECOND = 1e9;

    /** When it is over. */
    public long endNanos() {
        return atNanos + lastsNanos;
    }

    /** The same, lasting shorter or longer. */
    public Fault lasting(long nanos) {
        return new Fault(kind, atNanos, nanos, target, other, amount);
    }

    /** The fault concerns this LPAR. */
    public boolean concerns(int lpar) {
        return !kind.concernsService() && target == lpar || kind.concernsPair() && other == lpar;
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        String who = kind.concernsService() ? "" : " SYS" + (char) ('A' + target - 1);
        String and = kind.concernsPair() ? " and SYS" + (char) ('A' + other - 1) : "";
        return "%s%s%s amount %d at %.6f s for %.6f s"
                .formatted(name, who, and, amount, atNanos / SECOND, lastsNanos / SECOND);
    }
}
