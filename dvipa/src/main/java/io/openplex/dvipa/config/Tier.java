package io.openplex.dvipa.config;

/** Sysplex Distributor tier of a DVIPA. */
public enum Tier {
    /** Neither TIER1 nor TIER2 coded. */
    NONE,
    /** TIER1. */
    TIER1,
    /** TIER2. */
    TIER2
}
