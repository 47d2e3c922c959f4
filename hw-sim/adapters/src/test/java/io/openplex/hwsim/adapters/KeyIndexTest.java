package io.openplex.hwsim.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyIndexTest {
    /** Random adds and removes against a HashMap; few distinct keys, so that chains and reuse occur. */
    @Test
    void behavesLikeABoundedMap() {
        Random random = new Random(42);
        KeyIndex index = new KeyIndex(50);
        Map<Long, Integer> model = new HashMap<>();
        for (int step = 0; step < 100_000; step++) {
            long key = random.nextInt(120);
            long high = key % 3;
            int id = index.find(high, key);
            assertThat(id).isEqualTo(model.getOrDefault(key, -1));
            if (id >= 0 && random.nextBoolean()) {
                index.remove(id);
                model.remove(key);
            } else if (id < 0) {
                assertThat(index.isFull()).isEqualTo(model.size() == 50);
                int added = index.add(high, key);
                assertThat(added >= 0).isEqualTo(model.size() < 50);
                if (added >= 0) {
                    assertThat(model).doesNotContainValue(added);
                    model.put(key, added);
                }
            }
            assertThat(index.size()).isEqualTo(model.size());
        }
        for (int id = 0; id < index.top(); id++) {
            if (index.isUsed(id)) {
                assertThat(model).containsEntry(index.low(id), id);
                assertThat(index.high(id)).isEqualTo(index.low(id) % 3);
            }
        }
    }

    @Test
    void givesTheLowestFreeNumber() {
        KeyIndex index = new KeyIndex(4);
        for (int i = 0; i < 4; i++) {
            assertThat(index.add(0, i)).isEqualTo(i);
        }
        index.remove(1);
        index.remove(3);
        assertThat(index.top()).isEqualTo(3);
        assertThat(index.add(9, 9)).isEqualTo(1);
    }
}
