package io.openplex.hwsim.adapters.qdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionLifeTest {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);

    private final Session session = new Session();

    @Test
    void everyActivationHasAHigherGeneration() {
        assertThat(session.adapter.generation()).isEqualTo(1);
        session.adapter.deactivate();
        assertThat(session.activate().generation()).isEqualTo(2);
        assertThat(session.activate().generation())
                .as("also after one that never ended")
                .isEqualTo(3);
        session.memory.set(INT, QdioLayout.AT_LATEST, -1);
        assertThat(session.activate().generation()).as("0 is no generation").isEqualTo(1);
    }

    @Test
    void deactivationReturnsEverySlotAndCountsWhatIsLost() {
        session.in(1, 64);
        session.in(2, 64);
        session.adapter.flush();
        session.arrived();
        session.in(3, 64);
        session.adapter.flush();
        session.in(4, 64);
        session.out(1, 5, 64);
        session.out(1, 6, 64);
        session.program.flush();
        session.out(1, 7, 64);
        session.adapter.drain(session.sink, 1);
        session.adapter.deactivate();
        for (int queue = 0; queue < QdioLayout.QUEUES; queue++) {
            String unused = queue < 8 ? "00000000 80 000 000" : "00000000 A0 000 000";
            assertThat(session.slots(queue, QdioLayout.SLOTS)
                            .replace(unused, "")
                            .replace(", ", ""))
                    .as("queue " + queue)
                    .isEmpty();
        }
        assertThat(session.adapter.input(0).statistics().dropped(QueueDrop.LOST_AT_RESET))
                .as("3 was primed, 4 was not")
                .isEqualTo(2);
        assertThat(session.adapter.output(1).statistics().dropped(QueueDrop.LOST_AT_RESET))
                .isEqualTo(1);
        session.program.flush();
        assertThat(session.program.output(1).statistics().dropped(QueueDrop.LOST_AT_RESET))
                .as("7 had not left the program")
                .isEqualTo(1);
        assertThat(session.program.output(1).statistics().errors()).isZero();
    }

    @Test
    void bothSidesDoNothingAfterADeactivation() {
        session.in(1, 64);
        session.adapter.flush();
        session.adapter.deactivate();
        assertSidesAreOver(session.adapter, session.program);
    }

    @Test
    void sidesThatWereLeftBehindFindOutAndChangeNothing() {
        AdapterSide oldAdapter = session.adapter;
        ProgramSide oldProgram = session.program;
        session.in(1, 64);
        session.out(1, 1, 64);
        AdapterSide adapter = session.activate();
        ProgramSide program = session.attach();
        String slots = session.slots(0, QdioLayout.SLOTS) + session.slots(8, QdioLayout.SLOTS);
        oldAdapter.flush();
        oldProgram.flush();
        assertSidesAreOver(oldAdapter, oldProgram);
        oldAdapter.deactivate();
        oldProgram.beat();
        oldProgram.renewLease(77);
        assertThat(session.slots(0, QdioLayout.SLOTS) + session.slots(8, QdioLayout.SLOTS))
                .isEqualTo(slots);
        assertThat(adapter.heartbeat()).isZero();
        assertThat(adapter.leaseDeadline()).isZero();
        assertThat(adapter.isActive() && program.isActive()).isTrue();
        session.in(2, 64);
        adapter.flush();
        assertThat(session.arrived()).containsExactly(2L);
    }

    private void assertSidesAreOver(AdapterSide adapter, ProgramSide program) {
        assertThat(adapter.isActive()).isFalse();
        assertThat(program.isActive()).isFalse();
        session.received.clear();
        assertThat(program.input(0).drain(session.sink, 9)).isZero();
        assertThat(adapter.drain(session.sink, 9)).isZero();
        assertThat(program.output(1).put(session.probe(8, 64), session.header)).isFalse();
        assertThat(adapter.input(0).put(session.probe(8, 64), session.header)).isFalse();
        assertThat(program.output(1).statistics().dropped(QueueDrop.STOPPED)).isEqualTo(1);
        assertThat(adapter.input(0).statistics().dropped(QueueDrop.STOPPED)).isEqualTo(1);
        assertThat(program.rest()).as("nothing will come").isTrue();
        assertThat(adapter.rest()).isTrue();
        assertThat(program.output(1).awaitRoom()).as("nobody will ring").isFalse();
        assertThat(adapter.input(0).awaitRoom()).isFalse();
        assertThat(session.received).isEmpty();
        assertThat(program.input(0).statistics().errors()).isZero();
        assertThat(adapter.output(1).statistics().errors()).isZero();
    }

    @Test
    void halfABufferIsNotReadAcrossAReset() {
        session.in(1, 64);
        session.in(2, 64);
        session.adapter.flush();
        assertThat(session.program.input(0).drain(session.sink, 1)).isEqualTo(1);
        session.activate();
        assertThat(session.program.input(0).drain(session.sink, 1)).isZero();
    }

    @Test
    void aProgramAttachesOnlyToWhatItKnows() {
        int generation = session.adapter.generation();
        assertThat(attach(session.memory, generation)).isTrue();
        assertThat(attach(session.memory, generation - 1)).isFalse();
        assertThat(attach(session.memory, generation + 1)).isFalse();
        assertThat(attach(session.memory.asSlice(0, session.memory.byteSize() - 64), generation))
                .as("shorter than the header says")
                .isFalse();
        for (int at : new int[] {
            QdioLayout.AT_MAGIC,
            QdioLayout.AT_VERSION,
            QdioLayout.AT_INPUT_QUEUES,
            QdioLayout.AT_INPUT_BUFFERS,
            QdioLayout.AT_OUTPUT_BUFFERS
        }) {
            int before = session.memory.get(INT, at);
            session.memory.set(INT, at, 0x7fffffff);
            assertThat(attach(session.memory, generation)).as("at " + at).isFalse();
            session.memory.set(INT, at, before);
        }
        session.adapter.deactivate();
        assertThat(attach(session.memory, generation)).isFalse();
        assertThat(attach(session.memory, 0)).isFalse();
    }

    private static boolean attach(MemorySegment memory, int generation) {
        return ProgramSide.attach(memory, generation, Doorbell.SILENT) != null;
    }

    @Test
    void whoSeesAGenerationSeesItsSlots() throws Exception {
        SharedWords words = new SharedWords(session.memory);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> watcher = CompletableFuture.supplyAsync(() -> {
            int mixed = 0;
            while (!over.get()) {
                int before = words.loadInt(QdioLayout.AT_GENERATION);
                int slots = SlotWord.generation(words.load(QdioLayout.slot(QdioLayout.QUEUES - 1, 127)));
                int after = words.loadInt(QdioLayout.AT_GENERATION);
                mixed += before != 0 && before == after && slots != before ? 1 : 0;
            }
            return mixed;
        });
        for (int i = 0; i < 3_000; i++) {
            session.activate();
        }
        over.set(true);
        assertThat(watcher.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void heartbeatAndLeaseReachTheAdapter() {
        assertThat(session.adapter.heartbeat()).isZero();
        session.program.beat();
        session.program.beat();
        assertThat(session.adapter.heartbeat()).isEqualTo(2);
        session.program.renewLease(123_456_789_012L);
        assertThat(session.adapter.leaseDeadline()).isEqualTo(123_456_789_012L);
    }

    @Test
    void aFileIsSharedByTwoMappings(@TempDir Path dir) throws IOException {
        Path path = dir.resolve("session");
        QdioSizes sizes = new QdioSizes(1, 16, 4);
        MemorySegment mine = SessionFile.create(path, sizes.areaBytes());
        AdapterSide adapter = AdapterSide.activate(mine, sizes, Doorbell.SILENT);
        ProgramSide program = ProgramSide.attach(SessionFile.open(path), adapter.generation(), Doorbell.SILENT);
        assertThat(program).isNotNull();
        adapter.input(0).put(session.probe(9, 1500), session.header);
        adapter.flush();
        program.input(0).drain(session.sink, 9);
        assertThat(session.received).containsExactly(9L);
        assertThat(Files.size(path)).isEqualTo(sizes.areaBytes());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> SessionFile.create(path, sizes.areaBytes()));
    }
}
