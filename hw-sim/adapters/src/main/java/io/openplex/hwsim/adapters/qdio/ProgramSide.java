package io.openplex.hwsim.adapters.qdio;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The program's (host's) side of one activated session. When the adapter has ended the activation, or a new adapter has
 * begun another, every operation finds out and does nothing any more; the program then attaches anew. That the adapter
 * is gone without a word cannot be seen here: queues just stand still. For one thread.
 */
public final class ProgramSide {
    private final SessionArea area;
    private final int generation;
    private final ProgramInput[] inputs;
    private final ProgramOutput[] outputs = new ProgramOutput[QdioLayout.OUTPUT_QUEUES];
    private long beats;

    private ProgramSide(SessionArea area, QdioSizes sizes, int generation, Doorbell doorbell) {
        this.area = area;
        this.generation = generation;
        inputs = new ProgramInput[sizes.inputQueues()];
        for (int queue = 0; queue < inputs.length; queue++) {
            inputs[queue] = new ProgramInput(area, queue, generation, sizes, doorbell);
        }
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = new ProgramOutput(area, i + 1, generation, sizes, doorbell);
        }
    }

    /**
     * Attaches to an activation and supplies the storage of its input queues. Once for each activation.
     *
     * @param memory the area
     * @param generation what the adapter has told
     * @param doorbell wakes the adapter
     * @return null when this activation is not in force, or the area is not laid out as this program understands it
     */
    public static @Nullable ProgramSide attach(MemorySegment memory, int generation, Doorbell doorbell) {
        SessionArea.requireFit(memory, QdioLayout.HEADER_BYTES);
        SharedWords header = new SharedWords(memory);
        int inForce = header.loadInt(QdioLayout.AT_GENERATION);
        boolean known = header.load(QdioLayout.AT_MAGIC) == QdioLayout.MAGIC
                && header.loadInt(QdioLayout.AT_VERSION) == QdioLayout.VERSION;
        int inputQueues = header.loadInt(QdioLayout.AT_INPUT_QUEUES);
        int inputBuffers = header.loadInt(QdioLayout.AT_INPUT_BUFFERS);
        int outputBuffers = header.loadInt(QdioLayout.AT_OUTPUT_BUFFERS);
        if (generation == 0
                || inForce != generation
                || !known
                || !QdioSizes.areValid(inputQueues, inputBuffers, outputBuffers)) {
            return null;
        }
        QdioSizes sizes = new QdioSizes(inputQueues, inputBuffers, outputBuffers);
        if (memory.byteSize() < sizes.areaBytes()) {
            return null;
        }
        ProgramSide side = new ProgramSide(new SessionArea(memory, sizes), sizes, generation, doorbell);
        return side.isActive() ? side : null;
    }

    /** Number of this activation. */
    public int generation() {
        return generation;
    }

    /** This activation is in force. */
    public boolean isActive() {
        return area.generation() == generation;
    }

    /** Input queues of this session. */
    public int inputQueues() {
        return inputs.length;
    }

    /** The program's end of an input queue: 0 primary, 1 to 7 ancillary. */
    public ProgramInput input(int queue) {
        return inputs[queue];
    }

    /** The program's end of the output queue of a priority, 1 (highest) to 4. */
    public ProgramOutput output(int priority) {
        return outputs[priority - 1];
    }

    /** Ends the batch in every output queue. */
    public void flush() {
        for (ProgramOutput output : outputs) {
            output.flush();
        }
    }

    /** Begins to poll the input queues: the adapter rings no doorbell for them. */
    public void poll() {
        for (ProgramInput input : inputs) {
            input.poll();
        }
    }

    /**
     * Ends polling and looks once more.
     *
     * @return true when all input queues are empty, so that the caller may sleep until the doorbell; false when polling
     *     goes on
     */
    public boolean rest() {
        for (ProgramInput input : inputs) {
            if (!input.rest()) {
                poll();
                return false;
            }
        }
        return true;
    }

    /** Counts an iteration, so that the adapter sees that this program is not hung. */
    public void beat() {
        if (isActive()) {
            area.publish(QdioLayout.AT_HEARTBEAT, ++beats);
        }
    }

    /** Sets until when the adapter may let claims of leased addresses out, nanoseconds of the clock that both read. */
    public void renewLease(long untilNanos) {
        if (isActive()) {
            area.store(QdioLayout.AT_LEASE, untilNanos);
        }
    }
}
