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
    private static final int COMPANY_SECONDS = 2;
    private static final int PATIENCE_SECONDS = 10;
    private static final int LOOK_MILLIS = 100;

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

    /**
     * Waits until each system has answered or refused. One that says nothing is waited for a short time when another
     * has answered, and for ten seconds when none has: a busy machine is no dead one.
     *
     * @return names of those that answered; the others stay watched
     */
    public List<String> awaitFirstContact() throws InterruptedException {
        long start = System.nanoTime();
        List<String> reached = await(start + TimeUnit.SECONDS.toNanos(COMPANY_SECONDS));
        return reached.isEmpty() ? awaitAny(start + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) : reached;
    }

    private List<String> await(long end) throws InterruptedException {
        List<String> reached = new ArrayList<>();
        for (SystemWatch watch : watches) {
            try {
                if (watch.firstContact().get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    reached.add(watch.system());
                }
            } catch (ExecutionException | TimeoutException notReached) {
                // It stays watched; it is merely not among those reached.
            }
        }
        return reached;
    }

    /** Until one answers, all refuse or the time is over. */
    private List<String> awaitAny(long end) throws InterruptedException {
        List<String> reached = List.of();
        while (reached.isEmpty() && System.nanoTime() < end && !allDecided()) {
            reached = await(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
        return reached;
    }

    private boolean allDecided() {
        return watches.stream().allMatch(watch -> watch.firstContact().isDone());
    }

    @Override
    public void close() {
        thread.shutdownNow();
        watches.forEach(SystemWatch::close);
    }
}
