package io.openplex.xcf.api;

/** The one door from a rim thread into a stack's loop. */
@FunctionalInterface
public interface LoopInbox {
    /**
     * Has the event run on the loop, after all that were posted before it.
     *
     * @return false when the bounded inbox is full; the refusal is counted, the caller decides (usually: end the link)
     */
    boolean post(Runnable event);
}
