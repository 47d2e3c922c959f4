package io.openplex.hwsim.adapters.lan;

import io.openplex.hwsim.wire.Frame;

/**
 * One attachment to an Ethernet segment: frames in, frames out, never blocking. Used by one thread. A port never echoes
 * its own transmissions. Contract: every implementation passes {@code LanPortContract}.
 */
public interface LanPort extends AutoCloseable {
    /** Ethernet header and VLAN tag, bytes. */
    int FRAMING = 18;

    /**
     * Hands up to {@code limit} received frames to the receiver, Ethernet header first.
     *
     * @return number of frames handed over
     */
    int poll(Receiver receiver, int limit, long nowNanos);

    /**
     * Sends one Ethernet frame; its bytes are copied or sent before the call returns and left as they are, the caller
     * keeps the frame. A frame that is longer than {@code mtu() + FRAMING} or finds no room is counted and lost, as on
     * a wire. The last four bytes of that length are for a VLAN tag: a port may refuse an untagged frame that needs
     * them.
     *
     * @return false when it was lost
     */
    boolean send(Frame frame, long nowNanos);

    /** Sends what is still queued. */
    void flush();

    /** Cable and far end there, as far as this kind of port can know. */
    boolean linkUp();

    /** Largest payload behind an Ethernet header, bytes; frames may be {@link #FRAMING} longer. */
    int mtu();

    /** What this port has counted so far; a live view. */
    LanStatistics statistics();

    @Override
    void close();

    /** Receives frames. */
    @FunctionalInterface
    interface Receiver {
        /**
         * A frame; valid only during the call, copy what must stay. Its bounds may be moved, but the frame stays the
         * port's and is never released by the receiver.
         */
        void frame(Frame frame, long nowNanos);
    }
}
