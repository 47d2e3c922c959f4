package io.openplex.stackd.console;

import java.util.List;
import java.util.Optional;

/**
 * What displays can see of a stack and its group: plain values, read on the loop at the moment of the command. Lists
 * come in the order in which they are to be printed within a family; the displays put IPv4 before IPv6 themselves.
 */
public interface StackView {
    /** MVS system name, 1-8 characters. */
    String system();

    /** Job name of this stack, 1-8 characters. */
    String stack();

    /** All stacks that are or were active on this system (D TCPIP). */
    List<StackStatus> stacks();

    /** GLOBALCONFIG MAXRECS: default limit of NETSTAT records. */
    int maxRecords();

    /** HOME list. */
    List<HomeEntry> home();

    /** Connections, listeners and UDP sockets, recently closed ones included. */
    List<ConnectionEntry> connections();

    /** DVIPAs that exist on this stack; empty while it is out of the group. */
    List<DvipaEntry> dvipas();

    /** VIPAROUTE statements in effect. */
    List<VipaRouteEntry> vipaRoutes();

    /** Destination port table; empty on a stack that distributes nothing. */
    List<DptRow> destinationPorts();

    /** Connection routing table. */
    List<CrtEntry> connectionRoutes();

    /** Name of the sysplex group while the stack is a member. */
    Optional<String> group();

    /** Every DVIPA known in the group with the stacks concerned. */
    List<GroupDvipa> groupDvipas();

    /** Name of the sysplex, 1-8 characters. */
    String sysplex();

    /** XCF groups of the sysplex with their members. */
    List<XcfGroupEntry> xcfGroups();

    /** False while the coordination service cannot be asked: XCF displays then carry their warning. */
    boolean xcfCurrent();

    /** Intervals and policy in effect. */
    XcfFacts xcfFacts();
}
