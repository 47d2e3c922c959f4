package io.openplex.deploy.bench.lan;

import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.lan.LanStatistics;
import io.openplex.hwsim.wire.Frame;

/** The switch's end of a cable, with somebody who sees every frame that comes in. */
final class ObservedPort implements LanPort {
    private final LanPort port;
    private final Receiver observer;
    private final Receiver both = this::received;
    private Receiver receiver = (frame, nowNanos) -> {};

    /** The observer sees a frame before the receiver does, and leaves it as it is. */
    ObservedPort(LanPort port, Receiver observer) {
        this.port = port;
        this.observer = observer;
    }

    @Override
    public int poll(Receiver to, int limit, long nowNanos) {
        receiver = to;
        return port.poll(both, limit, nowNanos);
    }

    private void received(Frame frame, long nowNanos) {
        observer.frame(frame, nowNanos);
        receiver.frame(frame, nowNanos);
    }

    @Override
    public boolean send(Frame frame, long nowNanos) {
        return port.send(frame, nowNanos);
    }

    @Override
    public void flush() {
        port.flush();
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
    }
}
