package io.openplex.stackd.profile;

import java.util.OptionalInt;

/**
 * GLOBALCONFIG (profile.md 5).
 *
 * @param xcfGroupId XCFGRPID, 2-31; empty: the default group EZBTCPCS
 * @param maxRecords MAXRECS, rows of a display, 1-65535; 0 for {@code *}
 * @param tcpipStatistics TCPIPSTATISTICS
 * @param iqdVlanId IQDVLANID, 1-4094
 * @param wlmPollSeconds SYSPLEXWLMPOLL, 1-180
 * @param monitor SYSPLEXMONITOR
 */
public record GlobalConfig(
        OptionalInt xcfGroupId,
        int maxRecords,
        boolean tcpipStatistics,
        OptionalInt iqdVlanId,
        int wlmPollSeconds,
        SysplexMonitor monitor) {
    /** What holds without the statement. */
    public static final GlobalConfig DEFAULT =
            new GlobalConfig(OptionalInt.empty(), 100, false, OptionalInt.empty(), 60, SysplexMonitor.DEFAULT);

    /**
     * Name of the XCF group: {@code EZBTCPCS}, or {@code EZBTCPtt} with the identifier in place of the last two
     * characters (operations.md 4.1; VTAM has no identifier of its own here).
     */
    public String xcfGroup() {
        if (xcfGroupId.isEmpty()) {
            return "EZBTCPCS";
        }
        int id = xcfGroupId.getAsInt();
        return "EZBTCP" + id / 10 + id % 10;
    }

    /**
     * SYSPLEXMONITOR (operations.md 3.1); stored.
     *
     * @param autoRejoin AUTOREJOIN, only with RECOVERY
     * @param delayJoin DELAYJOIN
     * @param join JOIN, false for NOJOIN
     * @param monitorInterfaces MONINTERFACE
     * @param dynamicRoutes MONINTERFACE DYNROUTE
     * @param recovery RECOVERY
     * @param timerSeconds TIMERSECS, 10-3600
     */
    public record SysplexMonitor(
            boolean autoRejoin,
            boolean delayJoin,
            boolean join,
            boolean monitorInterfaces,
            boolean dynamicRoutes,
            boolean recovery,
            int timerSeconds) {
        /** What holds without the parameter. */
        public static final SysplexMonitor DEFAULT = new SysplexMonitor(false, false, true, false, false, false, 60);
    }
}
