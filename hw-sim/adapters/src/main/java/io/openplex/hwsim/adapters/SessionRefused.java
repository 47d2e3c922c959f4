package io.openplex.hwsim.adapters;

import java.util.Locale;

/** An adapter does not accept a session. */
public final class SessionRefused extends Exception {
    /** Cause: the port has another name (IDX TERMINATE, hardware.md 1.6 step 1). */
    public static final int PORT_NAME_MISMATCH = 0x22;

    /** Cause: another session has this MAC address (hardware.md 1.9). */
    public static final int DUPLICATE_MAC = 0x2005;

    /** Cause: all sessions of the port are in use. */
    public static final int NO_SESSION_FREE = 0x2006;

    /** Cause: the channel path is offline. */
    public static final int CHPID_OFFLINE = 0xE080;

    private static final long serialVersionUID = 1L;

    private final int code;

    /** A refusal with its code and one line of text. */
    public SessionRefused(int code, String reason) {
        super(reason + String.format(Locale.ROOT, " (code %04X)", code));
        this.code = code;
    }

    /** One of the constants. */
    public int code() {
        return code;
    }
}
