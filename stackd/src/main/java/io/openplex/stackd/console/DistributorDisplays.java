package io.openplex.stackd.console;

import java.util.ArrayList;
import java.util.List;

/** NETSTAT VDPT and VCRT in the LONG format (operations.md 1.9, 1.10). */
final class DistributorDisplays {
    private DistributorDisplays() {}

    static CommandResult destinationPorts(Invocation call) {
        Selection selection = Selection.of(call.arguments());
        if (selection.wrong().isPresent()) {
            return call.invalid(selection.wrong().get());
        }
        List<Entry> entries = new ArrayList<>();
        for (DptRow row : NetstatDisplays.byFamily(
                call.view().destinationPorts(), entry -> entry.dest().address())) {
            if (selection.accepts(row.dest())) {
                entries.add(row(row, call.arguments().has("DETAIL")));
            }
        }
        List<String> heading = List.of("DYNAMIC VIPA DESTINATION PORT TABLE FOR TCP/IP STACKS:");
        return NetstatDisplays.print(call, "VDPT", List.of(Report.Section.of("targets", heading, entries)));
    }

    private static Entry row(DptRow row, boolean detail) {
        Entry.Builder entry = Entry.builder()
                .line("DEST:        ")
                .field("dest", row.dest().toString())
                .line("  DESTXCF:   ")
                .field("destXcf", row.destXcf().toConsole())
                .line("  TOTALCONN: ")
                .digits("totalConn", row.totalConnections(), 10)
                .text("  RDY: ")
                .digits("rdy", row.ready(), 3)
                .text("  WLM: ")
                .digits("wlm", row.wlm(), 2)
                .text("  TSR: ")
                .digits("tsr", row.tsr(), 3);
        if (detail) {
            entry.line("  DISTMETHOD: ").field("distMethod", Fold.upper(row.method()));
        }
        entry.line("  FLG: ").field("flags", row.flags(), String.join(" ", row.flags()));
        if (detail) {
            detail(entry, row);
        }
        return entry.build();
    }

    private static void detail(Entry.Builder entry, DptRow row) {
        entry.line("    TCSR: ")
                .digits("tcsr", row.tcsr(), 3)
                .text("  CER: ")
                .digits("cer", row.cer(), 3)
                .text("  SEF: ")
                .digits("sef", row.sef(), 3);
        row.weight().ifPresent(weight -> {
            entry.line("    WEIGHT: ").digits("weight", weight.composite(), 2);
            parts(entry.line("      RAW          "), "raw", weight.raw());
            parts(entry.line("      PROPORTIONAL "), "proportional", weight.proportional());
        });
        entry.line("    ABNORM: ")
                .digits("abnorm", row.abnormal(), 4)
                .text("         HEALTH: ")
                .digits("health", row.health(), 3)
                .line("    ACTCONN:   ")
                .digits("actConn", row.activeConnections(), 10)
                .line("    QOSPLCACT: ")
                .field("qosPolicyAction", "*DEFAULT*")
                .line("      W/Q: ")
                .digits("weightQos", row.wlm(), 2);
    }

    private static void parts(Entry.Builder entry, String name, DptRow.Parts parts) {
        entry.text("CP: ")
                .digits(name + "Cp", parts.cp(), 2)
                .text("  ZAAP: ")
                .digits(name + "Zaap", parts.zaap(), 2)
                .text("  ZIIP: ")
                .digits(name + "Ziip", parts.ziip(), 2);
    }

    static CommandResult connectionRoutes(Invocation call) {
        Selection selection = Selection.of(call.arguments());
        if (selection.wrong().isPresent()) {
            return call.invalid(selection.wrong().get());
        }
        List<Entry> entries = new ArrayList<>();
        for (CrtEntry route : NetstatDisplays.byFamily(
                call.view().connectionRoutes(), entry -> entry.dest().address())) {
            if (selection.accepts(route.dest(), route.source())) {
                entries.add(route(route, call.arguments().has("DETAIL")));
            }
        }
        List<String> heading = List.of("DYNAMIC VIPA CONNECTION ROUTING TABLE:");
        return NetstatDisplays.print(call, "VCRT", List.of(Report.Section.of("connections", heading, entries)));
    }

    private static Entry route(CrtEntry route, boolean detail) {
        String source = route.affinity().isPresent()
                ? route.source().address().toConsole() + "..*"
                : route.source().toString();
        Entry.Builder entry = Entry.builder()
                .line("DEST:      ")
                .field("dest", route.dest().toString())
                .line("  SOURCE:  ")
                .field("source", source)
                .line("  DESTXCF: ")
                .field("destXcf", route.destXcf().toConsole());
        if (detail && route.affinity().isPresent()) {
            CrtEntry.Affinity affinity = route.affinity().get();
            entry.line("    CFGTIMAFF: ")
                    .digits("affinitySeconds", affinity.configuredSeconds(), 4)
                    .text("  TIMAFFCNT: ")
                    .digits("affinityConnections", affinity.connections(), 10)
                    .text("  TIMAFFLFT: ")
                    .digits("affinityLeft", affinity.leftSeconds(), 4);
        } else if (detail) {
            path(entry, route);
        }
        return entry.build();
    }

    private static void path(Entry.Builder entry, CrtEntry route) {
        entry.line("    POLICYRULE:    ")
                .field("policyRule", "*NONE*")
                .line("    POLICYACTION:  ")
                .field("policyAction", "*NONE*");
        route.path()
                .ifPresent(path -> entry.line("    INTF:  ")
                        .field("interface", Fold.upper(path.interfaceName()))
                        .line("      VIPAROUTE: ")
                        .field("vipaRoute", path.vipaRoute(), Fold.column(path.vipaRoute() ? "YES" : "NO", 9))
                        .text("GW: ")
                        .field("gateway", path.gateway().toConsole()));
        route.accelerated()
                .ifPresent(on -> entry.line("      ACCELERATOR: ").field("accelerated", on, on ? "YES" : "NO"));
    }
}
