package io.openplex.stackd.tcp;

import org.jspecify.annotations.Nullable;

/**
 * Byte arrays of one size, given back when a connection needs them no more. Keeps a bounded stock, and never has more
 * arrays out than its share of the memory: peers that do not read, or leave gaps, cannot take the stack's heap.
 */
final class BufferPool {
    private static final int STOCK_MAX = 64;

    private final byte[][] stock = new byte[STOCK_MAX][];
    private final int bytes;
    private final long most;
    private int inStock;
    private long out;

    /**
     * A pool with nothing in stock.
     *
     * @param bytes size of each array
     * @param memoryBytes what all arrays that are out may take together; one array at least
     */
    BufferPool(int bytes, long memoryBytes) {
        this.bytes = bytes;
        this.most = Math.max(1, memoryBytes / bytes);
    }

    int bytes() {
        return bytes;
    }

    /** True when {@link #take} has an array. */
    boolean available() {
        return out < most;
    }

    /** An array, or null when the memory is used up. */
    byte @Nullable [] take() {
        if (out == most) {
            return null;
        }
        out++;
        return inStock == 0 ? new byte[bytes] : stock[--inStock];
    }

    void give(byte[] buffer) {
        out--;
        if (inStock < STOCK_MAX) {
            stock[inStock++] = buffer;
        }
    }
}
