package io.openplex.stackd.console;

/**
 * The VARY TCPIP,,SYSPLEX commands that the stack carries out (operations.md 2.10). The console prints the frame of the
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
}
