package io.openplex.dvipa.config;

/** How a DVIPA leaves its holder; {@link #code()} is the value of programming interfaces and signals (2.1). */
public enum Moveable {
    /** Not applicable: a passive VIPABACKUP. */
    NOT_APPLICABLE(1),
    /** MOVEABLE IMMEDIATE: at once, connections are kept. */
    IMMEDIATE(2),
    /** MOVEABLE WHENIDLE: when the holder has no connection to it. */
    WHEN_IDLE(3),
    /** VIPARANGE MOVEABLE NONDISRUPTIVE. */
    NONDISRUPTIVE(4),
    /** VIPARANGE MOVEABLE DISRUPTIVE. */
    DISRUPTIVE(5);

    private final int code;

    Moveable(int code) {
        this.code = code;
    }

    /** 1 to 5. */
    public int code() {
        return code;
    }

    /** The value for a code; an unknown code reads as {@link #NOT_APPLICABLE}. */
    public static Moveable ofCode(int code) {
        return code >= 1 && code <= values().length ? values()[code - 1] : NOT_APPLICABLE;
    }
}
