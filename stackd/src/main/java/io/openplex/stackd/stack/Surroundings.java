package io.openplex.stackd.stack;

import io.openplex.dvipa.Status;
import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.proto.messages.Message;
import io.openplex.stackd.console.ConsoleLine;
import io.openplex.stackd.console.SfmAction;
import io.openplex.stackd.loop.Inbox;
import io.openplex.stackd.loop.LoopFailureHandler;
import io.openplex.stackd.loop.NanoClock;
import io.openplex.stackd.sysplex.Coupling;
import io.openplex.stackd.sysplex.LinkEnds;
import io.openplex.stackd.xcflink.LinkKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What a stack is put into.
 *
 * @param inbox door into its loop, made before the group so that the group can post
 * @param clock monotonic time of the loop
 * @param wallMillis wall clock for messages and displays, milliseconds since 1970
 * @param seed of the stack's generator: hash keys, initial sequence numbers
 * @param coupling how it is coupled with the other stacks
 * @param sfmAction what is done with a member that is not heard
 * @param linkKey key of the XCF data links and of heartbeats
 * @param linkEnds opens ends of XCF data links
 * @param ports LAN of each OSA port by PORTNAME
 * @param console hears every console line
 * @param syntaxCheck checks a data set (VARY TCPIP,,SYNTAXCHECK)
 * @param failure told when the loop failed
 * @param events told of the stack's life
 */
public record Surroundings(
        Inbox inbox,
        NanoClock clock,
        LongSupplier wallMillis,
        long seed,
        Coupling coupling,
        SfmAction sfmAction,
        LinkKey linkKey,
        LinkEnds linkEnds,
        Map<String, OsaAttachment> ports,
        Consumer<ConsoleLine> console,
        Function<String, List<Message>> syntaxCheck,
        LoopFailureHandler failure,
        StackEvents events) {
    /**
     * The LAN side of an OSA port.
     *
     * @param lan cable
     * @param mac burned-in address
     */
    public record OsaAttachment(LanPort lan, MacAddress mac) {}

    /** What whoever runs the stack wants to hear. On the loop. */
    public interface StackEvents {
        /** The stack is a member and its initial DVIPA processing is complete. */
        void ready();

        /** The stack cannot join and will not try again. */
        void refused(String reason);

        /** An orderly stop is wanted (STOP command). */
        void stopWanted();

        /** The stack has stopped in order: it is out of the group. */
        void stopped();

        /** A DVIPA of this stack changed its state; empty: it is not known here. */
        default void statusChanged(IpAddress dvipa, Optional<Status> before, Optional<Status> after) {}
    }
}
