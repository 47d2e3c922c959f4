package io.openplex.stackd.tcp;

/** Byte arrays of one size, given back when a connection ends; keeps a bounded stock. */
final class BufferPool {
    private static final int STOCK_MAX = 64;

    private final byte[][] stock = new byte[STOCK_MAX][];
    private final int bytes;
    private int inStock;

    BufferPool(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    byte[] take() {
        return inStock == 0 ? new byte[bytes] : stock[--inStock];
    }

    void give(byte[] buffer) {
        if (inStock < STOCK_MAX) {
            stock[inStock++] = buffer;
        }
    }
}
