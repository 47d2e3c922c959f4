package io.openplex.stackd.console;

import java.util.Arrays;
import java.util.Optional;

/** Operands of the form KEY=value, or a bare word where noted (operations.md 1.1). */
public enum Filter {
    /** Up to 6 names with wildcards. */
    CLIENT("CLIent"),
    /** Address, address/length or address/mask, up to 6. */
    IPADDR("IPAddr"),
    /** address+port. */
    IPPORT("IPPort"),
    /** Up to 6 ports. */
    PORT("POrt"),
    /** Interface or link name. */
    INTFNAME("INTFName"),
    /** Application data, with wildcards. */
    APPLD("APPLD"),
    /** TN3270 connections left out (bare word). */
    NOTN3270("NOTN3270"),
    /** Host name. */
    HOSTNAME("HOSTName"),
    /** SMC link. */
    SMCID("SMCID"),
    /** AT-TLS state. */
    CONNTYPE("CONNType"),
    /** Record limit. */
    MAX("MAX"),
    /** LONG or SHORT. */
    FORMAT("FORMAT"),
    /** Dynamic VIPA of a SYSPLEX command. */
    DVIPA("DVIPA"),
    /** Server job. */
    JOBNAME("JOBNAME"),
    /** Server address space. */
    ASID("ASID"),
    /** Connection of DROP. */
    CONNECTION("CONNection"),
    /** Type of a policy. */
    TYPE("TYPE");

    private final String spelling;
    private final Keyword keyword;

    Filter(String spelling) {
        this.spelling = spelling;
        keyword = Keyword.of(spelling);
    }

    /** Spelling with the minimum abbreviation in upper case. */
    public String spelling() {
        return spelling;
    }

    static Optional<Filter> of(String word) {
        return Arrays.stream(values())
                .filter(filter -> filter.keyword.matches(word))
                .findFirst();
    }
}
