package io.openplex.dvipa;

/** How a stack knows a DVIPA; {@link #code()} is the value of programming interfaces and signals (2.1). */
public enum Origin {
    /** Not known. */
    UNKNOWN(1),
    /** VIPABACKUP. */
    BACKUP(2),
    /** VIPADEFINE. */
    DEFINE(3),
    /** VIPARANGE and bind(). */
    RANGE_BIND(4),
    /** VIPARANGE and ioctl(). */
    RANGE_IOCTL(5),
    /** Target of a VIPADISTRIBUTE elsewhere. */
    TARGET(6);

    private final int code;

    Origin(int code) {
        this.code = code;
    }

    /** 1 to 6. */
    public int code() {
        return code;
    }

    /** The value for a code; an unknown code reads as {@link #UNKNOWN}. */
    public static Origin ofCode(int code) {
        return code >= 1 && code <= values().length ? values()[code - 1] : UNKNOWN;
    }
}
