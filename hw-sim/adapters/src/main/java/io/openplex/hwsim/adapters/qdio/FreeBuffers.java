package io.openplex.hwsim.adapters.qdio;

/** Storage buffers that are in no slot; the one given back last is taken first, because it is in the caches. */
final class FreeBuffers {
    private final int[] numbers;
    private int count;

    /** All of {@code count} buffers from number {@code first}. */
    FreeBuffers(int first, int count) {
        numbers = new int[count];
        for (int i = count - 1; i >= 0; i--) {
            give(first + i);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The buffer that will be taken next; there must be one. */
    int newest() {
        return numbers[count - 1];
    }

    int take() {
        return numbers[--count];
    }

    void give(int number) {
        numbers[count++] = number;
    }
}
