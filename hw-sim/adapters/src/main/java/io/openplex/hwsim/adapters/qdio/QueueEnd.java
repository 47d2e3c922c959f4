package io.openplex.hwsim.adapters.qdio;

/**
 * What all four ends of queues share: the slots, seen from an activation. A word of another activation is nobody's
 * slot: the other side has been reset, or writes nonsense; the header says which. All slots are written anew at every
 * activation, so that a side that was left behind finds out with the next slot that it looks at.
 */
abstract sealed class QueueEnd permits QueueProducer, QueueConsumer {
    final SessionArea area;
    final QueueStatistics statistics = new QueueStatistics();
    final int control;
    private final int generation;
    private final int firstSlot;
    private long strange;
    private boolean stopped;

    QueueEnd(SessionArea area, int queue, int generation) {
        this.area = area;
        this.generation = generation;
        control = QdioLayout.control(queue);
        firstSlot = QdioLayout.slot(queue, 0);
    }

    /** Live counters of this end. */
    public final QueueStatistics statistics() {
        return statistics;
    }

    /** Ends this end's work: every operation refuses from now on. */
    final void stop() {
        stopped = true;
    }

    /** This end's activation is over, as far as it has found out. */
    final boolean isStopped() {
        return stopped;
    }

    /** Finds out whether the activation is still in force. */
    final boolean isOver() {
        if (!stopped && area.generation() != generation) {
            stopped = true;
        }
        return stopped;
    }

    /** The word of the slot under a cursor; 0, which is no state, when it is not of this activation. */
    final long look(long cursor) {
        long word = area.load(position(cursor));
        if (SlotWord.generation(word) == generation) {
            return word;
        }
        if (!isOver() && word != strange) {
            strange = word;
            statistics.errors++;
        }
        return 0;
    }

    /**
     * Gives the slot under a cursor a new state, if nobody has touched it since it was read. A side that was stopped in
     * the middle of this, and wakes up in a later activation, changes nothing.
     */
    final boolean change(long cursor, long from, int state, int buffer, int lines) {
        if (area.swap(position(cursor), from, SlotWord.of(generation, state, buffer, lines))) {
            return true;
        }
        if (!isOver()) {
            statistics.errors++;
        }
        return false;
    }

    static int slot(long cursor) {
        return (int) cursor & QdioLayout.SLOTS - 1;
    }

    private int position(long cursor) {
        return firstSlot + slot(cursor) * SlotWord.LINE;
    }
}
