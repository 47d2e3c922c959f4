package io.openplex.hwsim.adapters.lan;

/**
 * Counters of one LAN port, from the port's side: received came from the LAN, sent went to it. A port counts through
 * its {@link LanCounter}.
 */
public final class LanStatistics {
    long received;
    long receivedBytes;
    long sent;
    long sentBytes;
    long lost;
    long missed;
    long tooLong;
    long unreachable;
    long errors;

    LanStatistics() {}

    /** Frames handed to the receiver. */
    public long received() {
        return received;
    }

    /** Bytes of the frames handed to the receiver. */
    public long receivedBytes() {
        return receivedBytes;
    }

    /** Frames that left. */
    public long sent() {
        return sent;
    }

    /** Bytes of the frames that left. */
    public long sentBytes() {
        return sentBytes;
    }

    /** Frames lost because there was no room, no cable or no open port. */
    public long lost() {
        return lost;
    }

    /** Frames of the LAN that found no room in the queue of the operating system before this port read them. */
    public long missed() {
        return missed;
    }

    /** Frames of either direction refused because they exceed the MTU and its framing. */
    public long tooLong() {
        return tooLong;
    }

    /** Times that the far host said that nobody listens there (ICMP port unreachable). */
    public long unreachable() {
        return unreachable;
    }

    /** Other failures of the operating system, and frames that contradict themselves. */
    public long errors() {
        return errors;
    }
}
