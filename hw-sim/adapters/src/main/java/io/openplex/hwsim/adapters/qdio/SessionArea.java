package io.openplex.hwsim.adapters.qdio;

import io.openplex.hwsim.wire.Frame;
import java.lang.foreign.MemorySegment;

/** One side's access to the shared memory of a session: its words, and a view of each storage buffer. */
final class SessionArea extends SharedWords {
    private final Frame[] views;

    /** Access to the memory; the views are made here, once. */
    SessionArea(MemorySegment memory, QdioSizes sizes) {
        super(memory);
        requireFit(memory, sizes.areaBytes());
        views = new Frame[sizes.buffers()];
        for (int i = 0; i < views.length; i++) {
            MemorySegment buffer = memory.asSlice(QdioLayout.storage(i), QdioLayout.BUFFER_BYTES);
            views[i] = Frame.view(buffer.asByteBuffer());
        }
    }

    static void requireFit(MemorySegment memory, long bytes) {
        if (!memory.isNative() || memory.address() % SlotWord.LINE != 0 || memory.byteSize() < bytes) {
            throw new IllegalArgumentException(bytes + " bytes, aligned to " + SlotWord.LINE + ", in " + memory);
        }
    }

    /** The activation in force, 0 while there is none. */
    int generation() {
        return loadInt(QdioLayout.AT_GENERATION);
    }

    int buffers() {
        return views.length;
    }

    /** The view of a storage buffer, to be moved by {@link Frame#bounds}. */
    Frame view(int buffer) {
        return views[buffer];
    }
}
