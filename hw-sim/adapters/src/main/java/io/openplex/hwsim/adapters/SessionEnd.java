package io.openplex.hwsim.adapters;

/** Why a session with an adapter is over. */
public enum SessionEnd {
    /** The program ended it. */
    CLOSED,
    /** The program died, or its subchannels were reset. */
    RESET,
    /** The channel path went offline, or the adapter failed (hardware.md 6.1 F4). */
    CHPID_OFFLINE
}
