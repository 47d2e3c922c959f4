package io.openplex.distributor.config;

/** DISTMETHOD; {@link #code()} is the value of the profile record and of signals (1.9). */
public enum Method {
    /** BASEWLM, the default. */
    BASEWLM(1),
    /** ROUNDROBIN. */
    ROUNDROBIN(2),
    /** SERVERWLM. */
    SERVERWLM(3),
    /** WEIGHTEDACTIVE. */
    WEIGHTEDACTIVE(4),
    /** TARGCONTROLLED. */
    TARGCONTROLLED(5),
    /** HOTSTANDBY. */
    HOTSTANDBY(6);

    private final int code;

    Method(int code) {
        this.code = code;
    }

    /** 1 to 6. */
    public int code() {
        return code;
    }

    /** The value for a code; an unknown code reads as {@link #BASEWLM}. */
    public static Method ofCode(int code) {
        return code >= 1 && code <= values().length ? values()[code - 1] : BASEWLM;
    }
}
