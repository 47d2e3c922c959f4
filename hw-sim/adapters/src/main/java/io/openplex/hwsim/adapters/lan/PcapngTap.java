package io.openplex.hwsim.adapters.lan;

import io.openplex.hwsim.wire.Frame;

/**
 * A LAN port that records what passes through another one: received frames as inbound, frames that really left as
 * outbound. The capture is flushed on {@link #flush()}, on close and whenever a poll finds nothing to do.
 */
public final class PcapngTap implements LanPort {
    private final LanPort port;
    private final PcapngWriter writer;
    private final long wallOffsetNanos;
    private final Receiver recording = this::received;
    private Receiver receiver = (frame, nowNanos) -> {};

    /**
     * A tap; it owns the port and the writer and closes both.
     *
     * @param wallOffsetNanos wall-clock nanoseconds since 1970 minus {@code nowNanos} at the same instant
     */
    public PcapngTap(LanPort port, PcapngWriter writer, long wallOffsetNanos) {
        this.port = port;
        this.writer = writer;
        this.wallOffsetNanos = wallOffsetNanos;
    }

    @Override
    public int poll(Receiver to, int limit, long nowNanos) {
        receiver = to;
        int handed = port.poll(recording, limit, nowNanos);
        if (handed == 0) {
            writer.flush();
        }
        return handed;
    }

    private void received(Frame frame, long nowNanos) {
        writer.frame(frame, true, nowNanos + wallOffsetNanos);
        receiver.frame(frame, nowNanos);
    }

    @Override
    public boolean send(Frame frame, long nowNanos) {
        boolean sent = port.send(frame, nowNanos);
        if (sent) {
            writer.frame(frame, false, nowNanos + wallOffsetNanos);
        }
        return sent;
    }

    @Override
    public void flush() {
        port.flush();
        writer.flush();
    }

    @Override
    public boolean linkUp() {
        return port.linkUp();
    }

    @Override
    public int mtu() {
        return port.mtu();
    }

    @Override
    public LanStatistics statistics() {
        return port.statistics();
    }

    @Override
    public void close() {
        port.close();
        writer.close();
    }
}
