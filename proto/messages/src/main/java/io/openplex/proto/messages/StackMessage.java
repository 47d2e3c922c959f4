package io.openplex.proto.messages;

import static io.openplex.proto.messages.Certainty.CONFIRMED;
import static io.openplex.proto.messages.Certainty.UNCONFIRMED;
import static io.openplex.proto.messages.Severity.ERROR;
import static io.openplex.proto.messages.Severity.INFORMATION;
import static io.openplex.proto.messages.Severity.WARNING;

/**
 * Messages of a stack that starts, of its options and of its interfaces (profile.md 1.7, operations.md 2.4 and 2.11).
 */
public enum StackMessage implements MessageId {
    EZZ0162I(
            INFORMATION,
            CONFIRMED,
            "HOST NAME FOR {stack} IS {name}",
            "The name that the stack gives itself.",
            "None."),
    EZZ0335I(
            INFORMATION,
            UNCONFIRMED,
            "ICMP WILL {action} REDIRECTS",
            "Says what becomes of ICMP redirects: IGNORE or NOT IGNORE.",
            "None."),
    EZZ0338I(
            INFORMATION,
            UNCONFIRMED,
            "{protocol} PORTS 1 THRU 1023 ARE {state}",
            "Says whether low ports are kept for those that the PORT statements name.",
            "None."),
    EZZ0350I(
            INFORMATION,
            UNCONFIRMED,
            "SYSPLEX ROUTING SUPPORT IS {state}",
            "State of IPCONFIG SYSPLEXROUTING.",
            "None."),
    EZZ0351I(INFORMATION, UNCONFIRMED, "SOURCEVIPA SUPPORT IS {state}", "State of IPCONFIG SOURCEVIPA.", "None."),
    EZZ0352I(
            INFORMATION,
            UNCONFIRMED,
            "VARIABLE SUBNETTING SUPPORT IS {state}",
            "Variable subnetting is always there.",
            "None."),
    EZZ0613I(INFORMATION, UNCONFIRMED, "TCPIPSTATISTICS IS {state}", "State of GLOBALCONFIG TCPIPSTATISTICS.", "None."),
    EZZ0623I(
            INFORMATION,
            UNCONFIRMED,
            "PATH MTU DISCOVERY SUPPORT IS {state}",
            "State of IPCONFIG PATHMTUDISCOVERY.",
            "None."),
    EZZ0624I(INFORMATION, UNCONFIRMED, "DYNAMIC XCF DEFINITIONS ARE {state}", "State of IPCONFIG DYNAMICXCF.", "None."),
    EZZ0641I(
            INFORMATION,
            CONFIRMED,
            "IP FORWARDING {type} SUPPORT IS ENABLED",
            "The stack forwards packets that are not for it.",
            "None."),
    EZZ4202I(
            INFORMATION,
            UNCONFIRMED,
            "Z/OS UNIX - TCP/IP CONNECTION ESTABLISHED FOR {stack}",
            "Applications can open sockets.",
            "None."),
    EZZ4309I(
            WARNING,
            CONFIRMED,
            "ATTEMPTING TO RECOVER DEVICE {device}",
            "The device failed and is started again.",
            "None, unless it fails again."),
    EZZ4310I(
            ERROR,
            UNCONFIRMED,
            "ERROR CODE {code} REPORTED ON DEVICE {device}",
            "The device reported an error.",
            "See the log of the adapter."),
    EZZ4311I(
            ERROR,
            CONFIRMED,
            "LINK {link} HAS FAILED ON DEVICE {device}",
            "The link is inactive.",
            "Find out why the device failed."),
    EZZ4313I(INFORMATION, CONFIRMED, "INITIALIZATION COMPLETE FOR DEVICE {device}", "The device is active.", "None."),
    EZZ4314I(
            INFORMATION,
            CONFIRMED,
            "INITIALIZATION COMPLETE FOR DEVICE {device}, LINK {link}",
            "The device is active and its link is ready.",
            "None."),
    EZZ4315I(INFORMATION, CONFIRMED, "DEACTIVATION COMPLETE FOR DEVICE {device}", "The device is stopped.", "None."),
    EZZ4327I(
            ERROR,
            CONFIRMED,
            "ERROR {code} REGISTERING IP ADDRESS {address} FOR {kind} {device}",
            "The adapter refused the address; it gets no packets for it.",
            "See the code."),
    EZZ4329I(
            INFORMATION,
            CONFIRMED,
            "LINK {link1} HAS TAKEN OVER ARP RESPONSIBILITY FOR INACTIVE LINK {link2}",
            "Another interface of the same LAN answers for the addresses of a failed one.",
            "None."),
    EZZ4330I(
            INFORMATION,
            UNCONFIRMED,
            "LINK {link1} HAS TAKEN BACK ARP RESPONSIBILITY FROM LINK {link2}",
            "The interface is active again and answers for its own addresses.",
            "None."),
    EZZ4336I(
            ERROR,
            UNCONFIRMED,
            "ERROR DURING ACTIVATION OF INTERFACE {name} - CODE {code}",
            "The interface could not be started.",
            "See the code and the log of the adapter."),
    EZZ4340I(
            INFORMATION,
            UNCONFIRMED,
            "INITIALIZATION COMPLETE FOR INTERFACE {name}",
            "The interface is active.",
            "None."),
    EZZ4341I(
            INFORMATION,
            UNCONFIRMED,
            "DEACTIVATION COMPLETE FOR INTERFACE {name}",
            "The interface is stopped.",
            "None."),
    EZB6473I(
            INFORMATION,
            UNCONFIRMED,
            "TCP/IP STACK FUNCTIONS INITIALIZATION COMPLETE.",
            "The stack works; its services follow.",
            "None."),
    EZAIN11I(
            INFORMATION,
            UNCONFIRMED,
            "ALL TCPIP SERVICES FOR PROC {stack} ARE AVAILABLE.",
            "The stack has started. It may join the sysplex group later.",
            "None."),
    BPXF206I(
            INFORMATION,
            CONFIRMED,
            "ROUTING INFORMATION FOR TRANSPORT DRIVER {stack} HAS BEEN INITIALIZED OR UPDATED",
            "The addresses and routes of the stack are known to the socket layer.",
            "None.");

    private final MessageDefinition definition;

    StackMessage(Severity severity, Certainty certainty, String template, String explanation, String response) {
        definition = new MessageDefinition(severity, certainty, template, explanation, response);
    }

    @Override
    public MessageDefinition definition() {
        return definition;
    }
}
