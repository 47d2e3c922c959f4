package io.openplex.deploy.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Hears ENF 80 of several systems and completes what they cannot say themselves: a killed daemon gets exactly one
 * LEAVE, and its next life exactly one JOIN. A listener that merely lost its network concludes nothing about a living
 * stack: only a refused connection, or the other members' word that the member is gone, makes a LEAVE.
 *
 * <p>All state lives on one thread of its own, on which the consumer is called too.
 */
public final class EnfWatcher implements AutoCloseable {
    private static final int FIRST_CONTACT_SECONDS = 5;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("enf-watch").factory());
    private final List<SystemWatch> watches = new ArrayList<>();

    /**
     * Starts to listen.
     *
     * @param systems which
     * @param replay also report the present state at the first contact
     * @param consumer gets every event, on the watcher's thread
     */
    public EnfWatcher(List<SystemAddress> systems, boolean replay, Consumer<WatchedEvent> consumer) {
        // A name of its own, so that a reconnect is never taken for another program's LISTEN.
        String name = String.format("E%07X", ThreadLocalRandom.current().nextInt(1 << 28));
        for (SystemAddress system : systems) {
            List<SystemAddress> others =
                    systems.stream().filter(other -> !other.equals(system)).toList();
            watches.add(new SystemWatch(system, new MemberInquiry(others), name, replay, thread, consumer));
        }
        watches.forEach(watch -> thread.execute(watch::connect));
    }

    /** Waits a short time until each system has answered or refused; names of those that answered. */
    public List<String> awaitFirstContact() throws InterruptedException {
        List<String> reached = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(FIRST_CONTACT_SECONDS);
        for (SystemWatch watch : watches) {
            try {
                long left = Math.max(1, end - System.nanoTime());
                if (watch.firstContact().get(left, TimeUnit.NANOSECONDS)) {
                    reached.add(watch.system());
                }
            } catch (ExecutionException | TimeoutException notReached) {
                // It stays watched; it is merely not among those reached.
            }
        }
        return reached;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        watches.forEach(SystemWatch::close);
    }
}
