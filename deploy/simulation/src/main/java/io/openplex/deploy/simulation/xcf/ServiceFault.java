package io.openplex.deploy.simulation.xcf;

/**
 * What can be wrong between one system and the coordination service. Each lasts until it is switched off, and they may
 * be on together. The session of a system runs on through all of them but {@link #CUT} and {@link #DEPOSED_LEADER}.
 */
public enum ServiceFault {
    /**
     * Nothing gets through to the service or back. Requests under way end in doubt; the stack hears that coordination
     * is lost at once or only after two thirds of the session time-out; its session runs out meanwhile, and it hears of
     * that when it is connected again.
     */
    CUT,

    /** Requests take long to get there, up to a second, each in its order. */
    SLOW,

    /** Its server lags: what was done is answered, and what others did is seen, up to a second late. */
    SERVER_LAGS,

    /** Every fourth request is refused before it is carried out and ends in doubt; nothing is written. */
    REQUESTS_LOST,

    /**
     * Every fourth request is carried out but not answered: the connection breaks, so that it and all others under way
     * end in doubt though some were written.
     */
    ANSWERS_LOST,

    /** Answers overtake each other; what they say was found in the order of the requests. */
    REORDERED,

    /**
     * Its server follows a leader that the others have deposed. Reads are answered as things stood at that time, though
     * they ask the leader first; nothing is written; its session runs out at the new leader. When this is switched off
     * the stack is connected anew and what waits ends in doubt.
     */
    DEPOSED_LEADER,

    /** Changes of the group are seen up to two seconds late, several at once. */
    WATCHES_LATE,

    /** A session ends up to a third of its time-out early: nothing had been heard since the last ping. */
    EXPIRES_EARLY,

    /** A session ends up to twice its time-out late. */
    EXPIRES_LATE
}
