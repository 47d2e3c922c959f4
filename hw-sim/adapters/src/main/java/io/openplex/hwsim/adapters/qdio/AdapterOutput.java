package io.openplex.hwsim.adapters.qdio;

/** The adapter's end of an output queue: takes the packets out and gives the buffers back as sent (X'A1'). */
public final class AdapterOutput extends QueueConsumer {
    AdapterOutput(SessionArea area, int priority, int generation, Doorbell doorbell) {
        super(area, QdioLayout.output(priority), generation, doorbell);
    }

    @Override
    long takePrimed(long atCursor) {
        long next = atCursor;
        for (int tries = 0; tries < QdioLayout.SLOTS; tries++) {
            long word = look(next);
            if (SlotWord.state(word) != Slsb.OUTPUT_PRIMED) {
                return 0;
            }
            if (isPossible(word)) {
                return word;
            }
            statistics.errors++;
            giveBack(next, word, false);
            next = skip();
        }
        return 0;
    }

    @Override
    boolean hasPrimed(long atCursor) {
        return SlotWord.state(look(atCursor)) == Slsb.OUTPUT_PRIMED;
    }

    @Override
    void giveBack(long atCursor, long word, boolean good) {
        int state = good ? Slsb.OUTPUT_EMPTY : Slsb.OUTPUT_ERROR;
        if (change(atCursor, word, state, SlotWord.buffer(word), 0)) {
            madeRoom();
        }
    }

    /** Counts what was put in and will not be sent any more; for a deactivation, after which this end does nothing. */
    void deactivate() {
        statistics.drop(QueueDrop.LOST_AT_RESET, put() - statistics.packets);
        stop();
    }
}
