package io.openplex.distributor;

/** This stack's part in the distribution of one DVIPA. */
public enum TargetRole {
    /** None. */
    NEITHER,
    /** Distributor only. */
    DISTRIBUTOR,
    /** Target only: the address belongs into HOME with flag I. */
    TARGET,
    /** Both. */
    BOTH
}
