package io.openplex.hwsim.adapters.qdio;

/** The adapter's end of an input queue: fills the buffers that the program supplies. */
public final class AdapterInput extends QueueProducer {
    AdapterInput(SessionArea area, int queue, int generation, Doorbell doorbell) {
        super(area, queue, generation, Slsb.INPUT_PRIMED, doorbell);
    }

    @Override
    long take(long atCursor) {
        long next = atCursor;
        for (int tries = 0; tries < QdioLayout.SLOTS; tries++) {
            long word = look(next);
            if (SlotWord.state(word) != Slsb.INPUT_EMPTY) {
                return 0;
            }
            int buffer = SlotWord.buffer(word);
            if (buffer < area.buffers()) {
                return word;
            }
            statistics.errors++;
            if (!change(next, word, Slsb.INPUT_ERROR, buffer, 0)) {
                return 0;
            }
            next = skip();
        }
        return 0;
    }

    @Override
    int bufferFor(long word) {
        return SlotWord.buffer(word);
    }

    @Override
    void giveUp(int unused) {}

    @Override
    void primed(long atCursor, int used) {}

    @Override
    boolean hasRoom(long atCursor) {
        return SlotWord.state(look(atCursor)) == Slsb.INPUT_EMPTY || isStopped();
    }

    /** Counts what will not arrive any more; for a deactivation, after which this end does nothing. */
    void deactivate() {
        long lost = statistics.packets - taken() + abandon();
        statistics.drop(QueueDrop.LOST_AT_RESET, lost);
        stop();
    }
}
