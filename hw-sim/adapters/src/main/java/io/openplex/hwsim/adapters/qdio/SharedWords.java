package io.openplex.hwsim.adapters.qdio;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Words of shared memory, 32 or 64 bits, big endian, each at a multiple of its size. They are read and written with
 * volatile semantics (sequentially consistent), a compare-and-set included: the test for a wake-up must not be
 * reordered with the store of a slot, and on the usual processors a volatile read costs no more than any other. What
 * is written plainly before a word is written is there for whoever has read that word.
 */
class SharedWords {
    private static final VarHandle INT =
            ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN).varHandle();
    private static final VarHandle LONG =
            ValueLayout.JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN).varHandle();

    private final MemorySegment memory;

    SharedWords(MemorySegment memory) {
        this.memory = memory;
    }

    final int loadInt(long at) {
        return (int) INT.getVolatile(memory, at);
    }

    final void storeInt(long at, int value) {
        INT.setVolatile(memory, at, value);
    }

    final long load(long at) {
        return (long) LONG.getVolatile(memory, at);
    }

    final void store(long at, long value) {
        LONG.setVolatile(memory, at, value);
    }

    /** The same without a fence behind it, for counters that nobody waits for. */
    final void publish(long at, long value) {
        LONG.setRelease(memory, at, value);
    }

    final boolean swap(long at, long from, long to) {
        return LONG.compareAndSet(memory, at, from, to);
    }
}
