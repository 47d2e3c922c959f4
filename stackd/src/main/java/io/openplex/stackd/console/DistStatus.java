package io.openplex.stackd.console;

/** Part that a stack plays in distributing a DVIPA (operations.md 1.8, 1.18). */
public enum DistStatus {
    /** None. */
    NONE("", ""),
    /** Distributor. */
    DIST("DIST", "DIST"),
    /** Target. */
    DEST("DEST", "DEST"),
    /** Both. */
    BOTH("DIST/DEST", "BOTH");

    private final String netstat;
    private final String sysplex;

    DistStatus(String netstat, String sysplex) {
        this.netstat = netstat;
        this.sysplex = sysplex;
    }

    /** As NETSTAT VIPADYN prints it. */
    public String netstat() {
        return netstat;
    }

    /** As SYSPLEX,VIPADYN prints it. */
    public String sysplex() {
        return sysplex;
    }
}
