package io.openplex.proto.messages;

import static io.openplex.proto.messages.Certainty.CONFIRMED;
import static io.openplex.proto.messages.Certainty.UNCONFIRMED;
import static io.openplex.proto.messages.Severity.ERROR;
import static io.openplex.proto.messages.Severity.INFORMATION;
import static io.openplex.proto.messages.Severity.WARNING;

/**
 * Messages of XCF: systems that go, what the operator is asked about them, and headings of D XCF (operations.md 4.4,
 * 4.7). But for the two headings marked otherwise the wordings are not confirmed.
 */
public enum XcfMessage implements MessageId {
    IXC101I(
            WARNING,
            UNCONFIRMED,
            "SYSPLEX PARTITIONING IN PROGRESS FOR {system}",
            "The system is being removed from the sysplex. Nothing is taken over before IXC105I.",
            "None."),
    IXC105I(
            WARNING,
            UNCONFIRMED,
            "SYSPLEX PARTITIONING HAS COMPLETED FOR {system}",
            "The system is isolated and removed: it owns nothing any more, and its work can be taken over.",
            "Find out why the system went away; start it again."),
    IXC220W(
            ERROR,
            UNCONFIRMED,
            "XCF IS UNABLE TO CONTINUE ON {system}: {reason}",
            "The system found that it was removed from the sysplex while it did not answer. Its stack has stopped "
                    + "answering for its dynamic VIPAs and joins again as a new member.",
            "Find out why the system stood still."),
    IXC371D(
            WARNING,
            UNCONFIRMED,
            "CONFIRM REQUEST TO VARY SYSTEM {system} OFFLINE. REPLY SYSNAME={name} TO REMOVE {removed} OR C TO CANCEL.",
            "VARY XCF,sysname,OFFLINE waits for its confirmation. Nothing is changed yet.",
            "Reply SYSNAME= with its name only when the system is reset: whoever replies vouches for it. Otherwise "
                    + "reply C."),
    IXC402D(
            ERROR,
            UNCONFIRMED,
            "{system} LAST OPERATIVE AT {time}. REPLY DOWN AFTER SYSTEM RESET OR INTERVAL=SSSSS "
                    + "TO SET A REPROMPT TIME.",
            "The status update of the system is missing, and the policy asks before it removes a system. What the "
                    + "system owns is not taken over until the answer.",
            "Reset the system and reply DOWN, or reply INTERVAL= with 0 to 86400 seconds to be asked again later."),
    IXC615I(
            WARNING,
            UNCONFIRMED,
            "GROUP {group} MEMBER {member} JOB {job} ASID {asid} {issuer} {action} {reason}",
            "A member does not keep up, or was acted upon because of that.",
            "Look at the member."),

    IXC305I(
            ERROR,
            UNCONFIRMED,
            "{object} IS NOT DEFINED",
            "No group, member or system of this name exists.",
            "Use D XCF,GROUP to see the groups and D XCF to see the systems."),
    IXC331I(INFORMATION, CONFIRMED, "{time}  DISPLAY XCF", "Heading of the list of groups.", "None."),
    IXC332I(INFORMATION, CONFIRMED, "{time}  DISPLAY XCF", "Heading of the members of a group.", "None."),
    IXC333I(INFORMATION, UNCONFIRMED, "{time}  DISPLAY XCF", "Heading of the details of a group.", "None."),
    IXC334I(INFORMATION, UNCONFIRMED, "{time}  DISPLAY XCF", "Heading of the sysplex and its systems.", "None."),
    IXC336I(INFORMATION, UNCONFIRMED, "{time}  DISPLAY XCF", "Heading of the details of a system.", "None."),
    IXC337I(INFORMATION, UNCONFIRMED, "{time}  DISPLAY XCF", "Heading of the details of all systems.", "None."),
    IXC357I(INFORMATION, UNCONFIRMED, "{time}  DISPLAY XCF", "Heading of the intervals in effect.", "None."),
    IXC364I(INFORMATION, UNCONFIRMED, "{time}  DISPLAY XCF", "Heading of the policies in effect.", "None.");

    private final MessageDefinition definition;

    XcfMessage(Severity severity, Certainty certainty, String template, String explanation, String response) {
        definition = new MessageDefinition(severity, certainty, template, explanation, response);
    }

    @Override
    public MessageDefinition definition() {
        return definition;
    }
}
