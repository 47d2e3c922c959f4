package io.openplex.stackd.ip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hash map from the halves of an address to a value; open addressing, at most half full. Looking up allocates
 * nothing. There is no removal: its users build a new one when something changes.
 */
final class HalvesMap<V> {
    private long[] high = new long[8];
    private long[] low = new long[8];
    private @Nullable Object[] values = new Object[8];
    private int size;

    /** The value, or null. */
    @SuppressWarnings("unchecked") // only put() writes, and it writes V
    @Nullable
    V get(long keyHigh, long keyLow) {
        return (V) values[slot(keyHigh, keyLow)];
    }

    /** Sets the value. */
    void put(long keyHigh, long keyLow, V value) {
        if (2 * (size + 1) > values.length) {
            grow();
        }
        int at = slot(keyHigh, keyLow);
        if (values[at] == null) {
            size++;
        }
        high[at] = keyHigh;
        low[at] = keyLow;
        values[at] = value;
    }

    private int slot(long keyHigh, long keyLow) {
        int mask = values.length - 1;
        long mixed = (keyHigh * 0x9E3779B97F4A7C15L ^ keyLow) * 0xD6E8FEB86659FD93L;
        int at = (int) (mixed >>> 32) & mask;
        while (values[at] != null && (high[at] != keyHigh || low[at] != keyLow)) {
            at = at + 1 & mask;
        }
        return at;
    }

    @SuppressWarnings("unchecked") // only put() writes, and it writes V
    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        @Nullable Object[] oldValues = values;
        high = new long[2 * oldHigh.length];
        low = new long[2 * oldLow.length];
        values = Arrays.copyOf(new Object[0], 2 * oldValues.length);
        size = 0;
        for (int i = 0; i < oldValues.length; i++) {
            Object value = oldValues[i];
            if (value != null) {
                put(oldHigh[i], oldLow[i], (V) value);
            }
        }
    }
}
