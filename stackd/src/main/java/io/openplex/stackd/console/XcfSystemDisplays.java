package io.openplex.stackd.console;

import io.openplex.proto.messages.MessageId;
import io.openplex.proto.messages.XcfMessage;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * D XCF and D XCF,SYSPLEX (operations.md 4.7). Of the columns TYPE and LPAR have nothing to show here; SERIAL is the
 * name
 * of the CPC.
 */
final class XcfSystemDisplays {
    private static final DateTimeFormatter STATUS_TIME = DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss");
    private static final String HEADING = " SYSTEM   TYPE SERIAL   LPAR STATUS TIME           SYSTEM STATUS";
    private static final String NOTHING = "N/A";
    private static final int LEAD = 17;

    private XcfSystemDisplays() {}

    static CommandResult sysplex(Invocation call) {
        Optional<CommandResult> out = XcfDisplays.outOfGroup(call);
        if (out.isPresent()) {
            return out.get();
        }
        List<String> operands = call.arguments().positional();
        if (operands.isEmpty()) {
            return names(call);
        }
        List<XcfSystem> systems = XcfSystem.of(call.view());
        String wanted = operands.getFirst();
        if (wanted.equals("ALL")) {
            return table(call, "XCF-SYSTEMS", XcfMessage.IXC337I, systems, List.of());
        }
        Optional<XcfSystem> system =
                systems.stream().filter(each -> each.name().equals(wanted)).findFirst();
        return system.isEmpty()
                ? call.refuse(XcfMessage.IXC305I.with("SYSTEM " + Fold.shown(wanted)))
                : table(call, "XCF-SYSTEM", XcfMessage.IXC336I, List.of(system.get()), exceptions(system.get()));
    }

    private static CommandResult names(Invocation call) {
        XcfReport report = new XcfReport(call, "XCF-SYSPLEX", XcfMessage.IXC334I);
        List<Entry> entries = new ArrayList<>();
        for (XcfSystem system : XcfSystem.of(call.view())) {
            entries.add(Entry.builder()
                    .line(report.mark(system.problem()))
                    .field("name", system.name())
                    .data("status", system.status())
                    .data("problem", system.problem().name())
                    .build());
        }
        String lead = Fold.column(" SYSPLEX " + call.view().sysplex() + ":", LEAD);
        return report.grid("systems", lead, entries).display();
    }

    private static CommandResult table(
            Invocation call, String name, MessageId id, List<XcfSystem> systems, List<String> after) {
        XcfReport report = new XcfReport(call, name, id);
        List<Entry> entries = new ArrayList<>();
        for (XcfSystem system : systems) {
            Optional<String> time = statusTime(call, system.best().lastHeardMillis());
            entries.add(Entry.builder()
                    .line(report.mark(system.problem()))
                    .field("name", system.name(), 9)
                    .text(Fold.column(NOTHING, 5))
                    .field("cpc", system.best().cpc(), 9)
                    .text(Fold.column(NOTHING, 5))
                    .field("statusTime", time, Fold.column(time.orElse(NOTHING), 22))
                    .field("status", system.status())
                    .data("problem", system.problem().name())
                    .data("exceptions", system.exceptions())
                    .build());
        }
        return report.table("systems", List.of(HEADING), entries).after(after).display();
    }

    private static Optional<String> statusTime(Invocation call, OptionalLong lastHeardMillis) {
        return lastHeardMillis.isEmpty()
                ? Optional.empty()
                : Optional.of(STATUS_TIME.format(call.time().minus(lastHeardMillis.getAsLong(), ChronoUnit.MILLIS)));
    }

    private static List<String> exceptions(XcfSystem system) {
        List<String> lines = new ArrayList<>();
        lines.add("  STATUS DETECTION EXCEPTIONS:" + (system.exceptions().isEmpty() ? " NONE" : ""));
        system.exceptions().forEach(exception -> lines.add("    " + exception));
        return lines;
    }
}
