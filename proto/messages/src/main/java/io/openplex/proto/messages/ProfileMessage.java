package io.openplex.proto.messages;

import static io.openplex.proto.messages.Certainty.CONFIRMED;
import static io.openplex.proto.messages.Certainty.UNCONFIRMED;
import static io.openplex.proto.messages.Severity.ERROR;
import static io.openplex.proto.messages.Severity.INFORMATION;
import static io.openplex.proto.messages.Severity.WARNING;

/** Messages of profile processing: PROFILE.TCPIP, OBEYFILE and SYNTAXCHECK (profile.md 1.7). */
public enum ProfileMessage implements MessageId {
    EZZ0146I(
            ERROR,
            CONFIRMED,
            "PORT STATEMENT KEYWORD DENY ON LINE {line} CAN ONLY BE USED WITH A JOBNAME OF *",
            "DENY on a PORT UNRSV entry names a job; it is meant for everybody. The whole PORT statement is "
                    + "ignored.",
            "Write * as the job name, or leave DENY out."),
    EZZ0147I(
            ERROR,
            CONFIRMED,
            "PORT STATEMENT KEYWORD {keyword} CONFLICTS WITH CURRENT ACCESS CONTROL OF {current}",
            "Two PORT UNRSV entries of one protocol say when access is checked and disagree. This entry is "
                    + "ignored.",
            "Write WHENLISTEN or WHENBIND alike on all entries of the protocol."),
    EZZ0165I(
            ERROR,
            CONFIRMED,
            "VIPADISTRIBUTE PARAMETER DESTIP ALL ON LINE {line} CANNOT BE SPECIFIED WHEN DISTMETHOD IS HOTSTANDBY",
            "Hot standby needs to know which target is preferred. The VIPADISTRIBUTE statement is ignored.",
            "List the targets, one PREFERRED and the others BACKUP."),
    EZZ0300I(INFORMATION, CONFIRMED, "OPENED {type} FILE {name}", "The file was found and is read.", "None."),
    EZZ0301I(
            ERROR,
            UNCONFIRMED,
            "ERROR OPENING {type} FILE {name} - {reason}",
            "The file could not be read. Processing goes on without it.",
            "Correct the name, or create the file."),
    EZZ0303I(
            ERROR,
            CONFIRMED,
            "{type} FILE CONTAINS ERRORS",
            "At least one statement was rejected; everything else was accepted.",
            "Correct the statements that the messages before this one name."),
    EZZ0309I(
            INFORMATION,
            CONFIRMED,
            "PROFILE PROCESSING BEGINNING FOR {name}",
            "All files are read and the statements are processed now.",
            "None."),
    EZZ0316I(
            INFORMATION,
            CONFIRMED,
            "PROFILE PROCESSING COMPLETE FOR FILE {name}",
            "The last statement was processed.",
            "None."),
    EZZ0318I(
            ERROR,
            UNCONFIRMED,
            "{token} WAS FOUND ON LINE {line} AND {expected} WAS EXPECTED",
            "A statement does not have the form that it must have. What is skipped depends on the statement.",
            "Correct the statement; HELP with its name shows the form."),
    EZZ0321I(
            ERROR,
            UNCONFIRMED,
            "{value} ON LINE {line} IS NOT VALID FOR {parameter}",
            "An operand has the right form and a value that cannot be used.",
            "Correct the value."),
    EZZ0322I(
            ERROR,
            UNCONFIRMED,
            "{kind} {name} ON LINE {line} IS NOT DEFINED",
            "The statement refers to a name that no statement before it defines.",
            "Define the name first, or correct it."),
    EZZ0324I(
            ERROR,
            UNCONFIRMED,
            "UNRECOGNIZED STATEMENT {token} FOUND ON LINE {line}",
            "No statement has this name. All is skipped up to the next statement name.",
            "Correct the name, or its abbreviation."),
    EZZ0325I(
            ERROR,
            UNCONFIRMED,
            "INITIAL PROFILE COULD NOT BE FOUND",
            "No profile exists under any of the names of the search order. The stack has its loopback address "
                    + "only.",
            "Supply a profile."),
    EZZ0326I(
            ERROR,
            CONFIRMED,
            "{statement1} CONFLICTS WITH {statement2} VALUE {value} USED ON LINE {line}",
            "Two statements cannot both hold. The later one is ignored.",
            "Remove one of them."),
    EZZ0328I(
            ERROR,
            UNCONFIRMED,
            "{kind} {name} ON LINE {line} IS ALREADY DEFINED",
            "The name has a definition already, which stays.",
            "Choose another name, or remove one of the definitions."),
    EZZ0329I(
            ERROR,
            UNCONFIRMED,
            "{kind} {name} ON LINE {line} CANNOT BE USED: {reason}",
            "The name is defined, but not as something that the statement can use.",
            "Correct the name, or the definition it refers to."),
    EZZ0330I(
            ERROR,
            CONFIRMED,
            "ON LINE {line} AN ATTEMPT WAS MADE TO DEFINE MORE {type1} TO {type2} {device} THAN IS ALLOWED BY "
                    + "THE DEVICE",
            "The device takes one link only. The statement is ignored.",
            "Define another device for the link."),
    EZZ0331I(
            WARNING,
            CONFIRMED,
            "NO HOME ADDRESS ASSIGNED TO LINK {link}",
            "At the end of the profile the link has no address and carries no traffic.",
            "Add the link to the HOME statement."),
    EZZ0332I(
            WARNING,
            UNCONFIRMED,
            "DD:PROFILE NOT FOUND",
            "No profile was named at start; the search order is tried.",
            "None, if another profile is found."),
    EZZ0344I(
            ERROR,
            CONFIRMED,
            "PERMANENT LOOPBACK ADDRESS 127.0.0.1 SPECIFIED ON LINE {line} CANNOT BE ADDED TO THE HOME LIST",
            "The address is always there. The HOME statement is ignored.",
            "Remove the entry."),
    EZZ0356I(
            ERROR,
            CONFIRMED,
            "{parameter1} AND {parameter2} ARE MUTUALLY EXCLUSIVE: {parameter} ON LINE {line} {action}",
            "Two parameters exclude each other. The text says what became of the one that is named.",
            "Remove one of them."),
    EZZ0395I(
            ERROR,
            CONFIRMED,
            "DELETE {kind} {name} ON LINE {line} FAILED BECAUSE {kind2} IS ACTIVE",
            "What is active cannot be deleted.",
            "Stop it with an earlier command."),
    EZZ0618I(
            ERROR,
            UNCONFIRMED,
            "INTERFACE STATEMENT FOR {name} ON LINE {line} IS REJECTED",
            "The interface is not defined. The message that follows says why.",
            "See EZD0044I."),
    EZZ0686I(
            ERROR,
            CONFIRMED,
            "{parameter} VALUE IN BEGINROUTE BLOCK ON LINE {line} CONFLICTS WITH PREVIOUS ROUTE DEFINITIONS",
            "The same route was defined before with another value. Only this route is rejected.",
            "Remove one of the routes."),
    EZZ0687I(
            ERROR,
            CONFIRMED,
            "ROUTE LIST ENTRY {entry} ON LINE {line} FOR DESTINATION {destination} CONFLICTS WITH SYSPLEX "
                    + "DISTRIBUTOR TARGET DVIPA",
            "A replaceable route leads to an address for which this stack is a target. The route is rejected.",
            "Remove REPLACEABLE, or the route."),
    EZZ0691I(
            ERROR,
            CONFIRMED,
            "DEVICE NAME {device} ON LINE {line} DOES NOT HAVE A VALID CHPID",
            "The name of a HiperSockets device ends in its channel path, IUTIQDxx.",
            "Correct the device name."),
    EZZ0695I(
            ERROR,
            CONFIRMED,
            "IPCONFIG6 NOT VALID - IPV6 SUPPORT IS NOT ENABLED",
            "The stack has no IPv6. The statement is ignored.",
            "Remove the statement, or enable IPv6."),
    EZZ0769I(
            ERROR,
            CONFIRMED,
            "SRCIP STATEMENT ON LINE {line} IS IGNORED - SRCIP HAS ALREADY BEEN SPECIFIED",
            "A profile has one SRCIP block.",
            "Join the blocks."),
    EZZ0790I(
            ERROR,
            CONFIRMED,
            "CANNOT SPECIFY {parameter} ON {statement} AFTER TCPIP IS ACTIVE",
            "The value is fixed when the stack starts.",
            "Put it into the profile and start the stack again."),
    EZZ0826I(
            ERROR,
            CONFIRMED,
            "PREFERRED AND BACKUP PARAMETERS ARE REQUIRED ON THE VIPADISTRIBUTE STATEMENT WHEN DISTMETHOD IS "
                    + "HOTSTANDBY",
            "Hot standby needs to know which target is preferred. The statement is ignored.",
            "Mark one target PREFERRED and the others BACKUP."),
    EZZ0827I(
            ERROR,
            UNCONFIRMED,
            "EXACTLY ONE PREFERRED AND AT LEAST ONE BACKUP ARE REQUIRED ON THE VIPADISTRIBUTE STATEMENT WHEN "
                    + "DISTMETHOD IS HOTSTANDBY",
            "The targets of the statement are not one preferred and some backups. The statement is ignored.",
            "Mark one target PREFERRED and the others BACKUP."),
    EZZ0830I(
            ERROR,
            CONFIRMED,
            "PREFERRED AND BACKUP IP ADDRESSES MUST BE UNIQUE ON THE VIPADISTRIBUTE STATEMENT WHEN DISTMETHOD IS "
                    + "HOTSTANDBY",
            "An address occurs twice among the targets. The statement is ignored.",
            "Remove one of the two."),
    EZZ0831I(
            ERROR,
            CONFIRMED,
            "VIPADISTRIBUTE {keyword} ON LINE {line} IS NOT VALID BECAUSE THE SPECIFIED DISTMETHOD IS NOT "
                    + "HOTSTANDBY",
            "The parameter belongs to hot standby. The statement and the rest of the VIPADYNAMIC block are "
                    + "ignored.",
            "Remove the parameter, or write DISTMETHOD HOTSTANDBY."),
    EZD0044I(
            ERROR,
            CONFIRMED,
            "INTERFACE {name} NOT ALLOWED - {reason}",
            "Why an INTERFACE statement was rejected: interfaces that share a port need their own VLAN, VMAC and "
                    + "subnet.",
            "Complete the statements of all interfaces of the port.");

    private final MessageDefinition definition;

    ProfileMessage(Severity severity, Certainty certainty, String template, String explanation, String response) {
        definition = new MessageDefinition(severity, certainty, template, explanation, response);
    }

    @Override
    public MessageDefinition definition() {
        return definition;
    }
}
