package io.openplex.deploy.simulation.lan;

import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.lan.LanStatistics;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.stackd.loop.NanoClock;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** One end of a cable whose sent frames suffer what the {@link Impairment} says. */
final class ImpairedPort implements LanPort {
    private static final int MILLION = 1_000_000;

    private final LanPort port;
    private final NanoClock clock;
    private final SplittableRandom random;
    private final FramePool pool;
    private final PriorityQueue<Late> late =
            new PriorityQueue<>(Comparator.comparingLong(Late::atNanos).thenComparingLong(Late::number));
    private Impairment impairment = Impairment.NONE;
    private boolean sound = true;
    private long number;

    private record Late(long atNanos, long number, byte[] bytes) {}

    ImpairedPort(LanPort port, NanoClock clock, SplittableRandom random) {
        this.port = port;
        this.clock = clock;
        this.random = random;
        pool = new FramePool(1, port.mtu() + FRAMING);
    }

    void impair(Impairment now) {
        impairment = now;
        sound = now.equals(Impairment.NONE);
    }

    @Override
    public boolean send(Frame frame, long nowNanos) {
        if (sound) {
            return port.send(frame, nowNanos);
        }
        Impairment now = impairment;
        if (now.allLost() || blocked(now, frame) || random.nextInt(MILLION) < now.lossPpm()) {
            return true;
        }
        if (random.nextInt(MILLION) < now.duplicatePpm()) {
            delay(frame, now.delayNanos());
        }
        if (random.nextInt(MILLION) < now.delayedPpm()) {
            delay(frame, now.delayNanos());
            return true;
        }
        return port.send(frame, nowNanos);
    }

    private static boolean blocked(Impairment now, Frame frame) {
        return !now.blocked().isEmpty()
                && Ethernet.check(frame.length())
                && now.blocked().contains(new MacAddress(Ethernet.source(frame.buffer(), frame.offset())));
    }

    private void delay(Frame frame, long most) {
        byte[] bytes = new byte[frame.length()];
        frame.buffer().get(frame.offset(), bytes);
        number++;
        late.add(new Late(clock.nanos() + 1 + random.nextLong(most + 1), number, bytes));
    }

    /** Sends what was delayed until now. */
    int release(long nowNanos) {
        int released = 0;
        for (Late next = late.peek(); next != null && next.atNanos() <= nowNanos; next = late.peek()) {
            late.remove();
            Frame frame = pool.acquire();
            if (frame != null) {
                frame.length(next.bytes().length);
                frame.buffer().put(frame.offset(), next.bytes());
                port.send(frame, nowNanos);
                frame.release();
            }
            released++;
        }
        return released;
    }

    long nextNanos() {
        Late next = late.peek();
        return next == null ? Long.MAX_VALUE : next.atNanos();
    }

    /** What was under way is lost. */
    void lose() {
        late.clear();
    }

    @Override
    public int poll(Receiver receiver, int limit, long nowNanos) {
        return port.poll(receiver, limit, nowNanos);
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
