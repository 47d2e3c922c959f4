package io.openplex.stackd.loop;

/** When in an iteration a participant runs; stages run in this order. */
public enum LoopStage {
    /**
     * What was posted to the inbox takes effect: before anything is received or sent, so that a stack that hears of its
     * own removal answers for nothing any more.
     */
    EVENTS(true),
    /**
     * Adapters and links: packets come in. Not run while claims are suspended, because adapters answer by themselves.
     */
    ADAPTERS(false),
    /** Timers of the packet path. Not run while claims are suspended. */
    TIMERS(false),
    /** Engines. Not run while claims are suspended. */
    ENGINES(false),
    /** What must go on while claims are suspended, because it ends the suspension: the glue, its timers. */
    CONTROL(true);

    private final boolean runsSuspended;

    LoopStage(boolean runsSuspended) {
        this.runsSuspended = runsSuspended;
    }

    /** Runs also while claims are suspended. */
    boolean runsSuspended() {
        return runsSuspended;
    }
}
