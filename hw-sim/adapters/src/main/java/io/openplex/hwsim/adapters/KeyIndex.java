package io.openplex.hwsim.adapters;

import java.util.Arrays;

/**
 * A bounded index from a 128-bit key (both halves of an address, or a MAC address in the low half) to a small number
 * that stays the same until the key is removed; the owner keeps its data in arrays under that number. Chained hashing
 * over arrays made once: nothing is allocated afterwards. Numbers are given lowest first, so walking them is
 * repeatable.
 */
public final class KeyIndex {
    private static final int NONE = -1;

    private final long[] high;
    private final long[] low;
    private final int[] next;
    private final boolean[] used;
    private final int[] buckets;
    private int size;
    private int top;

    /** An index of at most {@code capacity} keys. */
    public KeyIndex(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity);
        }
        high = new long[capacity];
        low = new long[capacity];
        next = new int[capacity];
        used = new boolean[capacity];
        buckets = new int[Integer.highestOneBit(capacity) * 2];
        Arrays.fill(buckets, NONE);
    }

    /** Number of the key, or -1. */
    public int find(long keyHigh, long keyLow) {
        int id = buckets[bucket(keyHigh, keyLow)];
        while (id != NONE && (low[id] != keyLow || high[id] != keyHigh)) {
            id = next[id];
        }
        return id;
    }

    /** Adds a key that is not there yet; -1 when full. */
    public int add(long keyHigh, long keyLow) {
        if (size == used.length) {
            return NONE;
        }
        int id = 0;
        while (used[id]) {
            id++;
        }
        int bucket = bucket(keyHigh, keyLow);
        high[id] = keyHigh;
        low[id] = keyLow;
        used[id] = true;
        next[id] = buckets[bucket];
        buckets[bucket] = id;
        size++;
        top = Math.max(top, id + 1);
        return id;
    }

    /** Removes the key with this number. */
    public void remove(int id) {
        int bucket = bucket(high[id], low[id]);
        if (buckets[bucket] == id) {
            buckets[bucket] = next[id];
        } else {
            int before = buckets[bucket];
            while (next[before] != id) {
                before = next[before];
            }
            next[before] = next[id];
        }
        used[id] = false;
        size--;
        while (top > 0 && !used[top - 1]) {
            top--;
        }
    }

    /** True when this number stands for a key. */
    public boolean isUsed(int id) {
        return used[id];
    }

    /** One more than the highest number in use: the end of a walk. */
    public int top() {
        return top;
    }

    /** First half of the key with this number. */
    public long high(int id) {
        return high[id];
    }

    /** Second half of the key with this number. */
    public long low(int id) {
        return low[id];
    }

    /** Keys in the index. */
    public int size() {
        return size;
    }

    /** No room for another key. */
    public boolean isFull() {
        return size == used.length;
    }

    private int bucket(long keyHigh, long keyLow) {
        long mixed = (keyHigh * 0x9E3779B97F4A7C15L + keyLow) * 0xC2B2AE3D27D4EB4FL;
        return (int) (mixed >>> 32 ^ mixed >>> 50) & buckets.length - 1;
    }
}
