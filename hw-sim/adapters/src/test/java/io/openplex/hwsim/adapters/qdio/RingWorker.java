package io.openplex.hwsim.adapters.qdio;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One side of a session that puts numbered packets of random length into all its queues, as often as it can, and
 * examines what the other side puts in: whole, and within one activation without gap or repetition.
 */
final class RingWorker {
    static final QdioSizes SIZES = new QdioSizes(2, 16, 8);

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int ANY = -2;
    private static final int BURST = 12;

    private final PacketHeader header = new PacketHeader();
    private final Frame frame = Objects.requireNonNull(new FramePool(1, 9100).acquire());
    private final MemorySegment memory;
    private final Random random;
    private final long[] next = new long[QdioLayout.QUEUES];
    private final long[] expected = new long[QdioLayout.QUEUES];
    private final QueueSink[] sinks = new QueueSink[QdioLayout.QUEUES];

    @Nullable
    AdapterSide adapter;

    @Nullable
    ProgramSide program;
    /** What was wrong first. */
    @Nullable
    String failure;
    /** Packets of the other side since the last activation. */
    long received;

    RingWorker(MemorySegment memory, long seed) {
        this.memory = memory;
        random = new Random(seed);
        for (int queue = 0; queue < sinks.length; queue++) {
            int number = queue;
            sinks[queue] = (packet, beside) -> examine(number, packet);
        }
    }

    private void examine(int queue, Frame packet) {
        long sequence = Probe.sequence(packet);
        boolean first = expected[queue] == ANY;
        if (failure == null && (sequence < 0 || (!first && sequence != expected[queue]))) {
            failure = "queue " + queue + ": packet " + sequence + " instead of " + expected[queue];
        }
        expected[queue] = sequence + 1;
        received++;
    }

    private void begin() {
        Arrays.fill(expected, ANY);
        received = 0;
    }

    AdapterSide activate() {
        begin();
        adapter = AdapterSide.activate(memory, SIZES, Doorbell.SILENT);
        return adapter;
    }

    /** The program follows the adapter to the activation in force; true when it is a new one. */
    boolean follow() {
        int generation = memory.get(INT, QdioLayout.AT_GENERATION);
        if (generation == 0 || (program != null && program.generation() == generation)) {
            return false;
        }
        ProgramSide side = ProgramSide.attach(memory, generation, Doorbell.SILENT);
        if (side == null) {
            return false;
        }
        begin();
        program = side;
        return true;
    }

    /** A few operations of the adapter. */
    void adapterStep() {
        AdapterSide side = Objects.requireNonNull(adapter);
        int queue = random.nextInt(SIZES.inputQueues());
        put(side.input(queue), queue);
        for (int priority = 1; priority <= QdioLayout.OUTPUT_QUEUES; priority++) {
            side.output(priority).drain(sinks[QdioLayout.output(priority)], BURST);
        }
        if (random.nextInt(8) == 0) {
            side.rest();
        }
    }

    /** A few operations of the program. */
    void programStep() {
        ProgramSide side = program;
        if (side == null) {
            return;
        }
        side.beat();
        int priority = 1 + random.nextInt(QdioLayout.OUTPUT_QUEUES);
        put(side.output(priority), QdioLayout.output(priority));
        for (int queue = 0; queue < side.inputQueues(); queue++) {
            side.input(queue).drain(sinks[queue], BURST);
        }
        if (random.nextInt(8) == 0) {
            side.rest();
        }
    }

    private void put(QueueProducer producer, int queue) {
        int burst = random.nextInt(BURST);
        for (int i = 0; i < burst; i++) {
            int length = random.nextInt(8) == 0 ? 9000 : 16 + 4 * random.nextInt(370);
            if (producer.put(Probe.fill(frame, next[queue], length), header)) {
                next[queue]++;
            }
        }
        if (random.nextBoolean()) {
            producer.flush();
        }
    }
}
