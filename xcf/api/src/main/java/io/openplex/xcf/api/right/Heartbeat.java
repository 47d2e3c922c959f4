package io.openplex.xcf.api.right;

/**
 * One heartbeat, which is also the answer to the partner's latest one.
 *
 * @param sender incarnation of the sender
 * @param receiver incarnation of the receiver as the sender knows it
 * @param sequence number of this heartbeat on its way from sender to receiver, from 1
 * @param answered highest number of the receiver's heartbeats that the sender has taken, 0 for none
 * @param promise the sender promises not to isolate the receiver, counted from the sending of {@code answered}
 * @param epoch highest incarnation of the group that the sender knows
 */
public record Heartbeat(long sender, long receiver, long sequence, long answered, boolean promise, long epoch) {}
