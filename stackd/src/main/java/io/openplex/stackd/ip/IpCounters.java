package io.openplex.stackd.ip;

/** What the IP layer did; written on the loop, read for displays and metrics. */
public final class IpCounters {
    private static final DropReason[] REASONS = DropReason.values();

    private final long[] drops = new long[REASONS.length];
    private long received;
    private long delivered;
    private long routed;
    private long forwarded;
    private long sentToPartner;
    private long sent;
    private long echoReplies;
    private long icmpErrors;

    /** Counts a drop and answers false, so that a caller can return it. */
    boolean drop(DropReason reason) {
        drops[reason.ordinal()]++;
        return false;
    }

    void countReceived() {
        received++;
    }

    void countDelivered() {
        delivered++;
    }

    void countRouted() {
        routed++;
    }

    void countForwarded() {
        forwarded++;
    }

    void countSentToPartner() {
        sentToPartner++;
    }

    void countSent() {
        sent++;
    }

    void countEchoReply() {
        echoReplies++;
    }

    void countIcmpError() {
        icmpErrors++;
    }

    /** Packets dropped for a reason. */
    public long dropped(DropReason reason) {
        return drops[reason.ordinal()];
    }

    /** Packets dropped for any reason. */
    public long dropped() {
        long sum = 0;
        for (long count : drops) {
            sum += count;
        }
        return sum;
    }

    /** Packets that came in. */
    public long received() {
        return received;
    }

    /** Packets handed to a protocol. */
    public long delivered() {
        return delivered;
    }

    /** Packets that the inbound router took. */
    public long routed() {
        return routed;
    }

    /** Transit packets forwarded between interfaces. */
    public long forwarded() {
        return forwarded;
    }

    /** Packets sent unchanged to an XCF partner. */
    public long sentToPartner() {
        return sentToPartner;
    }

    /** Packets made here and sent. */
    public long sent() {
        return sent;
    }

    /** ICMP echo requests answered. */
    public long echoReplies() {
        return echoReplies;
    }

    /** ICMP errors sent. */
    public long icmpErrors() {
        return icmpErrors;
    }
}
