package io.openplex.proto.messages;

import static io.openplex.proto.messages.Certainty.CONFIRMED;
import static io.openplex.proto.messages.Certainty.UNCONFIRMED;
import static io.openplex.proto.messages.Severity.ERROR;
import static io.openplex.proto.messages.Severity.INFORMATION;
import static io.openplex.proto.messages.Severity.WARNING;

/**
 * Messages of dynamic VIPAs, the distributor and sysplex autonomics (dvipa-and-distributor.md 4, operations.md 3).
 */
public enum SysplexMessage implements MessageId {
    EZZ8301I(
            INFORMATION,
            CONFIRMED,
            "VIPA {address} TAKEN OVER FROM {stack} ON {system}",
            "The owner failed or left, and this stack is the best backup.",
            "Find out why the owner went away."),
    EZZ8302I(
            INFORMATION,
            UNCONFIRMED,
            "VIPA {address} TAKEN FROM {stack} ON {system}",
            "This stack has the better claim and took the address from a stack that is alive.",
            "None."),
    EZZ8303I(
            INFORMATION,
            CONFIRMED,
            "VIPA {address} GIVEN TO {stack} ON {system}",
            "A stack with a better claim took the address.",
            "None."),
    EZZ8304I(
            WARNING,
            UNCONFIRMED,
            "VIPA {address} SURRENDERED TO {stack} ON {system}",
            "Two stacks held the address, and this one gave it up.",
            "Look for two definitions of the address."),
    EZZ8309I(
            ERROR,
            CONFIRMED,
            "TOO MANY VIPAS - {address} REJECTED",
            "A stack has a limit of dynamic VIPAs, and it is reached.",
            "Remove addresses that are not needed."),
    EZD1170E(
            ERROR,
            UNCONFIRMED,
            "{stack} WAS NOT ABLE TO GET STORAGE FOR SYSPLEX PROCESSING",
            "Sysplex processing has no storage. Deleted when the stack leaves the group.",
            "Give the stack more storage."),
    EZD1172E(
            ERROR,
            UNCONFIRMED,
            "{stack} DETERMINED THAT ALL IP ROUTES TO ALL PARTNERS WERE NOT AVAILABLE FOR AT LEAST {seconds} "
                    + "SECONDS",
            "VIPAROUTE is in use and no partner can be reached.",
            "Repair the routes."),
    EZD1165E(
            WARNING,
            UNCONFIRMED,
            "{stack} DELAYING SYSPLEX PROFILE PROCESSING - VTAM IS NOT ACTIVE",
            "The stack joins the group as soon as VTAM is active.",
            "Start VTAM."),
    EZD1166E(
            WARNING,
            UNCONFIRMED,
            "{stack} DELAYING SYSPLEX PROFILE PROCESSING - OMPROUTE IS NOT ACTIVE",
            "DELAYJOIN is on; the stack joins the group as soon as OMPROUTE is active.",
            "Start OMPROUTE."),
    EZD1176I(
            INFORMATION,
            UNCONFIRMED,
            "{stack} HAS SUCCESSFULLY JOINED THE TCP/IP SYSPLEX GROUP {group}",
            "The stack is a member; its sysplex definitions are processed now.",
            "None."),
    EZD1178I(
            INFORMATION,
            UNCONFIRMED,
            "THE VARY TCPIP,,SYSPLEX,{function} COMMAND WAS ACCEPTED",
            "The command is carried out in the background.",
            "None."),
    EZD1182I(
            WARNING,
            CONFIRMED,
            "TARGET SERVER FOR {address} PORT {port} AT {stack} ON {system} IS NOT RESPONSIVE - TCSR {tcsr} CER "
                    + "{cer} SEF {sef}",
            "The target gets no new connections.",
            "Look at the server."),
    EZD1183I(
            INFORMATION,
            UNCONFIRMED,
            "TARGET SERVER FOR {address} PORT {port} AT {stack} ON {system} IS RESPONSIVE",
            "The target gets new connections again.",
            "None."),
    EZD1187E(
            ERROR,
            UNCONFIRMED,
            "{stack} WAS NOT ABLE TO GET TCP/IP {kind} STORAGE",
            "Storage is short.",
            "Give the stack more storage."),
    EZD1189I(
            INFORMATION,
            UNCONFIRMED,
            "THE VARY TCPIP,,SYSPLEX,REACTIVATE,DVIPA COMMAND COMPLETED SUCCESSFULLY",
            "The address may be owned or backed up here again.",
            "None."),
    EZD1192I(
            INFORMATION,
            UNCONFIRMED,
            "THE VIPADYNAMIC CONFIGURATION WAS SUCCESSFULLY RESTORED FOR {stack}",
            "The stack rejoined and its saved definitions are in effect.",
            "None."),
    EZD1193I(
            ERROR,
            UNCONFIRMED,
            "THE VIPADYNAMIC CONFIGURATION COULD NOT BE RESTORED FOR {stack}",
            "The stack rejoined without its saved definitions.",
            "Define them by OBEYFILE."),
    EZD1197I(
            INFORMATION,
            UNCONFIRMED,
            "THE VARY TCPIP,,SYSPLEX,DEACTIVATE,DVIPA COMMAND COMPLETED SUCCESSFULLY",
            "The address is neither owned nor backed up here until it is reactivated.",
            "None."),
    EZD1198I(
            INFORMATION,
            UNCONFIRMED,
            "THE VARY TCPIP,,SYSPLEX,QUIESCE COMMAND COMPLETED SUCCESSFULLY",
            "The servers get no new distributed connections; existing ones go on.",
            "None."),
    EZD1199I(
            INFORMATION,
            UNCONFIRMED,
            "THE VARY TCPIP,,SYSPLEX,RESUME COMMAND COMPLETED SUCCESSFULLY",
            "The servers get new connections again.",
            "None."),
    EZD1204I(
            INFORMATION,
            UNCONFIRMED,
            "DYNAMIC VIPA {address} WAS CREATED USING BIND BY {job} ON {stack}",
            "An application bound to an address of a VIPARANGE.",
            "None."),
    EZD1205I(
            INFORMATION,
            UNCONFIRMED,
            "DYNAMIC VIPA {address} WAS CREATED USING IOCTL BY {job} ON {stack}",
            "An application created the address.",
            "None."),
    EZD1206I(
            INFORMATION,
            UNCONFIRMED,
            "DYNAMIC VIPA {address} WAS DELETED USING IOCTL BY {job} ON {stack}",
            "An application deleted the address.",
            "None."),
    EZD1207I(
            INFORMATION,
            UNCONFIRMED,
            "DYNAMIC VIPA {address} WAS DELETED USING CLOSE API BY {job} ON {stack}",
            "The application that had bound to the address closed its socket.",
            "None."),
    EZD1209E(
            ERROR,
            UNCONFIRMED,
            "{stack} DETERMINED THAT ALL MONITORED INTERFACES WERE NOT ACTIVE FOR AT LEAST {seconds} SECONDS",
            "Every interface with MONSYSPLEX is down.",
            "Repair an interface."),
    EZD1210E(
            ERROR,
            UNCONFIRMED,
            "{stack} DETERMINED THAT NO DYNAMIC ROUTES OVER MONITORED INTERFACES WERE FOUND FOR AT LEAST "
                    + "{seconds} SECONDS",
            "OMPROUTE has learned no route over a monitored interface.",
            "Look at the routing daemon and its neighbours."),
    EZD1211E(
            WARNING,
            UNCONFIRMED,
            "{stack} DELAYING SYSPLEX PROFILE PROCESSING - ALL MONITORED INTERFACES WERE NOT ACTIVE",
            "The stack joins the group as soon as a monitored interface is active.",
            "Start an interface."),
    EZD1212E(
            WARNING,
            UNCONFIRMED,
            "{stack} DELAYING SYSPLEX PROFILE PROCESSING - NO DYNAMIC ROUTES OVER MONITORED INTERFACES WERE FOUND",
            "The stack joins the group as soon as a route is learned.",
            "Look at the routing daemon."),
    EZD1214I(
            INFORMATION,
            UNCONFIRMED,
            "INITIAL DYNAMIC VIPA PROCESSING HAS COMPLETED FOR {stack}",
            "The VIPADYNAMIC definitions were processed for the first time.",
            "None."),
    EZD1296I(
            ERROR,
            UNCONFIRMED,
            "EXPLICITBINDPORTRANGE IS EXHAUSTED",
            "No port of the sysplex-wide range is free.",
            "Make the range larger on all stacks."),
    EZD1973E(
            ERROR,
            UNCONFIRMED,
            "{stack} ABENDED 5 TIMES IN LESS THAN ONE MINUTE",
            "The stack fails again and again.",
            "Collect its state dumps."),
    EZD1974E(
            ERROR,
            CONFIRMED,
            "{stack} CSM HAS BEEN CONSTRAINED FOR AT LEAST {seconds} SECONDS",
            "Buffer storage was short for several intervals.",
            "Give the stack more storage."),
    EZZ9670E(
            ERROR,
            UNCONFIRMED,
            "{stack} SYSPLEX PROCESSING ENCOUNTERED A NONRECOVERABLE ERROR",
            "Sysplex processing failed. Deleted when the stack leaves the group.",
            "Collect the state dump; start the stack again."),
    EZZ9671E(
            ERROR,
            UNCONFIRMED,
            "{stack} DETERMINED THAT VTAM WAS NOT ACTIVE FOR AT LEAST {seconds} SECONDS",
            "Addresses are advertised and VTAM is down.",
            "Start VTAM."),
    EZZ9672E(
            WARNING,
            UNCONFIRMED,
            "{stack} DETERMINED THAT OMPROUTE WAS NOT RESPONSIVE FOR AT LEAST {seconds} SECONDS",
            "A warning before EZZ9678E; nothing is done yet.",
            "Look at OMPROUTE."),
    EZZ9673E(
            ERROR,
            UNCONFIRMED,
            "{stack} DETERMINED THAT DYNAMIC XCF CONNECTIVITY TO ALL PARTNERS WAS NOT ACTIVE FOR AT LEAST "
                    + "{seconds} SECONDS",
            "No partner can be reached over dynamic XCF.",
            "Repair the XCF connections."),
    EZZ9674E(
            ERROR,
            CONFIRMED,
            "{stack} SYSPLEX PROCESSING WAS NOT RESPONSIVE FOR AT LEAST {seconds} SECONDS",
            "Sysplex processing stood still. The stack does not rejoin by itself.",
            "Collect the state dump; use JOINGROUP."),
    EZZ9675E(
            ERROR,
            UNCONFIRMED,
            "SYSPLEX PROBLEM DETECTION CLEANUP HAS FAILED FOR {stack}",
            "The stack could not leave the group in order.",
            "Stop the stack."),
    EZZ9676E(
            WARNING,
            UNCONFIRMED,
            "SYSPLEX PROBLEM DETECTION CLEANUP HAS SUCCEEDED FOR {stack}",
            "The stack has left the group and gave up its addresses.",
            "Remove the cause; then use JOINGROUP."),
    EZZ9678E(
            ERROR,
            UNCONFIRMED,
            "{stack} DETERMINED THAT OMPROUTE WAS NOT RESPONSIVE FOR AT LEAST {seconds} SECONDS",
            "OMPROUTE was silent for the whole interval. With RECOVERY the stack leaves the group.",
            "Look at OMPROUTE."),
    EZZ9679E(
            ERROR,
            UNCONFIRMED,
            "{stack} DETERMINED THAT CSM WAS CRITICAL FOR AT LEAST {seconds} SECONDS",
            "Buffer storage is exhausted.",
            "Give the stack more storage.");

    private final MessageDefinition definition;

    SysplexMessage(Severity severity, Certainty certainty, String template, String explanation, String response) {
        definition = new MessageDefinition(severity, certainty, template, explanation, response);
    }

    @Override
    public MessageDefinition definition() {
        return definition;
    }
}
