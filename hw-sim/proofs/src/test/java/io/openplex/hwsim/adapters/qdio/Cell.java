package io.openplex.hwsim.adapters.qdio;

import io.openplex.hwsim.wire.Frame;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * One slot with its storage and the wake word of its consumer: the smallest piece of shared memory in which anything
 * can go wrong. It is made of the same accesses as a whole queue, on the heap, because jcstress makes millions.
 */
final class Cell {
    static final int GENERATION = 1;
    static final long EMPTY = SlotWord.of(GENERATION, Slsb.INPUT_EMPTY, 0, 0);
    static final long PRIMED = SlotWord.of(GENERATION, Slsb.INPUT_PRIMED, 0, 2);

    /** Answer of {@link #read}: the slot is not primed. */
    static final int NOTHING = -1;

    private static final int SLOT = 0;
    private static final int WAKE = 64;
    private static final int BYTES = 128;

    final SharedWords words = new SharedWords(MemorySegment.ofArray(new long[BYTES / Long.BYTES]));
    final WakeWord wake = new WakeWord(words, WAKE);
    private final ByteBuffer storage = ByteBuffer.allocate(Frame.HEADROOM);

    Cell() {
        words.store(SLOT, EMPTY);
        wake.awake();
    }

    /** Fills the storage as a producer does: plainly, a header and what follows it. */
    void fill(int value) {
        storage.putLong(0, value);
        storage.putInt(64, value);
    }

    boolean change(long from, long to) {
        return words.swap(SLOT, from, to);
    }

    boolean isPrimed() {
        return words.load(SLOT) == PRIMED;
    }

    boolean isEmpty() {
        return words.load(SLOT) == EMPTY;
    }

    void stamp(long word) {
        words.store(SLOT, word);
    }

    long word() {
        return words.load(SLOT);
    }

    /**
     * What is in the storage of a primed slot: header and packet as two digits; {@link #NOTHING} when it is not primed.
     */
    int read() {
        return isPrimed() ? contents() : NOTHING;
    }

    int contents() {
        int packet = storage.getInt(64);
        return (int) storage.getLong(0) * 10 + packet;
    }
}
