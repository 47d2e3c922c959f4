package io.openplex.stackd.console;

/** What else an operator can have done to a stack. Called on the loop. */
public interface StackControl {
    /**
     * VARY TCPIP,,DROP: resets the connection, or ends the listener, with this id.
     *
     * @param connectionId as NETSTAT prints it, unsigned
     * @return refused with a message when there is none
     */
    CommandOutcome drop(int connectionId);

    /**
     * VARY TCPIP,,SYNTAXCHECK: parses, changes nothing. The console prints EZZ0061I, EZZ0062I or EZZ0064I, and
     * EZZ0065I.
     *
     * @param dataSet name as typed, upper case
     * @return the messages of the statements; accepted when there were no errors
     */
    CommandOutcome syntaxCheck(String dataSet);

    /** STOP: begins the orderly end of the stack, which leaves its group first. */
    void stop();
}
