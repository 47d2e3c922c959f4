package io.openplex.hwsim.adapters.qdio;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Both sides of a session over native memory, in one thread, with the memory open to the test. */
final class Session {
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);
    static final int ALIGNMENT = 4096;

    final PacketHeader header = new PacketHeader();
    final Frame frame = Objects.requireNonNull(new FramePool(1, QdioLayout.BUFFER_BYTES).acquire());
    final List<Long> received = new ArrayList<>();
    final QueueSink sink = (packet, beside) -> received.add(Probe.sequence(packet));
    final QdioSizes sizes;
    final MemorySegment memory;
    int adapterRings;
    int programRings;
    AdapterSide adapter;
    ProgramSide program;

    Session(QdioSizes sizes) {
        this.sizes = sizes;
        memory = Arena.ofAuto().allocate(sizes.areaBytes(), ALIGNMENT);
        adapter = activate();
        program = attach();
    }

    Session() {
        this(new QdioSizes(2, 8, 4));
    }

    AdapterSide activate() {
        adapter = AdapterSide.activate(memory, sizes, () -> programRings++);
        return adapter;
    }

    ProgramSide attach() {
        program = Objects.requireNonNull(ProgramSide.attach(memory, adapter.generation(), () -> adapterRings++));
        return program;
    }

    Frame probe(long sequence, int length) {
        return Probe.fill(frame, sequence, length);
    }

    /** The adapter puts a probe into input queue 0. */
    boolean in(long sequence, int length) {
        return adapter.input(0).put(probe(sequence, length), header);
    }

    /** The program puts a probe into the output queue of this priority. */
    boolean out(int priority, long sequence, int length) {
        return program.output(priority).put(probe(sequence, length), header);
    }

    /** What arrives at the program from input queue 0. */
    List<Long> arrived() {
        received.clear();
        program.input(0).drain(sink, Integer.MAX_VALUE);
        return List.copyOf(received);
    }

    /** What arrives at the adapter. */
    List<Long> sent() {
        received.clear();
        adapter.drain(sink, Integer.MAX_VALUE);
        return List.copyOf(received);
    }

    long word(int queue, int slot) {
        return memory.get(LONG, QdioLayout.slot(queue, slot));
    }

    /** Writes a word as a side that keeps to no rule. */
    void scribble(int queue, int slot, long word) {
        memory.set(LONG, QdioLayout.slot(queue, slot), word);
    }

    String slots(int queue, int count) {
        StringBuilder text = new StringBuilder();
        for (int slot = 0; slot < count; slot++) {
            text.append(slot == 0 ? "" : ", ").append(SlotWord.toString(word(queue, slot)));
        }
        return text.toString();
    }
}
