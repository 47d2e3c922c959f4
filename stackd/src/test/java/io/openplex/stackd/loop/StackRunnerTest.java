package io.openplex.stackd.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stack's thread and where it waits; a subclass tests another place. */
public class StackRunnerTest {
    private static final int ROUNDS = 200;

    private final Inbox inbox = new Inbox(64);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<String> failure = new AtomicReference<>("");
    private final StackLoop loop = new StackLoop(
            inbox,
            ClaimLicence.ALWAYS,
            System::nanoTime,
            1_000_000_000L,
            (where, cause, state) -> failure.set(where + " " + state));
    private StackRunner runner;

    @BeforeEach
    void make() {
        runner = new StackRunner("TCPIPT", loop, inbox, System::nanoTime, waiting(), () -> ended.set(true));
    }

    /** The place to wait that is tested. */
    protected LoopWait waiting() {
        return SelectorWait.open();
    }

    @AfterEach
    void stop() throws InterruptedException {
        assertThat(runner.stop(Duration.ofSeconds(5))).isTrue();
        assertThat(runner.alive()).isFalse();
    }

    private void untilIdle() {
        long before = runner.waits();
        await().atMost(Duration.ofSeconds(5)).until(() -> runner.waits() > before + 1);
    }

    private static long median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    @Test
    void wakesForAPostedEvent() throws InterruptedException {
        runner.start();
        untilIdle();
        BlockingQueue<Long> ran = new ArrayBlockingQueue<>(1);
        long[] took = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long posted = System.nanoTime();
            inbox.post(() -> {
                long at = System.nanoTime();
                assertThat(ran.offer(at)).isTrue();
            });
            Long at = ran.poll(5, TimeUnit.SECONDS);
            assertThat(at).as("round %d", i).isNotNull();
            took[i] = at - posted;
        }
        assertThat(median(took)).isLessThan(5_000_000);
    }

    @Test
    void wakesForADatagram() throws IOException {
        try (DatagramChannel in = DatagramChannel.open();
                DatagramChannel out = DatagramChannel.open()) {
            in.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).configureBlocking(false);
            out.connect(in.getLocalAddress());
            AtomicReference<Long> seen = new AtomicReference<>(0L);
            loop.add("lan", LoopStage.ADAPTERS, reader(in, seen));
            runner.register(in);
            runner.start();
            untilIdle();
            long[] took = new long[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                seen.set(0L);
                long sent = System.nanoTime();
                out.write(ByteBuffer.allocate(10));
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofNanos(50_000))
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> seen.get() != 0);
                took[i] = seen.get() - sent;
            }
            // A lost wake-up would take the longest wait, 100 ms.
            assertThat(median(took)).isLessThan(5_000_000);
            long waits = runner.waits();
            untilIdle();
            assertThat(runner.waits())
                    .as("the socket was drained, no busy loop")
                    .isLessThan(waits + 20);
        }
    }

    private static LoopParticipant reader(DatagramChannel in, AtomicReference<Long> seen) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64);
        return new LoopParticipant() {
            @Override
            public int step(long nowNanos) {
                try {
                    if (in.receive(buffer.clear()) == null) {
                        return 0;
                    }
                    seen.set(System.nanoTime());
                    return 1;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public long nextDeadlineNanos() {
                return NEVER;
            }
        };
    }

    @Test
    @Timeout(60)
    void waitingAndWakingAllocateNothing() {
        AtomicLong events = new AtomicLong();
        AtomicLong thread = new AtomicLong();
        Runnable event = events::incrementAndGet;
        runner.start();
        inbox.post(() -> thread.set(Thread.currentThread().threadId()));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        long until = 0;
        // Until the calls are compiled, which a busy machine does late, they allocate.
        for (int tries = 0; tries < 100 && allocated >= 4_096; tries++) {
            postAndWait(event, events, until += 2_000);
            long waits = runner.waits();
            long before = threads.getThreadAllocatedBytes(thread.get());
            postAndWait(event, events, until += 2_000);
            allocated = threads.getThreadAllocatedBytes(thread.get()) - before;
            assertThat(runner.waits() - waits).isGreaterThan(500);
        }
        assertThat(allocated).isLessThan(4_096);
    }

    private void postAndWait(Runnable event, AtomicLong events, long until) {
        while (events.get() < until) {
            long waits = runner.waits();
            long done = events.get();
            assertThat(inbox.post(event)).isTrue();
            while (events.get() == done || runner.waits() == waits) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void runsAtDeadlines() {
        LoopTimers timers = new LoopTimers();
        AtomicBoolean rang = new AtomicBoolean();
        timers.at(System.nanoTime() + 30_000_000, () -> rang.set(true));
        loop.add("timers", LoopStage.TIMERS, timers);
        runner.start();
        await().atMost(Duration.ofSeconds(5)).untilTrue(rang);
    }

    @Test
    void endsInOrderWhenSomethingThrows() {
        runner.start();
        inbox.post(() -> {
            throw new IllegalStateException("broken");
        });
        await().atMost(Duration.ofSeconds(5)).until(() -> !runner.alive());
        assertThat(ended).isTrue();
        assertThat(failure.get()).startsWith("inbox iterations=");
    }

    @Test
    void runsWhatWasPostedBeforeTheStop() throws InterruptedException {
        AtomicBoolean left = new AtomicBoolean();
        runner.start();
        inbox.post(() -> left.set(true));
        assertThat(runner.stop(Duration.ofSeconds(5))).isTrue();
        assertThat(left).isTrue();
        assertThat(ended).isTrue();
    }
}
