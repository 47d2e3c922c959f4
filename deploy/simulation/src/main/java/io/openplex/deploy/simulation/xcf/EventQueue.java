package io.openplex.deploy.simulation.xcf;

import java.util.Comparator;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/** What is due when; two things due at the same nanosecond happen in the order in which they were asked for. */
final class EventQueue {
    private record Event(long atNanos, long number, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::number));
    private long nowNanos;
    private long lastNumber;

    /** Virtual time of what happens now. */
    long now() {
        return nowNanos;
    }

    void later(long delayNanos, Runnable action) {
        at(nowNanos + delayNanos, action);
    }

    void at(long atNanos, Runnable action) {
        lastNumber++;
        events.add(new Event(atNanos, lastNumber, action));
    }

    /** Lets everything happen that is due by now. */
    void runUntil(long now) {
        while (!events.isEmpty() && events.element().atNanos() <= now) {
            Event event = events.remove();
            nowNanos = Math.max(nowNanos, event.atNanos());
            event.action().run();
        }
        nowNanos = Math.max(nowNanos, now);
    }

    OptionalLong next() {
        Event next = events.peek();
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.atNanos());
    }
}
