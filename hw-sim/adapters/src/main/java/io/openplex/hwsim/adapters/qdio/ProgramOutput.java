package io.openplex.hwsim.adapters.qdio;

/**
 * The program's end of an output queue: fills buffers of its own storage, the one that came back last first, so that
 * few are in use and stay in the caches while the adapter keeps up.
 */
public final class ProgramOutput extends QueueProducer {
    private final FreeBuffers free;
    private final int[] posted = new int[QdioLayout.SLOTS];
    private long primed;
    private long reclaimed;

    ProgramOutput(SessionArea area, int priority, int generation, QdioSizes sizes, Doorbell doorbell) {
        super(area, QdioLayout.output(priority), generation, Slsb.OUTPUT_PRIMED, doorbell);
        free = new FreeBuffers(sizes.firstOfOutput(priority), sizes.outputBuffers());
    }

    @Override
    long take(long atCursor) {
        reclaim();
        if (free.isEmpty() || atCursor - reclaimed >= QdioLayout.SLOTS) {
            return 0;
        }
        long word = look(atCursor);
        return Slsb.isPrograms(SlotWord.state(word)) ? word : 0;
    }

    /** Takes back what the adapter has sent, in the order of the slots. */
    private void reclaim() {
        while (reclaimed < primed) {
            int state = SlotWord.state(look(reclaimed));
            if (state != Slsb.OUTPUT_EMPTY && state != Slsb.OUTPUT_ERROR && state != Slsb.OUTPUT_HALTED) {
                return;
            }
            if (state != Slsb.OUTPUT_EMPTY) {
                statistics.errors++;
            }
            free.give(posted[slot(reclaimed++)]);
        }
    }

    @Override
    int bufferFor(long word) {
        return free.take();
    }

    @Override
    void giveUp(int unused) {
        free.give(unused);
    }

    @Override
    void primed(long atCursor, int used) {
        posted[slot(atCursor)] = used;
        primed = atCursor + 1;
    }

    @Override
    boolean hasRoom(long atCursor) {
        reclaim();
        return !free.isEmpty() || isStopped();
    }
}
