package io.openplex.omproute.config;

import io.openplex.proto.statements.Statement;
import java.util.ArrayList;
import java.util.List;

/** All statements of OMPROUTE.CONF: those that are read, and those that are skipped with a notice. */
public final class OmprouteLanguage {
    private static final List<Statement> TABLE = table();

    private OmprouteLanguage() {}

    /** The table for the parser and the reference. INCLUDE is followed before statements are looked at. */
    public static List<Statement> statements() {
        return TABLE;
    }

    private static List<Statement> table() {
        List<Statement> all = new ArrayList<>(List.of(
                GlobalStatements.OSPF,
                GlobalStatements.ROUTERID,
                GlobalStatements.COMPARE,
                GlobalStatements.DEMAND_CIRCUIT,
                GlobalStatements.GLOBAL_OPTIONS,
                AreaStatements.AREA,
                AreaStatements.RANGE,
                AreaStatements.VIRTUAL_LINK,
                AreaStatements.AS_BOUNDARY_ROUTING,
                InterfaceStatements.OSPF_INTERFACE,
                InterfaceStatements.INTERFACE));
        all.add(Statement.unsupported("ROUTESA_CONFIG", "The SNMP subagent for OSPF."));
        for (String name : List.of(
                "RIP_INTERFACE",
                "ORIGINATE_RIP_DEFAULT",
                "FILTER",
                "ACCEPT_RIP_ROUTE",
                "IGNORE_RIP_NEIGHBOR",
                "SEND_ONLY")) {
            all.add(Statement.unsupported(name, "RIP is not carried out."));
        }
        for (String name : List.of(
                "IPV6_OSPF",
                "IPV6_AREA",
                "IPV6_RANGE",
                "IPV6_VIRTUAL_LINK",
                "IPV6_AS_BOUNDARY_ROUTING",
                "IPV6_INTERFACE",
                "IPV6_OSPF_INTERFACE",
                "IPV6_RIP_INTERFACE")) {
            all.add(Statement.unsupported(name, "Routing of IPv6."));
        }
        return List.copyOf(all);
    }
}
