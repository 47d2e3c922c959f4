package io.openplex.stackd.sysplex;

/** The release that displays and partners are told (operations.md, reference level). */
public final class Release {
    /** As displays print it. */
    public static final String NAME = "CS V2R5";

    private Release() {}
}
