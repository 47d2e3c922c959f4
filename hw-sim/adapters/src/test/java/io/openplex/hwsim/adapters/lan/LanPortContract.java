package io.openplex.hwsim.adapters.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link LanPort} does. A subclass gives the two ends of one cable with {@link #MTU}. */
abstract class LanPortContract {
    static final int MTU = 1500;

    /** Longest wait for a frame that was sent; far more than any link needs. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private static final long A = 0x02000000000aL;
    private static final long B = 0x02000000000bL;

    LanPort near;
    LanPort far;

    /** Makes both ends and stores them in {@link #near} and {@link #far}. */
    abstract void connect() throws IOException;

    @BeforeEach
    void plugIn() throws IOException {
        connect();
    }

    @AfterEach
    void pullOut() {
        near.close();
        far.close();
    }

    @Test
    void carriesFramesBothWaysInOrderAndUnchanged() {
        List<byte[]> sent = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[14 + random.nextInt(MTU + LanPort.FRAMING - 13)];
            random.nextBytes(bytes);
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
        assertThat(near.send(Frames.ethernet(B, A, 0x0800, MTU + LanPort.FRAMING, 2), 0))
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

    static void awaitPoll(LanPort port, Consumer<Frame> consumer, int limit) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (port.poll((frame, now) -> consumer.accept(frame), limit, 0) == 0) {
            assertThat(System.nanoTime()).as("a frame in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
