package io.openplex.omproute.config;

/**
 * Hints for TCP that go with the routes of an interface.
 *
 * @param maximumRetransmitSeconds Max_Xmit_Time
 * @param minimumRetransmitSeconds Min_Xmit_Time
 * @param roundTripGain RT_Gain
 * @param varianceGain Variance_Gain
 * @param varianceMultiplier Variance_Mult
 * @param delayAcks Delay_Acks
 */
public record TcpHints(
        double maximumRetransmitSeconds,
        double minimumRetransmitSeconds,
        double roundTripGain,
        double varianceGain,
        double varianceMultiplier,
        boolean delayAcks) {
    /** What holds without the parameters. */
    public static final TcpHints DEFAULT = new TcpHints(120, 0.5, 0.125, 0.25, 2, true);
}
