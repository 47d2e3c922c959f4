package io.openplex.hwsim.adapters.qdio;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueuePairTest {
    private final Session session = new Session();

    @Test
    void aBatchArrivesInOneBufferWhenItEnds() {
        assertThat(session.slots(0, 2)).isEqualTo("00000001 41 000 000, 00000001 41 001 000");
        session.in(1, 64);
        session.in(2, 1500);
        assertThat(session.arrived()).as("nothing is primed yet").isEmpty();
        session.adapter.flush();
        assertThat(session.slots(0, 2)).isEqualTo("00000001 82 000 01B, 00000001 41 001 000");
        assertThat(session.arrived()).containsExactly(1L, 2L);
        assertThat(session.slots(0, 9))
                .as("the buffer is supplied again, behind those that were not used")
                .endsWith("00000001 41 000 000");
        assertThat(session.adapter.input(0).statistics().packets()).isEqualTo(2);
        assertThat(session.adapter.input(0).statistics().bytes()).isEqualTo(1564);
        assertThat(session.program.input(0).statistics().packets()).isEqualTo(2);
    }

    @Test
    void aFullBufferIsPrimedAtOnce() {
        for (int i = 0; i < 8; i++) {
            assertThat(session.in(i, 9000)).isTrue();
        }
        assertThat(session.arrived()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        session.adapter.flush();
        assertThat(session.arrived()).containsExactly(7L);
    }

    @Test
    void theLargestPacketFillsABuffer() {
        assertThat(session.in(5, QdioLayout.PACKET_MAX)).isTrue();
        assertThat(session.in(6, 64)).isTrue();
        session.adapter.flush();
        assertThat(session.slots(0, 2)).isEqualTo("00000001 82 000 400, 00000001 82 001 002");
        assertThat(session.arrived()).containsExactly(5L, 6L);
    }

    @Test
    void aPacketThatDoesNotFitAnyMoreGoesIntoTheNextBuffer() {
        for (int i = 0; i < 341; i++) {
            session.in(i, 128);
        }
        session.in(341, 64);
        session.adapter.flush();
        assertThat(session.slots(0, 2)).isEqualTo("00000001 82 000 3FF, 00000001 82 001 002");
        assertThat(session.arrived()).hasSize(342).endsWith(341L);
    }

    @Test
    void packetsThatFitNowhereAreRefused() {
        assertThat(session.in(1, QdioLayout.PACKET_MAX + 4)).isFalse();
        session.frame.reset();
        assertThat(session.adapter.input(0).put(session.frame, session.header)).isFalse();
        assertThat(session.adapter.input(0).statistics().dropped(QueueDrop.UNFIT))
                .isEqualTo(2);
    }

    @Test
    void withoutAnEmptyBufferTheAdapterDrops() {
        for (int i = 0; i < 8; i++) {
            assertThat(session.in(i, 64)).isTrue();
            session.adapter.flush();
        }
        assertThat(session.in(8, 64)).isFalse();
        assertThat(session.adapter.input(0).statistics().dropped(QueueDrop.RING_FULL))
                .isEqualTo(1);
        assertThat(session.arrived()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(session.in(9, 64)).isTrue();
    }

    @Test
    void withoutStorageTheProgramIsRefused() {
        for (int i = 0; i < 4; i++) {
            assertThat(session.out(4, i, 64)).isTrue();
            session.program.flush();
        }
        assertThat(session.out(4, 4, 64)).isFalse();
        assertThat(session.out(1, 5, 64))
                .as("another priority has storage of its own")
                .isTrue();
        session.program.flush();
        assertThat(session.sent()).containsExactly(5L, 0L, 1L, 2L, 3L);
        assertThat(session.out(4, 6, 64)).isTrue();
        assertThat(session.program.output(4).statistics().dropped(QueueDrop.RING_FULL))
                .isEqualTo(1);
    }

    @Test
    void fewBuffersCarryMuchWhileTheOtherSideKeepsUp() {
        for (int i = 0; i < 1000; i++) {
            assertThat(session.out(2, i, 64)).isTrue();
            session.program.flush();
            assertThat(session.sent()).containsExactly((long) i);
        }
        int queue = QdioLayout.output(2);
        for (int slot = 0; slot < QdioLayout.SLOTS; slot++) {
            assertThat(SlotWord.buffer(session.word(queue, slot)))
                    .as("always the same")
                    .isEqualTo(session.sizes.firstOfOutput(2));
            assertThat(SlotWord.state(session.word(queue, slot))).isEqualTo(Slsb.OUTPUT_EMPTY);
        }
    }

    @Test
    void aLimitLeavesTheRestForLater() {
        for (int i = 0; i < 5; i++) {
            session.in(i, 64);
        }
        session.adapter.flush();
        assertThat(session.program.input(0).drain(session.sink, 2)).isEqualTo(2);
        assertThat(session.program.input(0).hasWork()).isTrue();
        assertThat(session.slots(0, 1)).as("the buffer is not given back").isEqualTo("00000001 82 000 00A");
        assertThat(session.program.input(0).drain(session.sink, 9)).isEqualTo(3);
        assertThat(session.received).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(session.program.input(0).drain(session.sink, 0)).isZero();
    }

    @Test
    void higherPrioritiesGoFirstEvenInTheMiddleOfABuffer() {
        for (int i = 0; i < 3; i++) {
            session.out(4, 40 + i, 64);
            session.out(2, 20 + i, 64);
        }
        session.program.flush();
        assertThat(session.adapter.drain(session.sink, 4)).isEqualTo(4);
        session.out(1, 10, 64);
        session.program.flush();
        assertThat(session.adapter.drain(session.sink, 9)).isEqualTo(3);
        assertThat(session.received).containsExactly(20L, 21L, 22L, 40L, 10L, 41L, 42L);
    }

    @Test
    void ancillaryQueuesAreApart() {
        session.in(1, 64);
        session.adapter.input(1).put(session.probe(2, 64), session.header);
        session.adapter.flush();
        assertThat(session.arrived()).containsExactly(1L);
        session.received.clear();
        session.program.input(1).drain(session.sink, 9);
        assertThat(session.received).containsExactly(2L);
    }

    @Test
    void linkHeaderAndPaddingGoAroundAPacketInPlace() {
        List<String> seen = new ArrayList<>();
        QueueSink framing = (packet, beside) -> {
            packet.length(packet.length() + 46);
            packet.prepend(18);
            for (int i = 0; i < packet.length(); i++) {
                if (i < 18 || i >= 34) {
                    packet.buffer().put(packet.offset() + i, (byte) 0xee);
                }
            }
            seen.add(packet.length() + " " + Probe.sequence(inner(packet)));
        };
        session.out(1, 1, 16);
        session.out(1, 2, 16);
        session.program.flush();
        session.adapter.drain(framing, 9);
        assertThat(seen).containsExactly("80 1", "80 2");
    }

    private static Frame inner(Frame packet) {
        packet.strip(18);
        packet.length(16);
        return packet;
    }

    @Test
    void theDoorbellRingsOncePerSleep() {
        session.in(1, 64);
        session.adapter.flush();
        assertThat(session.programRings).as("a program sleeps at first").isEqualTo(1);
        session.in(2, 64);
        session.adapter.flush();
        assertThat(session.programRings).as("it has been called").isEqualTo(1);
        session.program.poll();
        assertThat(session.arrived()).containsExactly(1L, 2L);
        session.in(3, 64);
        session.adapter.flush();
        assertThat(session.programRings).as("no doorbell while it polls").isEqualTo(1);
        assertThat(session.program.rest()).as("there is something").isFalse();
        assertThat(session.arrived()).containsExactly(3L);
        assertThat(session.program.rest()).isTrue();
        session.in(4, 64);
        assertThat(session.programRings).as("nothing is primed yet").isEqualTo(1);
        session.adapter.flush();
        assertThat(session.programRings).isEqualTo(2);
        assertThat(session.adapter.input(0).statistics().rings()).isEqualTo(2);
    }

    @Test
    void theAdapterSleepsOnlyWhenAllOutputIsGone() {
        assertThat(session.adapter.rest()).isTrue();
        session.out(3, 1, 64);
        session.program.flush();
        assertThat(session.adapterRings).isEqualTo(1);
        assertThat(session.adapter.rest()).isFalse();
        session.out(2, 2, 64);
        session.program.flush();
        assertThat(session.adapterRings).as("rest has gone back to polling").isEqualTo(1);
        assertThat(session.sent()).containsExactly(2L, 1L);
        assertThat(session.adapter.rest()).isTrue();
    }

    @Test
    void whoWaitsForRoomIsWokenWhenThereIsSome() {
        ProgramOutput output = session.program.output(1);
        assertThat(output.awaitRoom()).as("there is room").isFalse();
        for (int i = 0; i < 4; i++) {
            session.out(1, i, 64);
            session.program.flush();
        }
        session.programRings = 0;
        assertThat(output.awaitRoom()).isTrue();
        session.adapter.drain(session.sink, 2);
        assertThat(session.programRings).as("once").isEqualTo(1);
        assertThat(output.awaitRoom()).isFalse();
        AdapterInput input = session.adapter.input(0);
        for (int i = 0; i < 8; i++) {
            session.in(i, 64);
            session.adapter.flush();
        }
        session.adapterRings = 0;
        assertThat(input.awaitRoom()).isTrue();
        session.arrived();
        assertThat(session.adapterRings).isEqualTo(1);
    }

    @Test
    void countersAreThereForTheOtherSide() {
        session.in(1, 64);
        session.adapter.flush();
        session.arrived();
        for (int i = 0; i < 20; i++) {
            session.in(i, 64);
            session.adapter.flush();
        }
        int control = QdioLayout.control(0);
        assertThat(session.memory.get(Session.LONG, control + QdioLayout.TAKEN)).isEqualTo(1);
        assertThat(session.memory.get(Session.LONG, control + QdioLayout.PUT)).isEqualTo(9);
        assertThat(session.memory.get(Session.LONG, control + QdioLayout.REFUSED))
                .isEqualTo(12);
    }
}
