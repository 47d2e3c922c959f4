package io.openplex.hwsim.adapters.qdio;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.Frame;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A side that keeps to no rule: what it leaves costs buffers and is counted, and harms nobody else. */
class NonsenseTest {
    private static final int[] STATES = {0x80, 0x41, 0x82, 0x81, 0x8e, 0x8f, 0xa0, 0x62, 0xa1, 0xa3, 0xaf, 0xff, 0};

    private final Session session = new Session();
    private int shown;

    /** No packet shows anything but whole lines' beginnings inside its buffer. */
    private final QueueSink inside = (packet, header) -> {
        assertThat(packet.offset()).isGreaterThanOrEqualTo(64);
        assertThat(packet.offset() % 64).isZero();
        assertThat(packet.length()).isPositive();
        assertThat(packet.end()).isLessThanOrEqualTo(QdioLayout.BUFFER_BYTES);
        shown++;
    };

    private static long word(int state, int buffer, int lines) {
        return SlotWord.of(1, state, buffer, lines);
    }

    @Test
    void outputWithAnImpossibleBufferOrLengthIsInError() {
        session.scribble(8, 0, word(Slsb.OUTPUT_PRIMED, session.sizes.buffers(), 2));
        session.scribble(8, 1, word(Slsb.OUTPUT_PRIMED, 0, 0));
        session.scribble(8, 2, word(Slsb.OUTPUT_PRIMED, 0, 1025));
        assertThat(session.sent()).isEmpty();
        assertThat(session.slots(8, 3)).isEqualTo("00000001 AF 020 000, 00000001 AF 000 000, 00000001 AF 000 000");
        assertThat(session.adapter.output(1).statistics().errors()).isEqualTo(3);
    }

    @Test
    void outputIsSentUpToTheNonsense() {
        session.out(1, 1, 64);
        session.out(1, 2, 64);
        session.out(1, 3, 64);
        session.program.flush();
        int buffer = session.sizes.firstOfOutput(1);
        session.memory.set(ValueLayout.JAVA_BYTE, QdioLayout.storage(buffer) + 128, (byte) 0x77);
        session.out(1, 4, 64);
        session.program.flush();
        assertThat(session.sent()).containsExactly(1L, 4L);
        assertThat(SlotWord.state(session.word(8, 0))).isEqualTo(Slsb.OUTPUT_ERROR);
        assertThat(session.adapter.output(1).statistics().errors()).isEqualTo(1);
        session.out(1, 5, 64);
        session.program.flush();
        assertThat(session.program.output(1).statistics().errors()).as("told").isEqualTo(1);
        assertThat(session.sent()).containsExactly(5L);
    }

    @Test
    void emptyInputWithAnImpossibleBufferIsInError() {
        session.scribble(0, 0, word(Slsb.INPUT_EMPTY, 4095, 0));
        session.in(1, 64);
        session.adapter.flush();
        assertThat(session.slots(0, 2)).isEqualTo("00000001 8F FFF 000, 00000001 82 001 002");
        assertThat(session.arrived()).containsExactly(1L);
        assertThat(session.program.input(0).statistics().errors()).isEqualTo(1);
        assertThat(session.slots(0, 10)).as("its storage is not lost").contains("41 000 000");
    }

    @Test
    void noLengthLeadsBeyondABuffer() {
        for (int i = 0; i < 512; i++) {
            session.out(1, i, 64);
        }
        session.program.flush();
        int buffer = session.sizes.firstOfOutput(1);
        assertThat(SlotWord.lines(session.word(8, 0))).as("full of packets").isEqualTo(1024);
        session.scribble(8, 0, word(Slsb.OUTPUT_PRIMED, buffer, 1026));
        assertThat(session.sent()).isEmpty();
        assertThat(session.adapter.output(1).statistics().errors()).isEqualTo(1);
    }

    @Test
    void inputFromAnotherBufferThanWasSuppliedIsNotRead() {
        session.in(1, 64);
        session.adapter.flush();
        session.in(2, 64);
        session.scribble(0, 0, word(Slsb.INPUT_PRIMED, 1, 2));
        session.adapter.flush();
        assertThat(session.arrived()).containsExactly(2L);
        assertThat(session.program.input(0).statistics().errors()).isEqualTo(1);
    }

    @Test
    void aSlotThatChangesWhileItIsFilledIsLeftAlone() {
        session.in(1, 64);
        session.scribble(0, 0, word(Slsb.INPUT_NOT_INIT, 0, 0));
        session.adapter.flush();
        assertThat(session.adapter.input(0).statistics().dropped(QueueDrop.SLOT_CHANGED))
                .isEqualTo(1);
        assertThat(session.slots(0, 1)).isEqualTo("00000001 80 000 000");
        assertThat(session.in(2, 64)).as("not empty any more").isFalse();
        assertThat(session.arrived()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomNonsenseNeitherStopsNorEscapes(int seed) {
        Random random = new Random(seed);
        for (int life = 0; life < 30; life++) {
            for (int step = 0; step < 400; step++) {
                act(random);
                scribble(session.memory, random);
            }
            session.adapter.deactivate();
            session.activate();
            session.attach();
            assertUsable();
        }
        assertThat(shown).as("some nonsense looks like packets").isPositive();
    }

    private void act(Random random) {
        Frame probe = session.probe(7, 16 + 4 * random.nextInt(400));
        switch (random.nextInt(8)) {
            case 0 -> session.adapter.input(random.nextInt(2)).put(probe, session.header);
            case 1 -> session.program.output(1 + random.nextInt(4)).put(probe, session.header);
            case 2 -> session.adapter.flush();
            case 3 -> session.program.flush();
            case 4 -> session.adapter.drain(inside, 1 + random.nextInt(50));
            case 5 -> session.program.input(random.nextInt(2)).drain(inside, 1 + random.nextInt(50));
            case 6 -> session.adapter.rest();
            default -> session.program.rest();
        }
    }

    /** One store anywhere: slots that look likely, lengths, packet headers, counters; seldom the header of the area. */
    private static void scribble(MemorySegment memory, Random random) {
        int kind = random.nextInt(100);
        if (kind < 60) {
            int generation = random.nextInt(20) == 0 ? random.nextInt() : memory.get(ValueLayout.JAVA_INT, 28);
            int state = STATES[random.nextInt(STATES.length)];
            long word = SlotWord.of(Integer.reverseBytes(generation), state, random.nextInt(40), random.nextInt(1100));
            int queue = random.nextBoolean() ? random.nextInt(2) : 8 + random.nextInt(4);
            memory.set(Session.LONG, QdioLayout.slot(queue, random.nextInt(QdioLayout.SLOTS)), word);
        } else if (kind < 90) {
            long at = QdioLayout.storage(random.nextInt(32)) + 64L * random.nextInt(20);
            memory.set(Session.LONG, at, random.nextBoolean() ? random.nextLong() : 0x0106000000400000L);
        } else if (kind < 99) {
            memory.set(Session.LONG, 512 + 8L * random.nextInt(768), random.nextLong());
        } else {
            memory.set(Session.LONG, 8L * random.nextInt(64), random.nextLong());
        }
    }

    private void assertUsable() {
        session.in(1, 64);
        session.in(2, 9000);
        session.adapter.flush();
        assertThat(session.arrived()).containsExactly(1L, 2L);
        session.out(3, 3, 1500);
        session.program.flush();
        assertThat(session.sent()).containsExactly(3L);
    }

    @Test
    void nonsenseThatIsWrittenWhileItIsReadNeitherStopsNorEscapes() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Long> scribbler = CompletableFuture.supplyAsync(() -> {
            Random random = new Random(1);
            long stores = 0;
            for (; !over.get(); stores++) {
                scribble(session.memory, random);
            }
            return stores;
        });
        try {
            Random random = new Random(2);
            for (int life = 0; life < 100; life++) {
                for (int step = 0; step < 500; step++) {
                    act(random);
                }
                session.activate();
                ProgramSide next = ProgramSide.attach(session.memory, session.adapter.generation(), Doorbell.SILENT);
                session.program = next == null ? session.program : next;
            }
        } finally {
            over.set(true);
        }
        assertThat(scribbler.get(10, TimeUnit.SECONDS)).isPositive();
        session.activate();
        session.attach();
        assertUsable();
    }
}
