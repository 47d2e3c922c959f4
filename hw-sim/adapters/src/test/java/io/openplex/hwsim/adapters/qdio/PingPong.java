package io.openplex.hwsim.adapters.qdio;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * One side of a game of ping-pong: waits for a packet, polling a little and then sleeping until the doorbell, and
 * answers. How long it polls is random, from not at all to somewhat longer than the other side usually
 * takes, so that the other side's store falls on every point of its way into sleep.
 */
final class PingPong {
    /** Waits for the doorbell. */
    interface Bell {
        /** False when nobody rang. */
        boolean await();
    }

    static final long FORGOTTEN = -1;
    static final long END = 1L << 62;

    private final QueueConsumer in;
    private final QueueProducer out;
    private final Bell bell;
    private final int pollsMax;
    private final SplittableRandom random;
    private final PacketHeader header = new PacketHeader();
    private final Frame frame = Objects.requireNonNull(new FramePool(1, 64).acquire());
    private final QueueSink sink = (packet, beside) -> this.last = Probe.sequence(packet);
    private long last = -1;
    long sleeps;

    PingPong(QueueConsumer in, QueueProducer out, Bell bell, int pollsMax, long seed) {
        this.in = in;
        this.out = out;
        this.bell = bell;
        this.pollsMax = pollsMax;
        random = new SplittableRandom(seed);
    }

    static PingPong of(ProgramSide side, Bell bell, int pollsMax) {
        return new PingPong(side.input(0), side.output(1), bell, pollsMax, 1);
    }

    static PingPong of(AdapterSide side, Bell bell, int pollsMax) {
        return new PingPong(side.output(1), side.input(0), bell, pollsMax, 2);
    }

    /** Sends packet n. */
    boolean send(long n) {
        boolean sent = out.put(Probe.fill(frame, n, 64), header);
        out.flush();
        return sent;
    }

    /** Waits for the next packet and answers its number; {@link #FORGOTTEN} when a doorbell failed to come. */
    long receive() {
        in.poll();
        int polls = pollsMax == 0 ? 0 : random.nextInt(pollsMax);
        while (in.drain(sink, 1) == 0) {
            if (polls-- > 0) {
                Thread.onSpinWait();
            } else if (in.rest()) {
                sleeps++;
                if (!bell.await()) {
                    return FORGOTTEN;
                }
                in.poll();
            }
        }
        return last;
    }

    /** Sends 0, 1, 2 and so on and waits for each answer, then sends the end; answers the number of good rounds. */
    long call(long rounds, long nanosMax) {
        long end = System.nanoTime() + nanosMax;
        long n = 0;
        while (n < rounds && System.nanoTime() - end < 0 && send(n) && receive() == n) {
            n++;
        }
        send(END);
        return n;
    }

    /** Answers until the end; answers the number of good rounds. */
    long echo() {
        long n = 0;
        while (receive() == n && send(n)) {
            n++;
        }
        return last == END ? n : FORGOTTEN;
    }
}
