package io.openplex.proto.messages;

import static io.openplex.proto.messages.Certainty.CONFIRMED;
import static io.openplex.proto.messages.Severity.ERROR;
import static io.openplex.proto.messages.Severity.INFORMATION;
import static io.openplex.proto.messages.Severity.WARNING;

/** Messages of our own, for what z/OS has none for. Their prefix is OPX; no z/OS component uses it. */
public enum OpenplexMessage implements MessageId {
    OPX0001I(
            WARNING,
            CONFIRMED,
            "STATEMENT {statement} ON LINE {line} IS NOT SUPPORTED AT THIS LEVEL",
            "The statement is a z/OS statement that this level skips, or only checks. It has no effect.",
            "None, if the effect is not needed."),
    OPX0002I(
            WARNING,
            CONFIRMED,
            "PARAMETER {parameter} OF {statement} ON LINE {line} HAS NO EFFECT AT THIS LEVEL",
            "The parameter was checked and is otherwise ignored.",
            "None, if the effect is not needed."),
    OPX0003I(
            WARNING,
            CONFIRMED,
            "{statement} ON LINE {line} IS OBSOLETE AND IGNORED",
            "Older profiles carry it; newer levels do without.",
            "Remove it."),
    OPX0004I(
            WARNING,
            CONFIRMED,
            "FUNCTION {function} IS NOT SUPPORTED AT THIS LEVEL",
            "The command or its operand exists in z/OS; this level does not carry it out.",
            "None."),
    OPX0005I(
            ERROR,
            CONFIRMED,
            "NO STATEMENT WAS ACCEPTED FROM {name}",
            "The profile gave nothing. The stack has its loopback address only.",
            "Correct the profile."),
    OPX0006I(
            ERROR,
            CONFIRMED,
            "{message}",
            "An internal check failed; the text says which. The stack leaves its group and ends.",
            "Report it with the state dump."),
    OPX0007I(
            ERROR,
            CONFIRMED,
            "PORTRANGE OR PORT ENTRY ON LINE {line} OVERLAPS THE RESERVATION ON LINE {earlier} AND IS IGNORED",
            "Of a PORT and a PORTRANGE that overlap the first holds. What is ignored is the whole later one.",
            "Remove one of the two."),
    OPX0008I(
            ERROR,
            CONFIRMED,
            "INCLUDE OF {name} ON LINE {line} IS RECURSIVE OR TOO DEEP AND IS IGNORED",
            "A file includes itself, or files are nested too deeply.",
            "Break the circle."),
    OPX0009I(
            ERROR,
            CONFIRMED,
            "FILE {name} IS LARGER THAN A PROFILE MAY BE AND IS READ IN PART ONLY",
            "The files of one profile have a limit of tokens, so that a mistake cannot exhaust the stack.",
            "Split or shorten the profile."),
    OPX0010I(
            ERROR,
            CONFIRMED,
            "DYNAMIC VIPA {address} ON LINE {line} IS ALREADY DEFINED",
            "An address has one VIPADEFINE or VIPABACKUP, unless a VIPADELETE stands between. The statement is "
                    + "ignored.",
            "Remove one of them."),
    OPX0011I(
            ERROR,
            CONFIRMED,
            "{statement} ON LINE {line} NAMES {name}, WHICH IS NOT DEFINED BY VIPADEFINE OR VIPABACKUP",
            "Only addresses that this stack defines or backs up can be distributed or deleted. The statement is "
                    + "ignored.",
            "Define the address first."),
    OPX0012I(
            ERROR,
            CONFIRMED,
            "{parameter} ON LINE {line} IS NOT VALID WITH {other}",
            "Two parameters of a statement do not go together. The statement is ignored.",
            "Remove one of them."),
    OPX0013I(
            ERROR,
            CONFIRMED,
            "{statement} WAS NOT ACCEPTED: {reason}",
            "The statement is well formed, but the stack cannot carry it out.",
            "Correct the statement."),
    OPX0014I(
            ERROR,
            CONFIRMED,
            "NO ADAPTER PORT {portname} FOR INTERFACE {name}",
            "The INTERFACE statement names a PORTNAME that the daemon was given no LAN for.",
            "Start the daemon with --osa for this port, or correct PORTNAME."),
    OPX0015I(
            ERROR,
            CONFIRMED,
            "ROUTE TO {destination} IGNORED, INTERFACE {name} IS NOT THERE",
            "A static route names an interface that could not be attached.",
            "Correct the route, or see why the interface is not there."),
    OPX0016I(
            ERROR,
            CONFIRMED,
            "SERVER {procedure} NOT STARTED: {reason}",
            "An AUTOLOG procedure is no server of this stack, or its port is taken.",
            "Correct AUTOLOG or PORT."),
    OPX0017I(
            WARNING,
            CONFIRMED,
            "ADDRESS {address} IS ALSO CLAIMED BY STATION {mac}",
            "Another station on the LAN answers for an address of this stack.",
            "Find the station; an address has one owner."),
    OPX0018I(
            ERROR,
            CONFIRMED,
            "{stack} COULD NOT JOIN THE SYSPLEX GROUP: {reason}",
            "The group refused the stack, or the coordination service did not answer; then it is tried again.",
            "Stop the other stack of this name, or see to the coordination service."),
    OPX0019I(
            WARNING,
            CONFIRMED,
            "{stack} IS OUT OF ITS SYSPLEX GROUP: {reason}",
            "The stack was removed. It has given up its dynamic VIPAs and joins again.",
            "None."),
    OPX0020I(ERROR, CONFIRMED, "{command} REFUSED: {reason}", "Nothing was changed.", "Correct the command."),
    OPX0021I(
            INFORMATION,
            CONFIRMED,
            "{stack} HAS STOPPED IN ORDER",
            "The stack has given up its dynamic VIPAs and left its group; its process ends.",
            "None."),
    OPX0022I(
            WARNING,
            CONFIRMED,
            "MEMBER {member} IS NOT HEARD AND HOLDS ADDRESSES, BUT HAS NOT ADMITTED THIS STACK. ONLY WHEN ITS SYSTEM "
                    + "IS RESET ENTER VARY XCF,{system},OFFLINE",
            "Only members whom it has admitted may isolate it. When none of them is active any more nothing can "
                    + "prove that it has stopped answering for its addresses; they stay where they are until somebody "
                    + "vouches for that. The command is refused while a member that it has admitted is active, or "
                    + "any member hears it.",
            "Start the system again, or reset it and enter the command. Entered for a system that still runs, two "
                    + "systems answer for the same address."),
    OPX0023I(
            ERROR,
            CONFIRMED,
            "THE OWNERSHIP RECORD OF {address} CANNOT BE READ, THE ADDRESS IS NOT CLAIMED",
            "The coupling facility holds a record of the dynamic VIPA that is none. It may name a stack that answers "
                    + "for the address, so no other stack takes it.",
            "See who writes to the coordination service. When no stack answers for the address, delete the record."),
    OPX0101I(
            ERROR,
            CONFIRMED,
            "{token} ON LINE {line} OF {file} IS NOT VALID: {expected} WAS EXPECTED",
            "A statement of the OMPROUTE configuration cannot be read. The whole configuration is refused.",
            "Correct the statement; see whether the one before it ends with a semicolon."),
    OPX0102I(
            ERROR,
            CONFIRMED,
            "UNKNOWN STATEMENT {statement} ON LINE {line} OF {file}",
            "The OMPROUTE configuration has no such statement. The whole configuration is refused.",
            "Correct the statement; see whether the one before it ends with a semicolon."),
    OPX0103I(
            ERROR,
            CONFIRMED,
            "{statement} ON LINE {line} CANNOT BE USED: {reason}",
            "A statement of the OMPROUTE configuration contradicts itself or another one. The whole configuration is "
                    + "refused.",
            "Correct the statement.");

    private final MessageDefinition definition;

    OpenplexMessage(Severity severity, Certainty certainty, String template, String explanation, String response) {
        definition = new MessageDefinition(severity, certainty, template, explanation, response);
    }

    @Override
    public MessageDefinition definition() {
        return definition;
    }
}
