package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.wire.Frame;

/** The adapter's end of a session's inbound queue (hardware.md 1.3). */
public interface SessionQueues {
    /**
     * Takes one packet: IP header first for layer 3, Ethernet header first for layer 2, in either case behind at least
     * {@link io.openplex.hwsim.wire.Frame#HEADROOM} less one link header of room. The bytes are copied or used up
     * before the call returns; the bounds may be moved, the frame stays the adapter's.
     *
     * @return false when there is no empty input buffer: the packet is lost, and the caller counts it
     */
    boolean deliver(Frame packet, long nowNanos);
}
