package io.openplex.stackd.profile;

import io.openplex.proto.statements.OperandType;
import io.openplex.proto.statements.Statement;
import io.openplex.proto.statements.Statement.Support;
import io.openplex.proto.statements.Syntax;
import io.openplex.proto.statements.Token;
import java.util.ArrayList;
import java.util.List;

/** All statements of PROFILE.TCPIP: those with effect, those that are skipped, those that are obsolete. */
public final class ProfileLanguage {
    private static final List<Statement> TABLE = table();

    private ProfileLanguage() {}

    /** The table for the parser and the reference. */
    public static List<Statement> statements() {
        return TABLE;
    }

    /** Whether the token is a statement name or an abbreviation of one. */
    static boolean isStatementName(Token token) {
        return TABLE.stream().anyMatch(s -> s.name().matches(token));
    }

    private static List<Statement> table() {
        List<Statement> all = new ArrayList<>(List.of(
                DeviceStatements.DEVICE,
                DeviceStatements.LINK,
                DeviceStatements.HOME,
                DeviceStatements.START,
                InterfaceStatement.INTERFACE,
                RouteStatements.BEGINROUTES,
                IpConfigStatements.IPCONFIG,
                IpConfigStatements.IPCONFIG6,
                GlobalConfigStatement.GLOBALCONFIG,
                TcpConfigStatement.TCPCONFIG,
                PortStatements.PORT,
                PortStatements.PORTRANGE,
                AutologStatement.AUTOLOG,
                VipaStatements.VIPADYNAMIC));
        all.addAll(skipped());
        all.addAll(obsolete());
        return List.copyOf(all);
    }

    private static List<Statement> skipped() {
        Syntax name = Syntax.operand("name", OperandType.name(16));
        Syntax deletable = Syntax.choice(
                Syntax.word("DEVice"), Syntax.word("LINK"), Syntax.word("PORTRange"), Syntax.word("PORT"));
        return List.of(
                withForm("STOP", name, "Stops a device or an interface."),
                withForm("DELEte", deletable, "Deletes a device, link or port reservation."),
                withForm("PRIMARYINTERFACE", name, "Names the default local host address."),
                Statement.unsupported("GATEWAY", "Static routes over links, the older form."),
                Statement.unsupported("TRANSLATE", "Static ARP entries."),
                Statement.unsupported("UDPCONFIG", "Options of UDP."),
                Statement.unsupported("SOMAXCONN", "Largest backlog of a listener."),
                Statement.unsupported("ARPAGE", "Minutes that ARP entries live."),
                Statement.unsupported("SMFCONFIG", "Which SMF records are written."),
                Statement.unsupported("SMFPARMS", "Which SMF records are written, the older form."),
                Statement.unsupported("NETMONITOR", "Real-time monitoring services."),
                Statement.unsupported("SACONFIG", "The SNMP subagent."),
                Statement.unsupported("ITRACE", "Internal traces."),
                Statement.unsupported("PKTTRACE", "Packet trace."),
                Statement.unsupported("DATTRACE", "Socket data trace."),
                Statement.unsupported("OSAENTA", "Trace inside the adapter."),
                Statement.unsupportedBlock("SRCIP", "ENDSRCIP", "Source addresses by job and destination."),
                Statement.unsupportedBlock("NETACCESS", "ENDNETACCESS", "Access control by network."),
                Statement.unsupportedBlock("IPSEC", "ENDIPSEC", "Default IP filter rules."),
                Statement.unsupportedBlock("BSDRoutingparms", "ENDBSDRoutingparms", "Characteristics of links."),
                Statement.unsupportedBlock("SMCPERMIT", "ENDSMCPERMIT", "Peers of shared memory communications."),
                Statement.unsupportedBlock(
                        "SMCEXCLUDE", "ENDSMCEXCLUDE", "Peers without shared memory communications."),
                Statement.unsupportedBlock("SMCEID", "ENDSMCEID", "Enterprise identifiers of SMC-D."),
                Statement.unsupportedBlock("DEFADDRTABLE", "ENDDEFADDRTABLE", "Policy of IPv6 address selection."),
                Statement.unsupportedBlock("TELNETGLOBALS", "ENDTELNETGLOBALS", "Belongs to the TN3270 server."),
                Statement.unsupportedBlock("TELNETPARMS", "ENDTELNETPARMS", "Belongs to the TN3270 server."),
                Statement.unsupportedBlock("BEGINVTAM", "ENDVTAM", "Belongs to the TN3270 server."));
    }

    private static Statement withForm(String name, Syntax form, String purpose) {
        return Statement.of(name, form, purpose).supported(Support.UNSUPPORTED);
    }

    private static List<Statement> obsolete() {
        List<Statement> all = new ArrayList<>();
        all.add(Statement.of("DATASETPREFIX", Syntax.sequence(), "Belongs to TCPIP.DATA.")
                .supported(Support.OBSOLETE));
        all.add(Statement.unsupportedBlock("KEEPALIVEOPTIONS", "ENDKEEPALIVEOPTIONS", "Now TCPCONFIG INTERVAL.")
                .supported(Support.OBSOLETE));
        all.add(Statement.unsupportedBlock("ASSORTEDPARMS", "ENDASSORTEDPARMS", "Now IPCONFIG and TCPCONFIG.")
                .supported(Support.OBSOLETE));
        for (String pool : List.of(
                "ACB",
                "ADDRESSTRANSLATION",
                "CCB",
                "DATABUFFER",
                "ENVELOPE",
                "IPROUTE",
                "LARGEENVELOPE",
                "RCB",
                "SCB",
                "SKCB",
                "SMALLDATABUFFER",
                "TCB",
                "TINYDATABUFFER",
                "UCB")) {
            all.add(Statement.of(pool + "POOLSIZE", Syntax.sequence(), "Size of a pool, now dynamic.")
                    .supported(Support.OBSOLETE));
        }
        return all;
    }
}
