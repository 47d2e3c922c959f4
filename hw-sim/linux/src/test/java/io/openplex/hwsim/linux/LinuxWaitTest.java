package io.openplex.hwsim.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.openplex.hwsim.adapters.lan.Frames;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LinuxWaitTest {
    private static final long MILLIS = 1_000_000L;
    private static final long LONG = 10_000 * MILLIS;

    private LinuxWait wait;
    private DatagramChannel one;
    private DatagramChannel two;

    @BeforeEach
    void open() throws IOException {
        wait = LinuxWait.open();
        one = channel();
        two = channel();
    }

    @AfterEach
    void close() throws IOException {
        wait.close();
        one.close();
        two.close();
    }

    private static DatagramChannel channel() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return channel;
    }

    private static void send(DatagramChannel to) throws IOException {
        SocketAddress address = to.getLocalAddress();
        try (DatagramChannel from = DatagramChannel.open()) {
            from.send(ByteBuffer.allocate(10), address);
        }
    }

    private long timed(long limit) {
        long began = System.nanoTime();
        wait.await(limit);
        return System.nanoTime() - began;
    }

    @Test
    void waitsAsLongAsAskedAndNoShorter() {
        assertThat(timed(200_000)).isBetween(200_000L, LONG);
        assertThat(timed(3 * MILLIS)).isBetween(3 * MILLIS, LONG);
        assertThat(timed(0)).isLessThan(LONG);
        assertThat(timed(-5)).isLessThan(LONG);
        wait.useMillis();
        assertThat(timed(200_000)).isBetween(200_000L, LONG);
        assertThat(timed(-5)).isLessThan(LONG);
        wait.wakeUp();
        assertThat(wait.await(LinuxWait.FOREVER)).isZero();
    }

    @Test
    void saysWhatCanBeReadUntilItIsRead() throws IOException {
        wait.add(one);
        wait.add(two);
        assertThat(wait.await(0)).isZero();
        send(two);
        assertThat(wait.await(LONG)).isEqualTo(1);
        int second = wait.ready(0);
        assertThat(wait.await(LONG)).as("still there").isEqualTo(1);
        send(one);
        assertThat(wait.await(LONG)).isEqualTo(2);
        assertThat(wait.ready(0)).isNotEqualTo(wait.ready(1));
        two.receive(ByteBuffer.allocate(10));
        assertThat(wait.await(LONG)).isEqualTo(1);
        assertThat(wait.ready(0)).isNotEqualTo(second);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> wait.ready(1));
        wait.remove(one);
        assertThat(wait.await(0)).isZero();
        wait.remove(one);
    }

    @Test
    void saysWhenADescriptorCannotBeAdded() throws IOException {
        wait.add(one);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> wait.add(one))
                .withMessageStartingWith("cannot wait for descriptors: epoll_ctl answers");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> wait.add(-1));
    }

    @Test
    void isWokenFromAnotherThreadAsOftenAsSomethingIsPosted() throws InterruptedException {
        AtomicLong posted = new AtomicLong();
        Thread poster = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 100_000; i++) {
                posted.incrementAndGet();
                wait.wakeUp();
            }
        });
        long seen = 0;
        int waits = 0;
        while (seen < 100_000) {
            // If a wake-up were lost, this would be the last wait.
            assertThat(timed(LONG)).isLessThan(LONG);
            seen = posted.get();
            waits++;
        }
        poster.join();
        assertThat(waits).isLessThanOrEqualTo(100_001);
    }

    @Test
    void wakingBeforeTheWaitEndsItOnce() {
        wait.wakeUp();
        wait.wakeUp();
        assertThat(timed(LONG)).isLessThan(LONG);
        assertThat(timed(MILLIS)).isGreaterThanOrEqualTo(MILLIS);
    }

    @Test
    void wakingAfterTheEndDoesNothing() {
        wait.close();
        wait.wakeUp();
        wait.close();
        assertThat(wait.await(0)).isZero();
    }

    @Test
    void allocatesNothing() throws IOException {
        wait.add(one);
        send(one);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = Long.MAX_VALUE;
        // Until the calls are compiled, which a busy machine does late, they allocate.
        for (int tries = 0; tries < 200 && bytes >= 5_000; tries++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            long between = threads.getCurrentThreadAllocatedBytes();
            assertThat(rounds(5_000)).isEqualTo(5_000);
            bytes = threads.getCurrentThreadAllocatedBytes() - between - (between - before);
        }
        assertThat(bytes).as("bytes for 5000 waits").isLessThan(5_000);
    }

    private int rounds(int count) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            wait.wakeUp();
            found += wait.await(1_000);
        }
        return found;
    }

    @Test
    void wakesForFramesAndForTheCable() throws Exception {
        try (TestNetwork network = TestNetwork.make()) {
            NetworkNamespace here = network.namespace();
            network.cable(here, "a", here, "b", 1500);
            try (PacketLanPort a = TestNetwork.open(here, "a", PacketOptions.plain());
                    PacketLanPort b = TestNetwork.open(here, "b", PacketOptions.plain())) {
                wait.add(b.descriptor());
                wait.add(b.linkDescriptor());
                b.poll((frame, now) -> {}, 64, System.nanoTime());
                a.send(Frames.ethernet(1, 2, 0x0800, 60, 1), 0);
                a.flush();
                assertThat(wait.await(LONG)).isEqualTo(1);
                assertThat(wait.ready(0)).isEqualTo(b.descriptor());
                assertThat(b.poll((frame, now) -> {}, 64, System.nanoTime())).isEqualTo(1);
                TestNetwork.run(here, "ip", "link", "set", "dev", "a", "down");
                assertThat(wait.await(LONG)).isEqualTo(1);
                assertThat(wait.ready(0)).isEqualTo(b.linkDescriptor());
                TestNetwork.await("link down", () -> {
                    b.poll((frame, now) -> {}, 64, System.nanoTime());
                    return !b.linkUp();
                });
                assertThat(wait.await(0)).isZero();
            }
        }
    }
}
