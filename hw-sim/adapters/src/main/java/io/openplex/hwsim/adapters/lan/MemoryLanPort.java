package io.openplex.hwsim.adapters.lan;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One end of a cable in memory, for tests and simulation: bounded, in order, on one thread. A frame sent at one end is
 * there at the next poll of the other.
 */
public final class MemoryLanPort implements LanPort {
    private final int mtu;
    private final Cable cable;
    private final FramePool pool;
    private final Frame[] arriving;
    private final LanCounter counter = new LanCounter();
    private int first;
    private int waiting;
    private boolean open = true;

    private MemoryLanPort(int capacity, int mtu, Cable cable) {
        this.mtu = mtu;
        this.cable = cable;
        pool = new FramePool(capacity, mtu + FRAMING);
        arriving = new Frame[capacity];
    }

    /**
     * A cable with its two ends.
     *
     * @param capacity frames that fit on the cable in each direction
     * @param mtu largest IP packet
     */
    public static Pair pair(int capacity, int mtu) {
        Cable cable = new Cable();
        MemoryLanPort left = new MemoryLanPort(capacity, mtu, cable);
        MemoryLanPort right = new MemoryLanPort(capacity, mtu, cable);
        cable.left = left;
        cable.right = right;
        return new Pair(left, right);
    }

    /**
     * Both ends of a cable.
     *
     * @param left one end
     * @param right the other end
     */
    public record Pair(MemoryLanPort left, MemoryLanPort right) {
        /** Pulls the cable out, or puts it back; what is on its way is lost. */
        public void plugged(boolean plugged) {
            left.cable.plugged = plugged;
            left.lose();
            right.lose();
        }
    }

    @Override
    public int poll(Receiver receiver, int limit, long nowNanos) {
        int handed = 0;
        while (handed < limit && waiting > 0) {
            Frame frame = arriving[first];
            first = (first + 1) % arriving.length;
            waiting--;
            handed++;
            counter.received(frame.length());
            receiver.frame(frame, nowNanos);
            frame.release();
        }
        return handed;
    }

    @Override
    public boolean send(Frame frame, long nowNanos) {
        if (frame.length() > mtu + FRAMING) {
            counter.tooLong();
            return false;
        }
        if (!linkUp() || !cable.farEndOf(this).arrive(frame)) {
            counter.lost();
            return false;
        }
        counter.sent(frame.length());
        return true;
    }

    private boolean arrive(Frame sent) {
        Frame frame = pool.acquire();
        if (frame == null) {
            return false;
        }
        // The bytes alone travel on a wire, and they arrive behind a full headroom.
        frame.length(sent.length());
        frame.buffer().put(frame.offset(), sent.buffer(), sent.offset(), sent.length());
        arriving[(first + waiting++) % arriving.length] = frame;
        return true;
    }

    private void lose() {
        while (waiting > 0) {
            arriving[first].release();
            first = (first + 1) % arriving.length;
            waiting--;
            counter.lost();
        }
    }

    /** Frames that have arrived at this end and wait for a poll. */
    public int waiting() {
        return waiting;
    }

    /** Nothing is ever queued on this side. */
    @Override
    public void flush() {}

    @Override
    public boolean linkUp() {
        return open && cable.plugged && cable.farEndOf(this).open;
    }

    @Override
    public int mtu() {
        return mtu;
    }

    @Override
    public LanStatistics statistics() {
        return counter.statistics();
    }

    @Override
    public void close() {
        open = false;
        lose();
    }

    private static final class Cable {
        private boolean plugged = true;
        private @Nullable MemoryLanPort left;
        private @Nullable MemoryLanPort right;

        MemoryLanPort farEndOf(MemoryLanPort end) {
            return Objects.requireNonNull(end == left ? right : left);
        }
    }
}
