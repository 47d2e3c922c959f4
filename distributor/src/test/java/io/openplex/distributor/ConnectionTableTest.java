package io.openplex.distributor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConnectionTableTest {
    private final ConnectionTable table = new ConnectionTable(new KeyedHash(1, 2));

    @Test
    @DisplayName("The table behaves as a map through random insertions and removals")
    void map() {
        Random random = new Random(5);
        Map<Integer, Integer> model = new HashMap<>();
        for (int i = 0; i < 300_000; i++) {
            int client = random.nextInt(20_000);
            long key = ConnectionTable.key(client % 3, 80, client);
            long at = table.find(0, client, key);
            Integer expected = model.get(client);
            assertThat(at == ConnectionTable.NONE).isEqualTo(expected == null);
            if (expected == null) {
                table.insert(0, client, key, client % 7, 0, i);
                model.put(client, client % 7);
            } else {
                assertThat(table.target(at)).isEqualTo(expected);
                table.remove(at);
                model.remove(client);
            }
        }
        assertThat(table.size()).isEqualTo(model.size());
    }

    @Test
    @DisplayName("1,000,000 entries take at most 64 MB; a lookup allocates nothing")
    void memory() {
        for (int i = 0; i < 1_000_000; i++) {
            table.insert(i, i * 31L, ConnectionTable.key(0, 80, i & 0xffff), 1, 0, 0);
        }
        assertThat(table.bytes()).isLessThanOrEqualTo(64_000_000L);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThat(lookups(10_000)).isEqualTo(10_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        int found = lookups(100_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(found).isEqualTo(100_000);
        assertThat(allocated).isLessThan(10_000);
    }

    private int lookups(int count) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (table.find(i, i * 31L, ConnectionTable.key(0, 80, i & 0xffff)) != ConnectionTable.NONE) {
                found++;
            }
        }
        return found;
    }
}
