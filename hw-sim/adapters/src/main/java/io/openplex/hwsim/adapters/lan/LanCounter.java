package io.openplex.hwsim.adapters.lan;

/** Counts for one LAN port; others see what it has counted through {@link #statistics()}. Used by the port's thread. */
public final class LanCounter {
    private final LanStatistics statistics = new LanStatistics();

    /** What has been counted; a live view. */
    public LanStatistics statistics() {
        return statistics;
    }

    /** A frame of {@code bytes} was handed to the receiver. */
    public void received(int bytes) {
        statistics.received++;
        statistics.receivedBytes += bytes;
    }

    /** A frame of {@code bytes} left. */
    public void sent(int bytes) {
        statistics.sent++;
        statistics.sentBytes += bytes;
    }

    /** A frame found no room, no cable or no open port. */
    public void lost() {
        statistics.lost++;
    }

    /** Frames of the LAN found no room before this port read them. */
    public void missed(long frames) {
        statistics.missed += frames;
    }

    /** A frame of either direction exceeds the MTU and its framing. */
    public void tooLong() {
        statistics.tooLong++;
    }

    /** The far host said that nobody listens there. */
    public void unreachable() {
        statistics.unreachable++;
    }

    /** The operating system failed otherwise, or a frame contradicts itself. */
    public void error() {
        statistics.errors++;
    }
}
