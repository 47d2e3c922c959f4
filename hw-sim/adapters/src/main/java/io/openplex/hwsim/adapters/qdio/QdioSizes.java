package io.openplex.hwsim.adapters.qdio;

/**
 * How much storage a session has. The program supplies all of it, for input and output.
 *
 * @param inputQueues 1 (primary only) to 8
 * @param inputBuffers storage buffers of each input queue, 8 to 128; READSTORAGE MAX is 64, AVG 32, MIN 16 (hardware.md
 *     1.12)
 * @param outputBuffers storage buffers of each output queue, 2 to 128. Every queue has its own, so that traffic that
 *     has to wait does not take the storage from traffic of a higher priority
 */
public record QdioSizes(int inputQueues, int inputBuffers, int outputBuffers) {
    private static final int INPUT_BUFFERS_MIN = 8;
    private static final int OUTPUT_BUFFERS_MIN = 2;

    /** Refuses what is out of range. */
    public QdioSizes {
        if (!areValid(inputQueues, inputBuffers, outputBuffers)) {
            throw new IllegalArgumentException(inputQueues + " input queues with " + inputBuffers
                    + " buffers each, output queues with " + outputBuffers);
        }
    }

    static boolean areValid(int inputQueues, int inputBuffers, int outputBuffers) {
        return inputQueues >= 1
                && inputQueues <= QdioLayout.INPUT_QUEUES_MAX
                && inputBuffers >= INPUT_BUFFERS_MIN
                && inputBuffers <= QdioLayout.SLOTS
                && outputBuffers >= OUTPUT_BUFFERS_MIN
                && outputBuffers <= QdioLayout.SLOTS;
    }

    /** Storage buffers of the session. */
    public int buffers() {
        return inputQueues * inputBuffers + QdioLayout.OUTPUT_QUEUES * outputBuffers;
    }

    /** Bytes of the session area. */
    public long areaBytes() {
        return QdioLayout.storage(buffers());
    }

    /** Number of the first storage buffer of an input queue. */
    int firstOfInput(int queue) {
        return queue * inputBuffers;
    }

    /** Number of the first storage buffer of the output queue of a priority, 1 to 4. */
    int firstOfOutput(int priority) {
        return inputQueues * inputBuffers + (priority - 1) * outputBuffers;
    }
}
