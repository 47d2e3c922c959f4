package io.openplex.stackd.console;

/**
 * The VARY TCPIP,,SYSPLEX commands that the stack carries out (operations.md 2.10), and the removal of a system. The
 * console prints the frame of the
 * reply (EZZ0060I, EZZ0053I or EZZ0059I and the closing message of each command); an implementation answers only what
 * is particular. Called on the loop.
 */
public interface SysplexCommands {
    /** LEAVEGROUP. */
    CommandOutcome leaveGroup();

    /** JOINGROUP. */
    CommandOutcome joinGroup();

    /**
     * DEACTIVATE,DVIPA=.
     *
     * @param dvipa address text or IPv6 interface name, upper case, as typed
     */
    CommandOutcome deactivate(String dvipa);

    /** REACTIVATE,DVIPA=; the operand as in {@link #deactivate}. */
    CommandOutcome reactivate(String dvipa);

    /** QUIESCE. */
    CommandOutcome quiesce(ServerSelection servers);

    /** RESUME. */
    CommandOutcome resume(ServerSelection servers);

    /**
     * Removes a system that is not heard any more, for good: VARY XCF,sysname,OFFLINE, confirmed by the operator. The
     * console has checked that it is another system of the sysplex and that nothing was heard of it for the failure
     * detection interval; an implementation checks again whatever may have changed.
     *
     * @param system system name
     * @param end told once, on the loop: within the call, or later when the group has been asked
     */
    void removeSystem(String system, RemovalEnd end);

    /** Hears how a removal ended. */
    @FunctionalInterface
    interface RemovalEnd {
        /**
         * The removal was carried out, or was refused.
         *
         * @param outcome its messages are shown to the operator as they are
         * @param wallMillis milliseconds since 1970
         */
        void ended(CommandOutcome outcome, long wallMillis);
    }
}
