package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RimTest {
    private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();

    @Test
    void aFailedTaskReachesTheLoopAsAnExceptionThere() throws InterruptedException {
        try (Rim rim = new Rim("rim-test", loop::add, new XcfCounters())) {
            rim.execute(() -> {
                throw new IllegalArgumentException("broken");
            });
            Runnable event = loop.poll(20, TimeUnit.SECONDS);
            assertThat(event).isNotNull();
            assertThatThrownBy(event::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("broken");
        }
    }

    @Test
    void eventsThatTheInboxRefusesComeLaterAndInOrder() throws InterruptedException {
        AtomicInteger refusals = new AtomicInteger(3);
        BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
        try (Rim rim =
                new Rim("rim-test", event -> refusals.decrementAndGet() < 0 && loop.add(event), new XcfCounters())) {
            for (int i = 0; i < 5; i++) {
                int number = i;
                rim.execute(() -> rim.deliver(() -> seen.add(number)));
            }
            for (int i = 0; i < 5; i++) {
                Runnable event = loop.poll(20, TimeUnit.SECONDS);
                assertThat(event).isNotNull();
                event.run();
            }
            assertThat(seen).containsExactly(0, 1, 2, 3, 4);
        }
    }
}
