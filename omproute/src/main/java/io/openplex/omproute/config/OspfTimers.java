package io.openplex.omproute.config;

/**
 * Timers of an OSPF interface or virtual link, in seconds.
 *
 * @param retransmission Retransmission_Interval, 1-65535
 * @param transmissionDelay Transmission_Delay, 1-65535
 * @param hello Hello_Interval, 1-255
 * @param databaseExchange DB_Exchange_Interval, 2-65535
 * @param dead Dead_Router_Interval, 2-65535, larger than {@code hello}
 */
public record OspfTimers(int retransmission, int transmissionDelay, int hello, int databaseExchange, int dead) {
    /** Of OSPF_INTERFACE. */
    public static final OspfTimers INTERFACE = new OspfTimers(5, 1, 10, 40, 40);

    /** Of VIRTUAL_LINK (unconfirmed). */
    public static final OspfTimers VIRTUAL_LINK = new OspfTimers(10, 5, 30, 180, 180);
}
