package io.openplex.hwsim.adapters.qdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class QdioLayoutTest {
    @Test
    void nothingOverlapsAndEverythingIsAligned() {
        int end = QdioLayout.HEADER_BYTES;
        for (int queue = 0; queue < QdioLayout.QUEUES; queue++) {
            assertThat(QdioLayout.control(queue)).isGreaterThanOrEqualTo(end).matches(at -> at % 128 == 0);
            end = QdioLayout.control(queue) + QdioLayout.REFUSED + 8;
        }
        for (int queue = 0; queue < QdioLayout.QUEUES; queue++) {
            for (int slot = 0; slot < QdioLayout.SLOTS; slot++) {
                int at = QdioLayout.slot(queue, slot);
                assertThat(at).isGreaterThanOrEqualTo(end).matches(x -> x % SlotWord.LINE == 0);
                end = at + SlotWord.LINE;
            }
        }
        assertThat(QdioLayout.storage(0)).isGreaterThanOrEqualTo(end);
        assertThat(QdioLayout.storage(0) % 4096).as("buffers begin on pages").isZero();
        assertThat(QdioLayout.output(1)).isEqualTo(8);
        assertThat(QdioLayout.output(4)).isEqualTo(QdioLayout.QUEUES - 1);
    }

    @Test
    void storageIsDividedWithoutGapsOrSharing() {
        QdioSizes sizes = new QdioSizes(3, 32, 16);
        assertThat(sizes.buffers()).isEqualTo(3 * 32 + 4 * 16).isLessThanOrEqualTo(SlotWord.BUFFERS_MAX);
        assertThat(sizes.firstOfInput(2)).isEqualTo(64);
        assertThat(sizes.firstOfOutput(1)).isEqualTo(96);
        assertThat(sizes.firstOfOutput(4) + 16).isEqualTo(sizes.buffers());
        assertThat(sizes.areaBytes()).isEqualTo(106_496 + 160 * 65_536L);
        assertThat(new QdioSizes(8, 128, 128).buffers()).isLessThanOrEqualTo(SlotWord.BUFFERS_MAX);
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new QdioSizes(0, 16, 16));
        assertThatIllegalArgumentException().isThrownBy(() -> new QdioSizes(9, 16, 16));
        assertThatIllegalArgumentException().isThrownBy(() -> new QdioSizes(1, 7, 16));
        assertThatIllegalArgumentException().isThrownBy(() -> new QdioSizes(1, 129, 16));
        assertThatIllegalArgumentException().isThrownBy(() -> new QdioSizes(1, 16, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QdioSizes(1, 16, 129))
                .withMessage("1 input queues with 16 buffers each, output queues with 129");
    }

    @Test
    void aWordHoldsAllOfASlot() {
        long word = SlotWord.of(0x80000007, Slsb.INPUT_ERROR, 4095, 1024);
        assertThat(SlotWord.generation(word)).isEqualTo(0x80000007);
        assertThat(SlotWord.state(word)).isEqualTo(0x8f);
        assertThat(SlotWord.buffer(word)).isEqualTo(4095);
        assertThat(SlotWord.lines(word)).isEqualTo(1024);
        assertThat(SlotWord.toString(word)).isEqualTo("80000007 8F FFF 400");
    }

    @Test
    void theHighestBitsOfAStateNameItsOwner() {
        assertThat(Slsb.isPrograms(Slsb.INPUT_PRIMED)).isTrue();
        assertThat(Slsb.isPrograms(Slsb.OUTPUT_EMPTY)).isTrue();
        assertThat(Slsb.isPrograms(Slsb.INPUT_EMPTY)).isFalse();
        assertThat(Slsb.isPrograms(Slsb.OUTPUT_PRIMED)).isFalse();
        assertThat(Slsb.isPrograms(0xff)).as("both").isFalse();
        assertThat(Slsb.isPrograms(0)).as("none").isFalse();
    }

    @Test
    void aPacketTakesWholeLinesBehindItsPrefix() {
        assertThat(QdioLayout.packetBytes(1)).isEqualTo(128);
        assertThat(QdioLayout.packetBytes(64)).isEqualTo(128);
        assertThat(QdioLayout.packetBytes(65)).isEqualTo(192);
        assertThat(QdioLayout.packetBytes(QdioLayout.PACKET_MAX)).isEqualTo(QdioLayout.BUFFER_BYTES);
    }

    @Test
    void memoryThatDoesNotFitIsRefused() {
        QdioSizes sizes = new QdioSizes(1, 8, 2);
        Arena arena = Arena.ofAuto();
        MemorySegment small = arena.allocate(sizes.areaBytes() - 1, 4096);
        MemorySegment crooked = arena.allocate(sizes.areaBytes() + 8, 4096).asSlice(8);
        MemorySegment heap = MemorySegment.ofArray(new long[(int) (sizes.areaBytes() / 8)]);
        for (MemorySegment memory : new MemorySegment[] {small, crooked, heap}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AdapterSide.activate(memory, sizes, Doorbell.SILENT))
                    .withMessageContaining("aligned to 64");
        }
        assertThat(arena.scope().isAlive()).isTrue();
    }
}
