package io.openplex.stackd.loop;

import io.openplex.xcf.api.LoopInbox;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/** The bounded queue by which other threads hand events to the loop. */
public final class Inbox implements LoopInbox {
    private final ManyToOneConcurrentArrayQueue<Runnable> events;
    private final AtomicLong refusals = new AtomicLong();
    private volatile Runnable wakeUp = () -> {};

    /** An inbox with room for {@code capacity} events, at least 2. */
    public Inbox(int capacity) {
        events = new ManyToOneConcurrentArrayQueue<>(capacity);
    }

    @Override
    public boolean post(Runnable event) {
        if (!events.offer(event)) {
            refusals.incrementAndGet();
            return false;
        }
        wakeUp.run();
        return true;
    }

    /** Runs up to {@code limit} events in the order they were posted; on the loop's thread only. */
    int drain(int limit) {
        return events.drain(Runnable::run, limit);
    }

    /** Called on the poster's thread after every accepted event. */
    void onPost(Runnable hook) {
        wakeUp = hook;
    }

    /** True when nothing waits. An event whose {@link #post} has returned, or has asked for a wake-up, is seen. */
    public boolean isEmpty() {
        return events.isEmpty();
    }

    /** Events that wait. */
    public int depth() {
        return events.size();
    }

    /** Events that found no room. */
    public long refusals() {
        return refusals.get();
    }
}
