package io.openplex.hwsim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FrameTest {
    private final FramePool pool = new FramePool(2, 100);

    private Frame take() {
        return Objects.requireNonNull(pool.acquire());
    }

    @Test
    void startsEmptyBehindTheHeadroom() {
        Frame frame = take();
        assertThat(frame.offset()).isEqualTo(Frame.HEADROOM);
        assertThat(frame.length()).isZero();
        assertThat(frame.tailroom()).isEqualTo(100);
        assertThat(frame.l3).isEqualTo(-1);
        assertThat(frame.vlan).isEqualTo(Frame.NO_VLAN);
        assertThat(frame.ingress).isEqualTo(-1);
    }

    @Test
    void growsAndShrinksInFront() {
        Frame frame = take();
        frame.length(60);
        assertThat(frame.prepend(14)).isEqualTo(Frame.HEADROOM - 14);
        assertThat(frame.length()).isEqualTo(74);
        assertThat(frame.end()).isEqualTo(Frame.HEADROOM + 60);
        frame.strip(34);
        assertThat(frame.offset()).isEqualTo(Frame.HEADROOM + 20);
        assertThat(frame.length()).isEqualTo(40);
    }

    @Test
    void refusesBoundsOutsideTheBuffer() {
        Frame frame = take();
        frame.length(100);
        assertOutside(() -> frame.length(101));
        assertOutside(() -> frame.length(-1));
        assertOutside(() -> frame.prepend(Frame.HEADROOM + 1));
        assertOutside(() -> frame.strip(101));
        assertOutside(() -> frame.bounds(Integer.MAX_VALUE, 2));
        assertOutside(() -> frame.bounds(2, Integer.MAX_VALUE));
        assertThat(frame.length()).as("a refused change changes nothing").isEqualTo(100);
    }

    private static void assertOutside(Runnable action) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(action::run);
    }

    @Test
    void channelViewsNeverNarrowTheBuffer() {
        Frame frame = take();
        frame.length(1);
        ByteBuffer io = frame.io();
        assertThat(io.position()).isEqualTo(Frame.HEADROOM);
        assertThat(io.remaining()).isEqualTo(1);
        frame.buffer().put(Frame.HEADROOM + 99, (byte) 7);
        assertThat(frame.receiving().remaining()).isEqualTo(100);
        assertThat(frame.receiving().get(Frame.HEADROOM + 99)).isEqualTo((byte) 7);
    }

    @Test
    void memoryIsTheWholeBuffer() {
        Frame frame = take();
        frame.length(4);
        frame.buffer().putInt(frame.offset(), 0xcafebabe);
        assertThat(frame.memory().byteSize()).isEqualTo(frame.buffer().capacity());
        assertThat(frame.memory().get(ValueLayout.JAVA_BYTE, frame.offset())).isEqualTo((byte) 0xca);
    }

    @Test
    void copiesBytesAndWhatTravelsBeside() {
        Frame from = take();
        from.length(4);
        from.prepend(2);
        from.buffer().putInt(from.offset(), 0xcafebabe);
        from.l3 = 1;
        from.l4 = 2;
        from.checksum = Frame.CHECKSUM_PARTIAL;
        from.segmentation = Frame.SEGMENT_TCP4;
        from.segmentSize = 1460;
        from.vlan = 5;
        from.queue = Frame.QUEUE_DISTRIBUTOR;
        from.ingress = 3;
        Frame to = take();
        to.copyFrom(from);
        assertThat(to.buffer().getInt(to.offset())).isEqualTo(0xcafebabe);
        assertThat(to)
                .usingRecursiveComparison()
                .ignoringFields("buffer", "channelView", "memory", "pool")
                .isEqualTo(from);
        assertThat(to.reset())
                .usingRecursiveComparison()
                .ignoringFields("buffer", "channelView", "memory", "pool")
                .isNotEqualTo(from);
    }

    @Test
    void copiesToAnotherOffset() {
        Frame from = take();
        from.bounds(200, 20);
        from.l3 = 200;
        from.buffer().putInt(200, 0xcafebabe);
        Frame to = take();
        to.copyFrom(from, Frame.HEADROOM);
        assertThat(to.offset()).isEqualTo(Frame.HEADROOM);
        assertThat(to.length()).isEqualTo(20);
        assertThat(to.l3).as("moves along").isEqualTo(Frame.HEADROOM);
        assertThat(to.l4).as("stays unknown").isEqualTo(-1);
        assertThat(to.buffer().getInt(Frame.HEADROOM)).isEqualTo(0xcafebabe);
        assertOutside(() -> to.copyFrom(from, 209));
        assertOutside(() -> to.copyFrom(from, -1));
    }

    @Test
    void viewsMemoryOfSomebodyElse() {
        ByteBuffer memory = ByteBuffer.allocateDirect(256).order(ByteOrder.LITTLE_ENDIAN);
        memory.limit(200).position(7);
        Frame view = Frame.view(memory);
        view.bounds(240, 16);
        view.buffer().putInt(240, 0x01020304);
        assertThat(memory.clear().get(240)).as("the same bytes, big endian").isEqualTo((byte) 1);
        assertThat(view.tailroom()).isZero();
        assertThatIllegalStateException().isThrownBy(view::release).withMessage("a view has no pool");
        assertThatIllegalArgumentException().isThrownBy(() -> Frame.view(ByteBuffer.allocate(Frame.HEADROOM - 1)));
    }

    @Test
    void refusesToCopyWhatDoesNotFit() {
        Frame large = Objects.requireNonNull(new FramePool(1, 200).acquire());
        large.length(150);
        Frame small = take();
        assertOutside(() -> small.copyFrom(large));
    }

    @Test
    void poolIsBoundedAndReusesClean() {
        Frame first = take();
        take();
        assertThat(pool.acquire()).isNull();
        assertThat(pool.refusals()).isEqualTo(1);
        assertThat(pool.outstanding()).isEqualTo(2);
        first.length(50);
        first.vlan = 9;
        first.release();
        assertThat(pool.outstanding()).isEqualTo(1);
        Frame again = take();
        assertThat(again).isSameAs(first);
        assertThat(again.length()).isZero();
        assertThat(again.vlan).isEqualTo(Frame.NO_VLAN);
        assertThat(pool.payloadBytes()).isEqualTo(100);
    }

    @Test
    void secondReleaseStopsTheProgram() {
        Frame frame = take();
        frame.release();
        assertThatIllegalStateException().isThrownBy(frame::release).withMessage("frame released twice");
        assertThat(pool.outstanding()).isZero();
    }

    @Test
    void poolRefusesNonsenseSizes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FramePool(0, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new FramePool(1, -1));
    }
}
