package io.openplex.stackd.ip;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/** One attachment of the IP layer. Used on the loop only. */
public interface IpInterface {
    /** Interface or link name as NETSTAT prints it. */
    String name();

    /** What it is attached to. */
    InterfaceKind kind();

    /** Address from which packets over this interface are sent when nothing else decides; null when it has none. */
    @Nullable
    IpAddress address();

    /** Largest IP packet in bytes. */
    int mtu();

    /** Packets can be sent. */
    boolean up();

    /** True for the directed broadcast address of this interface's IPv4 subnet. */
    default boolean broadcast(int destination) {
        return false;
    }

    /**
     * Takes an IP packet (frame offset at the IP header) for a next hop given as halves (IPv4 in mapped form). It
     * leaves with the next flush. The frame is consumed whatever happens.
     *
     * @return false when it was dropped (counted in {@link #counters})
     */
    boolean send(Frame packet, long nextHopHigh, long nextHopLow, long nowNanos);

    /**
     * Hands received packets to the input, frame offset at the IP header.
     *
     * @param number this interface's number, for {@link Frame#ingress}
     * @return number of packets
     */
    int poll(PacketInput input, int number, int limit, long nowNanos);

    /**
     * Lets the packets leave that {@link #send} took.
     *
     * @param mayClaim false: nothing may leave from now on that claims an address which can move; data still does
     */
    void flush(boolean mayClaim, long nowNanos);

    /** Drops and counts the packets that {@link #send} took and that have not left: the interface is going away. */
    void discard();

    /** What went through. */
    InterfaceCounters counters();

    /** Where received packets go. */
    @FunctionalInterface
    interface PacketInput {
        /** A packet; the frame is lent for the call. */
        void packet(Frame packet, long nowNanos);
    }
}
