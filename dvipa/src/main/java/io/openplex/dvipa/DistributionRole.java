package io.openplex.dvipa;

/** Part of a stack in the distribution of a DVIPA; {@link #code()} is the value of interfaces and signals (2.1). */
public enum DistributionRole {
    /** Not applicable. */
    NOT_APPLICABLE(0),
    /** Neither distributor nor target. */
    NEITHER(1),
    /** Distributor only. */
    DISTRIBUTOR(2),
    /** Target only. */
    TARGET(3),
    /** Distributor and target. */
    BOTH(4);

    private final int code;

    DistributionRole(int code) {
        this.code = code;
    }

    /** 0 to 4. */
    public int code() {
        return code;
    }

    /** True when connections may be distributed to this stack. */
    public boolean isTarget() {
        return this == TARGET || this == BOTH;
    }

    /** The value for a code; an unknown code reads as {@link #NOT_APPLICABLE}. */
    public static DistributionRole ofCode(int code) {
        return code >= 0 && code < values().length ? values()[code] : NOT_APPLICABLE;
    }
}
