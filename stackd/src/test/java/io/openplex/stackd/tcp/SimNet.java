package io.openplex.stackd.tcp;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Tcp;
import io.openplex.stackd.ip.IpSender;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Two TCP engines, joined by a link that loses, repeats and reorders from a seed, in virtual time, without garbage. */
public final class SimNet {
    public static final long MILLI = 1_000_000L;
    public static final long SECOND = 1_000 * MILLI;
    public static final IpAddress ADDRESS_A = IpAddress.parse("192.0.2.1");
    public static final IpAddress ADDRESS_B = IpAddress.parse("192.0.2.2");
    private static final int QUEUE = 8192;

    public final Host a;
    public final Host b;
    public long now = 1_000 * SECOND;
    public double loss;
    public double duplication;
    public long delay = MILLI;
    public long jitter;

    /** While set nothing arrives anywhere. */
    public boolean cut;

    /** So many of the next large packets are lost. */
    public int loseNext;

    private final Random random;
    private final FramePool pool = new FramePool(QUEUE, 2048);
    private final Frame[] frames = new Frame[QUEUE];
    private final Host[] targets = new Host[QUEUE];
    private final long[] times = new long[QUEUE];
    private int head;
    private int count;

    public SimNet(long seed) {
        this(seed, TcpSettings.defaults(), TcpSettings.defaults());
    }

    public SimNet(long seed, TcpSettings settingsA, TcpSettings settingsB) {
        random = new Random(seed);
        a = new Host(ADDRESS_A, settingsA, seed + 1);
        b = new Host(ADDRESS_B, settingsB, seed + 2);
    }

    public static IpEndpoint any(int port) {
        return new IpEndpoint(IpAddress.ANY4, port);
    }

    public IpEndpoint onB(int port) {
        return new IpEndpoint(ADDRESS_B, port);
    }

    /** Frames that are not in the pool. */
    public int framesOut() {
        return pool.outstanding();
    }

    /** Runs until the condition holds; fails after {@code limit} nanoseconds of virtual time. */
    public void until(BooleanSupplier condition, long limit) {
        long end = now + limit;
        while (!condition.getAsBoolean()) {
            if (!tick(end)) {
                throw new AssertionError("not reached within " + limit / MILLI + " ms: " + a.engine.connections()
                        + b.engine.connections());
            }
        }
    }

    /** Lets time pass. */
    public void run(long nanos) {
        long end = now + nanos;
        boolean more = true;
        while (more) {
            more = tick(end);
        }
        now = end;
    }

    /** Goes to the next event that is not after {@code end} and handles what is due; false when there is none. */
    public boolean tick(long end) {
        long next = Math.min(a.engine.nextDeadlineNanos(), b.engine.nextDeadlineNanos());
        if (count > 0) {
            next = Math.min(next, times[head]);
        }
        if (next > end) {
            return false;
        }
        now = Math.max(now, next);
        while (count > 0 && times[head] <= now) {
            Frame frame = frames[head];
            Host target = targets[head];
            head = (head + 1) % QUEUE;
            count--;
            if (!cut) {
                target.engine.input(frame, now);
            }
            frame.release();
        }
        a.engine.step(now);
        b.engine.step(now);
        return true;
    }

    private void enqueue(Frame frame, Host target) {
        if (loseNext > 0 && frame.length() > 1000) {
            loseNext--;
            frame.release();
            return;
        }
        if (loss > 0 && random.nextDouble() < loss || count == QUEUE) {
            frame.release();
            return;
        }
        if (duplication > 0 && random.nextDouble() < duplication) {
            Frame copy = pool.acquire();
            if (copy != null) {
                copy.copyFrom(frame);
                insert(copy, target);
            }
        }
        insert(frame, target);
    }

    private void insert(Frame frame, Host target) {
        long at = now + delay + (jitter > 0 ? random.nextLong(jitter) : 0);
        int slot = (head + count) % QUEUE;
        count++;
        while (slot != head) {
            int before = (slot + QUEUE - 1) % QUEUE;
            if (times[before] <= at) {
                break;
            }
            frames[slot] = frames[before];
            targets[slot] = targets[before];
            times[slot] = times[before];
            slot = before;
        }
        frames[slot] = frame;
        targets[slot] = target;
        times[slot] = at;
    }

    /** One end. */
    public final class Host implements IpSender {
        public final TcpEngine engine;
        public final IpAddress address;
        public int mtu = 1500;
        public boolean noRoute;

        Host(IpAddress address, TcpSettings settings, long seed) {
            this.address = address;
            engine = new TcpEngine(settings, this, new Random(seed));
        }

        @Override
        public Frame acquire() {
            return pool.acquire();
        }

        @Override
        public boolean send(Frame frame, IpAddress source, IpAddress destination, int protocol, long nowNanos) {
            int length = frame.length();
            int l3 = frame.prepend(Ipv4.LENGTH);
            Ipv4.write(
                    frame.buffer(),
                    l3,
                    length + Ipv4.LENGTH,
                    0,
                    Ipv4.FLAG_DF,
                    64,
                    protocol,
                    source.v4Bits(),
                    destination.v4Bits());
            frame.l3 = l3;
            frame.l4 = l3 + Ipv4.LENGTH;
            if (frame.length() > mtu) {
                throw new AssertionError("packet of " + frame.length() + " bytes for an MTU of " + mtu);
            }
            Tcp.writeChecksum(frame.buffer(), l3, frame.l4, length);
            enqueue(frame, this == a ? b : a);
            return true;
        }

        @Override
        public int mtu(IpAddress destination) {
            return mtu;
        }

        @Override
        public IpAddress sourceFor(IpAddress destination) {
            return noRoute ? null : address;
        }
    }
}
