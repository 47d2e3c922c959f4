package io.openplex.stackd.profile;

/**
 * TCPCONFIG (profile.md 6).
 *
 * @param connectTimeoutSeconds CONNECTTIMEOUT, 5-190
 * @param delayAcks DELAYACKS
 * @param ephemeralFirst EPHEMERALPORTS first, 1024-65535
 * @param ephemeralLast EPHEMERALPORTS last
 * @param finWait2Seconds FINWAIT2TIME, 60-3600
 * @param keepAliveMinutes INTERVAL, 0-35791; 0: no keep-alive
 * @param keepAliveProbeSeconds KEEPALIVEPROBEINTERVAL, 1-75
 * @param keepAliveProbes KEEPALIVEPROBES, 1-10
 * @param maximumRetransmitSeconds MAXIMUMRETRANSMITTIME, 1-120
 * @param nagle NAGLE; z/OS has it on unless a socket says TCP_NODELAY, here it is on only when the profile says so,
 *     as the servers in this process write whole answers [design]
 * @param restrictLowPorts RESTRICTLOWPORTS
 * @param retransmitAttempts RETRANSMITATTEMPTS, 1-15
 * @param selectiveAck SELECTIVEACK
 * @param receiveBufferBytes TCPRCVBUFRSIZE, 256 to {@code receiveBufferMaxBytes}
 * @param receiveBufferMaxBytes TCPMAXRCVBUFRSIZE
 * @param sendBufferBytes TCPSENDBFRSIZE, 256 to {@code sendBufferMaxBytes}
 * @param sendBufferMaxBytes TCPMAXSENDBUFRSIZE
 * @param timestamps TCPTIMESTAMP
 * @param timeWaitSeconds TIMEWAITINTERVAL, 0-120
 */
public record TcpConfig(
        int connectTimeoutSeconds,
        boolean delayAcks,
        int ephemeralFirst,
        int ephemeralLast,
        int finWait2Seconds,
        int keepAliveMinutes,
        int keepAliveProbeSeconds,
        int keepAliveProbes,
        int maximumRetransmitSeconds,
        boolean nagle,
        boolean restrictLowPorts,
        int retransmitAttempts,
        boolean selectiveAck,
        int receiveBufferBytes,
        int receiveBufferMaxBytes,
        int sendBufferBytes,
        int sendBufferMaxBytes,
        boolean timestamps,
        int timeWaitSeconds) {
    /** What holds without the statement. */
    public static final TcpConfig DEFAULT = new TcpConfig(
            75, true, 1024, 65535, 600, 120, 75, 10, 120, false, false, 15, false, 65536, 262144, 65536, 262144, true,
            60);
}
