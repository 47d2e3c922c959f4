package io.openplex.stackd.loop;

import java.nio.channels.SelectableChannel;

/** Where a stack's thread waits until there is something to do. Used by that thread, but for {@link #wakeUp()}. */
public interface LoopWait extends AutoCloseable {
    /**
     * From now on something to read on this channel ends a wait. The channel is non-blocking; closing it ends the
     * registration.
     */
    void register(SelectableChannel channel);

    /** Waits until a channel can be read, somebody wakes the waiter, or the time is over; nanoseconds, more than 0. */
    void await(long nanos);

    /** Ends a wait, or the next one if nobody waits; from any thread. */
    void wakeUp();

    @Override
    void close();
}
