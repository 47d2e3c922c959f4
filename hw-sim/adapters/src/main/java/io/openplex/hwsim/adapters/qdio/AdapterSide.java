package io.openplex.hwsim.adapters.qdio;

import java.lang.foreign.MemorySegment;

/**
 * The adapter's side of one activated session. It alone activates and deactivates, and it keeps all that it needs for
 * that in memory of its own: the program may be gone after any instruction, or have written anything anywhere in the
 * area. For one thread.
 *
 * <p>Whoever watches the processes says when the program is gone: {@link #deactivate} then, and {@link #activate} anew
 * when the next one comes. Slots are safe from a program that was stopped and wakes up in a later activation, because
 * every change of a slot names the activation. Storage is not: as long as an earlier program may still wake up, give
 * the next one a new area.
 */
public final class AdapterSide {
    private final SessionArea area;
    private final int generation;
    private final AdapterInput[] inputs;
    private final AdapterOutput[] outputs = new AdapterOutput[QdioLayout.OUTPUT_QUEUES];

    private AdapterSide(SessionArea area, QdioSizes sizes, int generation, Doorbell doorbell) {
        this.area = area;
        this.generation = generation;
        inputs = new AdapterInput[sizes.inputQueues()];
        for (int queue = 0; queue < inputs.length; queue++) {
            inputs[queue] = new AdapterInput(area, queue, generation, doorbell);
        }
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = new AdapterOutput(area, i + 1, generation, doorbell);
        }
    }

    /**
     * Lays the area out anew, whatever is in it, and puts a new activation in force; its generation is the one after
     * the latest. The program is told that generation and attaches.
     *
     * @param memory native memory or a mapped file, aligned to 64 bytes, at least {@link QdioSizes#areaBytes}
     * @param doorbell wakes the program
     */
    public static AdapterSide activate(MemorySegment memory, QdioSizes sizes, Doorbell doorbell) {
        SessionArea area = new SessionArea(memory, sizes);
        int next = area.loadInt(QdioLayout.AT_LATEST) + 1;
        int generation = next == 0 ? 1 : next;
        area.storeInt(QdioLayout.AT_GENERATION, 0);
        // Before anything else is stamped with it: an adapter that dies here must not have its number given out again.
        area.storeInt(QdioLayout.AT_LATEST, generation);
        area.store(QdioLayout.AT_MAGIC, QdioLayout.MAGIC);
        area.storeInt(QdioLayout.AT_VERSION, QdioLayout.VERSION);
        area.storeInt(QdioLayout.AT_INPUT_QUEUES, sizes.inputQueues());
        area.storeInt(QdioLayout.AT_INPUT_BUFFERS, sizes.inputBuffers());
        area.storeInt(QdioLayout.AT_OUTPUT_BUFFERS, sizes.outputBuffers());
        area.store(QdioLayout.AT_HEARTBEAT, 0);
        area.store(QdioLayout.AT_LEASE, 0);
        for (int queue = 0; queue < QdioLayout.QUEUES; queue++) {
            int control = QdioLayout.control(queue);
            new WakeWord(area, control + QdioLayout.CONSUMER_WAKE).asleep();
            new WakeWord(area, control + QdioLayout.PRODUCER_WAKE).awake();
            area.store(control + QdioLayout.TAKEN, 0);
            area.store(control + QdioLayout.PUT, 0);
            area.store(control + QdioLayout.REFUSED, 0);
        }
        stamp(area, generation);
        area.storeInt(QdioLayout.AT_GENERATION, generation);
        return new AdapterSide(area, sizes, generation, doorbell);
    }

    /** Returns every slot to the program, not initialised (hardware.md 1.3 rule 6). */
    private static void stamp(SessionArea area, int generation) {
        for (int queue = 0; queue < QdioLayout.QUEUES; queue++) {
            int state = queue < QdioLayout.INPUT_QUEUES_MAX ? Slsb.INPUT_NOT_INIT : Slsb.OUTPUT_NOT_INIT;
            for (int slot = 0; slot < QdioLayout.SLOTS; slot++) {
                area.store(QdioLayout.slot(queue, slot), SlotWord.of(generation, state, 0, 0));
            }
        }
    }

    /** Number of this activation, never 0. */
    public int generation() {
        return generation;
    }

    /** This activation is in force, as far as the area tells; the program can only end its own. */
    public boolean isActive() {
        return area.generation() == generation;
    }

    /** The adapter's end of an input queue: 0 primary, 1 to 7 ancillary. */
    public AdapterInput input(int queue) {
        return inputs[queue];
    }

    /** The adapter's end of the output queue of a priority, 1 (highest) to 4. */
    public AdapterOutput output(int priority) {
        return outputs[priority - 1];
    }

    /** Ends the batch in every input queue. */
    public void flush() {
        for (AdapterInput input : inputs) {
            input.flush();
        }
    }

    /**
     * Hands out packets of the output queues, strictly by priority: no packet while a higher queue has one (hardware.md
     * 3.8).
     *
     * @param limit most packets
     * @return number of packets handed out
     */
    public int drain(QueueSink sink, int limit) {
        if (outputs[0].isOver()) {
            return 0;
        }
        int packets = 0;
        while (packets < limit && next(sink)) {
            packets++;
        }
        if (packets > 0) {
            for (AdapterOutput output : outputs) {
                output.settle();
            }
        }
        return packets;
    }

    private boolean next(QueueSink sink) {
        for (AdapterOutput output : outputs) {
            if (output.next(sink)) {
                return true;
            }
        }
        return false;
    }

    /** Begins to poll the output queues: the program rings no doorbell for them. */
    public void poll() {
        for (AdapterOutput output : outputs) {
            output.poll();
        }
    }

    /**
     * Ends polling and looks once more.
     *
     * @return true when all output queues are empty, so that the caller may sleep until the doorbell; false when
     *     polling goes on
     */
    public boolean rest() {
        for (AdapterOutput output : outputs) {
            if (!output.rest()) {
                poll();
                return false;
            }
        }
        return true;
    }

    /** The program's count of its iterations; says nothing while it stands still. */
    public long heartbeat() {
        return area.load(QdioLayout.AT_HEARTBEAT);
    }

    /** Until when the program may claim leased addresses, nanoseconds of the clock that both sides read; 0 before. */
    public long leaseDeadline() {
        return area.load(QdioLayout.AT_LEASE);
    }

    /**
     * Ends the activation: every slot goes back to the program as not initialised, what is in the queues is lost and
     * counted, all ends refuse. Does nothing to an area that a later activation has taken over.
     */
    public void deactivate() {
        boolean mine = isActive();
        if (mine) {
            area.storeInt(QdioLayout.AT_GENERATION, 0);
        }
        for (AdapterInput input : inputs) {
            input.deactivate();
        }
        for (AdapterOutput output : outputs) {
            output.deactivate();
        }
        if (mine) {
            stamp(area, 0);
        }
    }
}
