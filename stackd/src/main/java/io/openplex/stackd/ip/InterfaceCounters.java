package io.openplex.stackd.ip;

/** Packets and bytes of one interface, IP header included; counted by the interface on the loop. */
public final class InterfaceCounters {
    private long packetsIn;
    private long bytesIn;
    private long packetsOut;
    private long bytesOut;
    private long dropsOut;

    /** One packet came in. */
    public void in(int bytes) {
        packetsIn++;
        bytesIn += bytes;
    }

    /** One packet left. */
    public void out(int bytes) {
        packetsOut++;
        bytesOut += bytes;
    }

    /** One packet could not leave. */
    public void dropOut() {
        dropsOut++;
    }

    /** So many packets could not leave. */
    public void dropOut(int packets) {
        dropsOut += packets;
    }

    /** Packets received. */
    public long packetsIn() {
        return packetsIn;
    }

    /** Bytes received. */
    public long bytesIn() {
        return bytesIn;
    }

    /** Packets sent. */
    public long packetsOut() {
        return packetsOut;
    }

    /** Bytes sent. */
    public long bytesOut() {
        return bytesOut;
    }

    /** Packets that were to be sent and were dropped: no room, interface down, a claim without the right. */
    public long dropsOut() {
        return dropsOut;
    }
}
