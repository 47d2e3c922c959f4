package io.openplex.proto.messages;

import static io.openplex.proto.messages.Certainty.UNCONFIRMED;
import static io.openplex.proto.messages.Severity.ERROR;
import static io.openplex.proto.messages.Severity.INFORMATION;

/** Messages of the routing daemon's start and of OMPROUTE.CONF (omproute.md 4.2). */
public enum RoutingMessage implements MessageId {
    EZZ7800I(INFORMATION, UNCONFIRMED, "{job} starting", "The routing daemon starts.", "None."),
    EZZ7804I(INFORMATION, UNCONFIRMED, "{job} exiting", "The routing daemon ends.", "None."),
    EZZ7805I(
            ERROR,
            UNCONFIRMED,
            "{job} exiting abnormally",
            "The routing daemon ends because of an error.",
            "See the messages before this one."),
    EZZ7817I(
            INFORMATION,
            UNCONFIRMED,
            "Using configuration file {name}",
            "The file from which the configuration is read.",
            "None."),
    EZZ7822I(
            ERROR,
            UNCONFIRMED,
            "Could not find configuration file",
            "No configuration exists under any name of the search order.",
            "Supply a configuration."),
    EZZ7845I(INFORMATION, UNCONFIRMED, "Established affinity with {stack}", "The daemon serves this stack.", "None."),
    EZZ7869I(
            ERROR,
            UNCONFIRMED,
            "NO OSPF INTERFACE IS DEFINED IN {file}",
            "No statement defines an interface for a routing protocol. The daemon ends.",
            "Add an OSPF_INTERFACE statement."),
    EZZ7870I(
            ERROR,
            UNCONFIRMED,
            "INTERFACE {name} ON LINE {line} IS DEFINED TWICE WITH DIFFERENT {parameter} VALUES",
            "Two statements describe one interface and disagree. The configuration is refused.",
            "Write the same values."),
    EZZ7884I(
            ERROR,
            UNCONFIRMED,
            "ROUTERID {address} ON LINE {line} IS NOT THE ADDRESS OF A CONFIGURED OSPF INTERFACE",
            "The router identifier must be an address of an OSPF interface. The configuration is refused.",
            "Correct the address."),
    EZZ7894I(
            ERROR,
            UNCONFIRMED,
            "NO DR NEIGHBOR DEFINED FOR NON-BROADCAST INTERFACE {name} ON LINE {line}",
            "A non-broadcast interface must name its neighbours. The configuration is refused.",
            "Add DR_Neighbor or No_DR_Neighbor."),
    EZZ7898I(INFORMATION, UNCONFIRMED, "{job} Initialization Complete", "The routing daemon works.", "None.");

    private final MessageDefinition definition;

    RoutingMessage(Severity severity, Certainty certainty, String template, String explanation, String response) {
        definition = new MessageDefinition(severity, certainty, template, explanation, response);
    }

    @Override
    public MessageDefinition definition() {
        return definition;
    }
}
