package io.openplex.stackd.console;

/** Where a DVIPA on this stack comes from (operations.md 1.8). */
public enum DvipaOrigin {
    /** VIPADEFINE statement. */
    VIPADEFINE("VIPADEFINE"),
    /** VIPABACKUP statement. */
    VIPABACKUP("VIPABACKUP"),
    /** BIND within a VIPARANGE. */
    VIPARANGE_BIND("VIPARANGE BIND"),
    /** IOCTL within a VIPARANGE. */
    VIPARANGE_IOCTL("VIPARANGE IOCTL"),
    /** Distribution target only. */
    TARGET("");

    private final String display;

    DvipaOrigin(String display) {
        this.display = display;
    }

    /** As printed. */
    public String display() {
        return display;
    }
}
