package io.openplex.proto.messages;

import static io.openplex.proto.messages.Certainty.CONFIRMED;
import static io.openplex.proto.messages.Certainty.UNCONFIRMED;
import static io.openplex.proto.messages.Severity.ERROR;
import static io.openplex.proto.messages.Severity.INFORMATION;

/** Answers to operator commands and headings of displays (operations.md 0, 1, 2). */
public enum CommandMessage implements MessageId {
    EZZ0053I(
            INFORMATION,
            UNCONFIRMED,
            "COMMAND {command} COMPLETED SUCCESSFULLY",
            "The command was accepted and carried out. For START it says accepted only.",
            "None."),
    EZZ0054I(
            ERROR,
            UNCONFIRMED,
            "INVALID OPERAND {operand} IN COMMAND {command}",
            "The operand does not exist, or has a value it cannot have.",
            "Use HELP for the form of the command."),
    EZZ0056I(
            ERROR,
            UNCONFIRMED,
            "OPERAND {operand} IS REQUIRED IN COMMAND {command}",
            "The command lacks an operand.",
            "Use HELP for the form of the command."),
    EZZ0059I(
            ERROR,
            CONFIRMED,
            "{command} COMMAND FAILED: SEE PREVIOUS MESSAGES",
            "The command failed, or was carried out in part only.",
            "See the messages before this one."),
    EZZ0060I(INFORMATION, CONFIRMED, "PROCESSING COMMAND: {command}", "Echo of a VARY command.", "None."),
    EZZ0061I(
            INFORMATION,
            CONFIRMED,
            "VARY SYNTAXCHECK COMMAND BEGINNING",
            "The messages up to EZZ0065I are those of a syntax check; nothing is changed.",
            "None."),
    EZZ0062I(
            INFORMATION,
            CONFIRMED,
            "VARY SYNTAXCHECK FOUND NO ERRORS",
            "The file is good by itself. Conflicts with the running configuration cannot be seen.",
            "None."),
    EZZ0064I(
            ERROR,
            UNCONFIRMED,
            "VARY SYNTAXCHECK FOUND ERRORS: SEE PREVIOUS MESSAGES",
            "At least one statement would be rejected.",
            "Correct the statements."),
    EZZ0065I(INFORMATION, CONFIRMED, "VARY SYNTAXCHECK COMMAND COMPLETE", "End of a syntax check.", "None."),
    EZZ0144I(INFORMATION, CONFIRMED, "V...SYNTAXCHECK, XDSNAME", "Form of the SYNTAXCHECK command.", "None."),
    EZZ0358I(INFORMATION, CONFIRMED, "V...({functions})", "Functions of the VARY command.", "None."),
    EZZ0371I(INFORMATION, UNCONFIRMED, "D...({functions})", "Functions of the DISPLAY command.", "None."),
    EZZ2500I(INFORMATION, CONFIRMED, "NETSTAT CS {release} {stack}", "Heading of a short NETSTAT report.", "None."),
    EZZ2502I(
            INFORMATION,
            UNCONFIRMED,
            "{stack} IS NOT A MEMBER OF THE SYSPLEX GROUP",
            "Comes before a report of definitions that are inactive.",
            "Use JOINGROUP, if the stack should be a member."),
    EZZ2503I(
            INFORMATION,
            UNCONFIRMED,
            "ALL DYNAMIC VIPA CONFIGURATION IS INACTIVE",
            "The definitions are kept and take effect when the stack joins.",
            "None."),
    EZZ3250I(ERROR, CONFIRMED, "THE MODIFY COMMAND IS NOT SUPPORTED.", "The stack takes no MODIFY.", "Use VARY TCPIP."),
    EZZ8260I(INFORMATION, UNCONFIRMED, "SYSPLEX CS {release}", "Heading of a DISPLAY TCPIP,,SYSPLEX report.", "None."),
    EZZ8269I(
            INFORMATION,
            CONFIRMED,
            "{stack} {system} IS NOT A MEMBER OF A SYSPLEX GROUP",
            "The report needs membership.",
            "Use JOINGROUP, if the stack should be a member."),
    EZZ8270I(
            INFORMATION,
            UNCONFIRMED,
            "SYSPLEX GROUP FOR {stack} AT {system} IS {group}",
            "Name of the group that the stack belongs to.",
            "None."),
    EZZ8453I(INFORMATION, CONFIRMED, "TCPIP STORAGE", "Heading of the storage report.", "None."),
    EZZ8459I(
            INFORMATION, CONFIRMED, "DISPLAY TCPIP STOR COMPLETED SUCCESSFULLY", "End of the storage report.", "None."),
    EZZ9786I(
            INFORMATION,
            UNCONFIRMED,
            "PURGECACHE PROCESSED FOR INTERFACE {name}",
            "The ARP or neighbour cache of the interface is empty.",
            "None."),
    EZD0031I(
            INFORMATION,
            CONFIRMED,
            "TCP/IP CS {release}   TCPIP NAME: {stack}    {time}",
            "Heading of an OSAINFO report.",
            "None."),
    EZD0101I(INFORMATION, CONFIRMED, "NETSTAT CS {release} {stack}", "Heading of a long NETSTAT report.", "None."),
    EZAOP41I(
            INFORMATION,
            CONFIRMED,
            "'DISPLAY TCPIP' COMMAND COMPLETED SUCCESSFULLY",
            "End of the list of stacks.",
            "None."),
    EZAOP50I(INFORMATION, CONFIRMED, "TCPIP STATUS REPORT", "Heading of the list of stacks.", "None."),
    IEE112I(
            INFORMATION,
            UNCONFIRMED,
            "{time} PENDING REQUESTS",
            "Heading of the messages that wait for a reply.",
            "Answer with R nn,text."),
    IEE305I(ERROR, UNCONFIRMED, "{verb} COMMAND INVALID", "The command cannot be read.", "Correct the command."),
    IEE309I(
            ERROR,
            UNCONFIRMED,
            "{verb} UNIDENTIFIABLE KEYWORD",
            "A keyword of the command is not known.",
            "Correct the keyword."),
    IEE341I(
            ERROR,
            UNCONFIRMED,
            "{name} NOT ACTIVE",
            "No stack of this name is active on the system.",
            "Use D TCPIP to see the stacks."),
    IEE345I(
            ERROR,
            UNCONFIRMED,
            "{verb} AUTHORITY INVALID, FAILED BY SECURITY PRODUCT",
            "The issuer may not use the command.",
            "Ask for the authority."),
    IEE600I(INFORMATION, UNCONFIRMED, "REPLY TO {number} IS;{text}", "The reply was taken.", "None.");

    private final MessageDefinition definition;

    CommandMessage(Severity severity, Certainty certainty, String template, String explanation, String response) {
        definition = new MessageDefinition(severity, certainty, template, explanation, response);
    }

    @Override
    public MessageDefinition definition() {
        return definition;
    }
}
