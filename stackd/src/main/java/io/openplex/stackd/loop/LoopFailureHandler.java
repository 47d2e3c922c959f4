package io.openplex.stackd.loop;

/** Told when something in the loop threw. The loop has ended then; nothing of that iteration leaves the stack. */
@FunctionalInterface
public interface LoopFailureHandler {
    /**
     * Called on the loop's thread.
     *
     * @param where name of the participant
     * @param cause what it threw
     * @param state readable state of the loop at that moment
     */
    void failed(String where, Throwable cause, String state);
}
