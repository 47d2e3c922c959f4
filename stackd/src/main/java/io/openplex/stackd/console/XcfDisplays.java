package io.openplex.stackd.console;

import io.openplex.proto.messages.CommandMessage;
import io.openplex.proto.messages.MessageId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** D XCF,GROUP (operations.md 4.7). */
final class XcfDisplays {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm.ss");
    private static final int CELLS_PER_LINE = 3;
    private static final int CELL_WIDTH = 18;

    private XcfDisplays() {}

    static CommandResult groups(Invocation call) {
        // A stack that has left watches no group any more: an empty list would be no answer but an error.
        if (call.view().group().isEmpty()) {
            return call.refuse(CommandMessage.EZZ8269I.with(
                    call.view().stack(), call.view().system()));
        }
        List<String> operands = call.arguments().positional();
        if (operands.isEmpty()) {
            return allGroups(call);
        }
        Optional<XcfGroupEntry> group = call.view().xcfGroups().stream()
                .filter(candidate -> candidate.name().equals(operands.getFirst()))
                .findFirst();
        if (group.isEmpty()) {
            return call.refuse(CommandMessage.IXC305I.with(operands.getFirst()));
        }
        return operands.size() == 1 ? names(call, group.get()) : details(call, group.get(), operands.get(1));
    }

    private static CommandResult allGroups(Invocation call) {
        List<Entry> entries = call.view().xcfGroups().stream()
                .map(group -> Entry.builder()
                        .line("")
                        .field("group", group.name())
                        .text("(")
                        .field("size", group.members().size())
                        .text(")")
                        .build())
                .toList();
        return grid(call, "XCF-GROUPS", CommandMessage.IXC331I, "groups", "   GROUPS(SIZE):   ", entries);
    }

    private static CommandResult names(Invocation call, XcfGroupEntry group) {
        List<Entry> entries = group.members().stream()
                .map(member -> Entry.builder()
                        .line("")
                        .field("member", member.name())
                        .data("system", member.system())
                        .data("job", member.job())
                        .build())
                .toList();
        String lead = Fold.column(" GROUP " + group.name() + ":", CELL_WIDTH);
        return grid(call, "XCF-GROUP", CommandMessage.IXC332I, "members", lead, entries);
    }

    private static CommandResult grid(
            Invocation call, String name, MessageId header, String section, String lead, List<Entry> entries) {
        Report.Grid grid = new Report.Grid(lead, CELLS_PER_LINE, CELL_WIDTH);
        return print(call, name, header, new Report.Section(section, List.of(), entries, Optional.of(grid)), List.of());
    }

    private static CommandResult details(Invocation call, XcfGroupEntry group, String wanted) {
        List<XcfMember> members = group.members().stream()
                .filter(member -> "ALL".equals(wanted) || member.name().equals(wanted))
                .toList();
        if (members.isEmpty()) {
            return call.refuse(CommandMessage.IXC305I.with(group.name() + " MEMBER " + wanted));
        }
        List<Entry> entries = new ArrayList<>();
        List<String> info = new ArrayList<>();
        for (XcfMember member : members) {
            String token = String.format("%016X", member.incarnation());
            entries.add(Entry.builder()
                    .line("  ")
                    .field("member", member.name(), 17)
                    .field("system", member.system(), 11)
                    .field("job", member.job(), 11)
                    .field("status", member.status())
                    .data("token", token)
                    .build());
            info.add("");
            info.add("  INFO FOR GROUP " + group.name() + " MEMBER " + member.name() + " ON SYSTEM " + member.system());
            info.add("  MEMTOKEN: " + token.substring(0, 8) + " " + token.substring(8));
        }
        List<String> headings =
                List.of("  INFORMATION FOR GROUP " + group.name(), "  MEMBER NAME:     SYSTEM:    JOB ID:    STATUS:");
        Report.Section section = Report.Section.of("members", headings, entries);
        return print(call, "XCF-MEMBERS", CommandMessage.IXC333I, section, info);
    }

    private static CommandResult print(
            Invocation call, String name, MessageId id, Report.Section section, List<String> after) {
        List<String> ending = new ArrayList<>(after);
        if (!call.view().xcfCurrent()) {
            ending.add("  WARNING: INFORMATION MAY NOT BE CURRENT");
        }
        // The double blank after the id belongs to the text of the message.
        String header = id.name() + "  "
                + id.with(TIME.format(call.time()))
                        .text()
                        .substring(id.name().length())
                        .strip();
        return call.display(
                NetstatDisplays.report(call, name, header, List.of(section), new Report.Ending.Lines(ending)));
    }
}
