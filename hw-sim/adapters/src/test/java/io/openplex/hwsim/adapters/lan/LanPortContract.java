package io.openplex.hwsim.adapters.lan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LanPort} does. A subclass gives the two ends of one cable with {@link #MTU}, on which nobody else
 * speaks.
 */
public abstract class LanPortContract {
    /** Largest payload of the cable. */
    protected static final int MTU = 1500;

    /** Longest wait for a frame that was sent; far more than any link needs. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private static final LanPort.Receiver IGNORE = (frame, now) -> {};

    private static final long A = 0x02000000000aL;
    private static final long B = 0x02000000000bL;

    /** One end. */
    protected LanPort near;

    /** The other. */
    protected LanPort far;

    /** Makes both ends and stores them in {@link #near} and {@link #far}. */
    protected abstract void connect() throws Exception;

    @BeforeEach
    void plugIn() throws Exception {
        connect();
    }

    @AfterEach
    void pullOut() {
        // Both are missing when there was nothing to connect.
        if (near != null) {
            near.close();
            far.close();
        }
    }

    @Test
    void carriesFramesBothWaysInOrderAndUnchanged() {
        List<byte[]> sent = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[14 + random.nextInt(MTU + LanPort.FRAMING - 13)];
            random.nextBytes(bytes);
            if (bytes.length > MTU + Ethernet.LENGTH) {
                bytes[12] = (byte) (Ethernet.TYPE_VLAN >> 8);
                bytes[13] = (byte) Ethernet.TYPE_VLAN;
            }
            sent.add(bytes);
        }
        assertThat(exchange(near, far, sent))
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(sent);
        assertThat(exchange(far, near, sent))
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(sent);
        assertThat(near.statistics().sent()).isEqualTo(100);
        assertThat(near.statistics().received()).isEqualTo(100);
        long bytes = sent.stream().mapToLong(b -> b.length).sum();
        assertThat(near.statistics().sentBytes()).isEqualTo(bytes);
        assertThat(far.statistics().receivedBytes()).isEqualTo(bytes);
    }

    private static List<byte[]> exchange(LanPort from, LanPort to, List<byte[]> frames) {
        List<byte[]> received = new ArrayList<>();
        for (byte[] bytes : frames) {
            Frame frame = Frames.of(bytes);
            assertThat(from.send(frame, 0)).isTrue();
            assertThat(Frames.bytes(frame)).as("send leaves the frame as it is").isEqualTo(bytes);
            from.flush();
            int before = received.size();
            awaitPoll(to, f -> received.add(Frames.bytes(f)), 1);
            assertThat(received).hasSize(before + 1);
        }
        return received;
    }

    @Test
    void neverEchoes() {
        near.send(Frames.ethernet(B, A, Ethernet.TYPE_IPV4, 60, 1), 0);
        near.flush();
        awaitPoll(far, frame -> {}, 1);
        assertThat(near.poll((frame, now) -> {}, 10, 0)).isZero();
    }

    @Test
    void keepsVlanTags() {
        List<byte[]> sent = new ArrayList<>();
        for (int tag : new int[] {0x0001, 0x200a, 0xefff, 0x6000}) {
            Frame frame = Frames.ethernet(B, A, Ethernet.TYPE_VLAN, 100, 0);
            frame.buffer().putInt(frame.offset() + Ethernet.LENGTH, tag << 16 | Ethernet.TYPE_IPV4);
            sent.add(Frames.bytes(frame));
        }
        assertThat(exchange(near, far, sent))
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(sent);
    }

    @Test
    void handsOverNoMoreThanTheLimit() {
        for (int i = 0; i < 5; i++) {
            near.send(Frames.ethernet(B, A, Ethernet.TYPE_IPV4, 60, i), 0);
        }
        near.flush();
        List<Integer> numbers = new ArrayList<>();
        LanPort.Receiver receiver =
                (frame, now) -> numbers.add(frame.buffer().getInt(frame.offset() + Ethernet.LENGTH));
        awaitPoll(far, frame -> receiver.frame(frame, 0), 1);
        assertThat(numbers).containsExactly(0);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (numbers.size() < 3 && System.nanoTime() < deadline) {
            far.poll(receiver, 3 - numbers.size(), 0);
        }
        assertThat(numbers).containsExactly(0, 1, 2);
    }

    @Test
    void givesReceivedFramesAFullHeadroomAndNothingOfTheSendersState() {
        Frame frame = Frames.ethernet(B, A, Ethernet.TYPE_IPV4, 60, 1);
        frame.vlan = 7;
        frame.ingress = 3;
        frame.checksum = Frame.CHECKSUM_VALID;
        near.send(frame, 0);
        near.flush();
        awaitPoll(
                far,
                received -> {
                    assertThat(received.offset()).isGreaterThanOrEqualTo(Frame.HEADROOM);
                    assertThat(received.vlan).isEqualTo(Frame.NO_VLAN);
                    assertThat(received.ingress).isEqualTo(-1);
                    assertThat(received.checksum).isEqualTo(Frame.CHECKSUM_UNKNOWN);
                    // What a receiver does to its frame must not reach the next one.
                    received.strip(14);
                },
                1);
        near.send(Frames.ethernet(B, A, Ethernet.TYPE_IPV4, 99, 2), 0);
        near.flush();
        awaitPoll(far, received -> assertThat(received.length()).isEqualTo(99), 1);
    }

    @Test
    void refusesAndCountsFramesOverTheMtu() {
        assertThat(near.mtu()).isEqualTo(MTU);
        assertThat(near.send(Frames.ethernet(B, A, 0x0800, MTU + LanPort.FRAMING + 1, 1), 0))
                .isFalse();
        assertThat(near.statistics().tooLong()).isEqualTo(1);
        assertThat(near.statistics().sent()).isZero();
        assertThat(near.send(Frames.ethernet(B, A, Ethernet.TYPE_VLAN, MTU + LanPort.FRAMING, 2), 0))
                .isTrue();
        near.flush();
        awaitPoll(far, frame -> assertThat(frame.length()).isEqualTo(MTU + LanPort.FRAMING), 1);
    }

    @Test
    void survivesAFarEndThatIsGone() {
        assertThat(near.linkUp()).isTrue();
        far.close();
        for (int i = 0; i < 20; i++) {
            near.send(Frames.ethernet(B, A, 0x0800, 60, i), 0);
            near.flush();
            assertThat(near.poll((frame, now) -> {}, 10, 0)).isZero();
        }
        LanStatistics statistics = near.statistics();
        assertThat(statistics.lost() + statistics.sent()).isEqualTo(20);
        assertThat(statistics.errors()).isZero();
    }

    @Test
    void isQuietAfterClose() {
        near.close();
        assertThat(near.linkUp()).isFalse();
        assertThat(near.send(Frames.ethernet(B, A, 0x0800, 60, 1), 0)).isFalse();
        assertThat(near.statistics().lost()).isEqualTo(1);
        assertThat(near.poll((frame, now) -> {}, 10, 0)).isZero();
        near.flush();
        near.close();
    }

    @Test
    void allocatesNothingPerFrame() {
        Frame small = Frames.ethernet(B, A, Ethernet.TYPE_IPV4, 60, 1);
        Frame large = Frames.ethernet(B, A, Ethernet.TYPE_IPV4, MTU + Ethernet.LENGTH, 1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = Long.MAX_VALUE;
        // Until everything is compiled, which a busy machine does late, some calls allocate. The virtual machine itself
        // books a few bytes on this thread now and then; one object per frame would be far more than a byte per frame.
        for (int tries = 0; tries < 100 && bytes >= 10_000; tries++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            long between = threads.getCurrentThreadAllocatedBytes();
            rounds(small, large, 2_500);
            bytes = threads.getCurrentThreadAllocatedBytes() - between - (between - before);
        }
        assertThat(bytes).as("bytes for 10000 frames").isLessThan(10_000);
    }

    /** Two frames there and two back, {@code count} times. */
    private void rounds(Frame small, Frame large, int count) {
        for (int i = 0; i < count; i++) {
            boolean there = (i & 1) == 0;
            LanPort from = there ? near : far;
            LanPort to = there ? far : near;
            long expected = to.statistics().received() + 4;
            from.send(small, i);
            from.send(large, i);
            from.flush();
            from.send(large, i);
            from.send(small, i);
            from.flush();
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (to.statistics().received() < expected && System.nanoTime() < deadline) {
                to.poll(IGNORE, 8, i);
            }
            if (to.statistics().received() != expected) {
                throw new AssertionError("frames lost in round " + i);
            }
        }
    }

    /** Polls until frames have come, at most {@code limit} of them. */
    protected static void awaitPoll(LanPort port, Consumer<Frame> consumer, int limit) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (port.poll((frame, now) -> consumer.accept(frame), limit, 0) == 0) {
            assertThat(System.nanoTime()).as("a frame in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
