package io.openplex.hwsim.adapters.qdio;

/**
 * The program's end of an input queue: supplies buffers, reads what the adapter has put in, and supplies them again,
 * the one that was read last first. A slot whose buffer was read stays X'82' until the ring comes round to it.
 */
public final class ProgramInput extends QueueConsumer {
    private final FreeBuffers free;
    private final int[] posted = new int[QdioLayout.SLOTS];
    private long read;
    private long supplied;

    ProgramInput(SessionArea area, int queue, int generation, QdioSizes sizes, Doorbell doorbell) {
        super(area, queue, generation, doorbell);
        free = new FreeBuffers(sizes.firstOfInput(queue), sizes.inputBuffers());
        supply();
    }

    /** Makes empty buffers of all that are free, as far as the slots are the program's. */
    private void supply() {
        boolean any = false;
        while (!free.isEmpty() && supplied - read < QdioLayout.SLOTS) {
            long word = look(supplied);
            int buffer = free.newest();
            if (!Slsb.isPrograms(SlotWord.state(word)) || !change(supplied, word, Slsb.INPUT_EMPTY, buffer, 0)) {
                break;
            }
            posted[slot(supplied++)] = free.take();
            any = true;
        }
        if (any) {
            madeRoom();
        }
    }

    @Override
    long takePrimed(long atCursor) {
        long next = atCursor;
        for (int tries = 0; tries < QdioLayout.SLOTS; tries++) {
            long word = look(next);
            if (!hasPrimed(next, word)) {
                return 0;
            }
            boolean mine = SlotWord.buffer(word) == posted[slot(next)];
            if (SlotWord.state(word) == Slsb.INPUT_PRIMED && mine && isPossible(word)) {
                return word;
            }
            statistics.errors++;
            recycle(next);
            next = skip();
        }
        return 0;
    }

    @Override
    boolean hasPrimed(long atCursor) {
        return hasPrimed(atCursor, look(atCursor));
    }

    /** Slots that were not supplied yet are X'82' from the round before, or not initialised: nothing to be read. */
    private boolean hasPrimed(long atCursor, long word) {
        int state = SlotWord.state(word);
        return atCursor < supplied
                && (state == Slsb.INPUT_PRIMED || state == Slsb.INPUT_ERROR || state == Slsb.INPUT_HALTED);
    }

    @Override
    void giveBack(long atCursor, long word, boolean good) {
        recycle(atCursor);
    }

    private void recycle(long atCursor) {
        free.give(posted[slot(atCursor)]);
        read = atCursor + 1;
        supply();
    }
}
