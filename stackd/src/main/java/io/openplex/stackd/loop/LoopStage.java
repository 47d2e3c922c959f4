package io.openplex.stackd.loop;

/** When in an iteration a participant runs; stages run in this order. */
public enum LoopStage {
    /**
     * What was posted to the inbox takes effect: before anything is received or sent, so that a stack that hears of its
     * own removal answers for nothing any more.
     */
    EVENTS,
    /** Adapters and links: packets come in. */
    ADAPTERS,
    /** Timers of the packet path. */
    TIMERS,
    /** Engines. */
    ENGINES,
    /** The glue and its timers. */
    CONTROL
}
