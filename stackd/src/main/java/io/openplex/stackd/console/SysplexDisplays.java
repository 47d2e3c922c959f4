package io.openplex.stackd.console;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.messages.CommandMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DISPLAY TCPIP,,SYSPLEX and DISPLAY TCPIP (operations.md 1.18, 1.20). */
final class SysplexDisplays {
    private static final int RECORDS_MAX = 100;

    private SysplexDisplays() {}

    static CommandResult status(Invocation call) {
        List<Entry> entries = new ArrayList<>();
        for (StackStatus stack : call.view().stacks()) {
            String count = Integer.toString(entries.size() + 1);
            entries.add(Entry.builder()
                    .line(" ".repeat(Math.max(0, 5 - count.length())) + count + "   ")
                    .field("name", stack.name(), 13)
                    .field("version", stack.version(), 11)
                    .field("status", stack.active() ? "ACTIVE" : "INACTIVE")
                    .build());
        }
        List<String> headings = List.of(
                "COUNT   TCPIP NAME   VERSION    STATUS",
                "-----   ----------   --------   --------------------------------");
        Report.Ending ending = new Report.Ending.Lines(List.of(
                "*** END TCPIP STATUS REPORT ***",
                CommandMessage.EZAOP41I.with().text()));
        return call.display(NetstatDisplays.report(
                call,
                "STATUS",
                CommandMessage.EZAOP50I.with().text(),
                List.of(Report.Section.of("stacks", headings, entries)),
                ending));
    }

    static CommandResult group(Invocation call) {
        Optional<String> group = call.view().group();
        if (group.isEmpty()) {
            return notMember(call);
        }
        String header = CommandMessage.EZZ8270I
                .with(call.view().stack(), call.view().system(), group.get())
                .text();
        Entry entry = Entry.builder().data("group", group.get()).build();
        return call.display(NetstatDisplays.report(
                call,
                "GROUP",
                header,
                List.of(Report.Section.of("groups", List.of(), List.of(entry))),
                new Report.Ending.Lines(List.of())));
    }

    private static CommandResult notMember(Invocation call) {
        return call.refuse(
                CommandMessage.EZZ8269I.with(call.view().stack(), call.view().system()));
    }

    static CommandResult dynamicVipas(Invocation call) {
        if (call.view().group().isEmpty()) {
            return notMember(call);
        }
        Optional<String> filter = call.arguments().filter(Filter.IPADDR);
        Optional<IpAddress> wanted = filter.flatMap(IpAddress::tryParse);
        if (filter.isPresent() && wanted.isEmpty()) {
            return call.invalid("IPADDR=" + filter.get());
        }
        Optional<String> name = call.arguments().filter(Filter.INTFNAME);
        List<Entry> entries = new ArrayList<>();
        for (GroupDvipa dvipa : NetstatDisplays.byFamily(call.view().groupDvipas(), GroupDvipa::address)) {
            boolean selected = wanted.isEmpty() || wanted.get().equals(dvipa.address());
            if (selected && (name.isEmpty() || name.equals(localName(dvipa)))) {
                addLines(entries, dvipa);
            }
        }
        String from = "VIPA DYNAMIC DISPLAY FROM " + Fold.column(call.view().stack(), 8) + " AT "
                + call.view().system();
        Report report = NetstatDisplays.report(
                call,
                "SYSPLEX-VIPADYN",
                CommandMessage.EZZ8260I.with(Invocation.RELEASE).text(),
                List.of(Report.Section.of("dvipas", List.of(from), entries)),
                new Report.Ending.Count());
        return call.displayLimited(report, RECORDS_MAX);
    }

    private static Optional<String> localName(GroupDvipa dvipa) {
        return dvipa.local().flatMap(GroupDvipa.Local::name).map(Fold::upper);
    }

    /** One record per stack; the first one of an address carries its headings. */
    private static void addLines(List<Entry> entries, GroupDvipa dvipa) {
        boolean first = true;
        for (GroupDvipa.Line stack : dvipa.stacks()) {
            Entry.Builder entry = Entry.builder();
            if (first) {
                headings(entry, dvipa);
                first = false;
            }
            entry.data("address", dvipa.address().toConsole());
            dvipa.local().ifPresent(local -> entry.data("origin", local.origin().display()));
            Optional<String> rank = stack.rank().isPresent()
                    ? Optional.of(String.format("%03d", stack.rank().getAsInt()))
                    : Optional.empty();
            entry.line("    ")
                    .field("tcpName", stack.tcpName(), 9)
                    .field("mvsName", stack.mvsName(), 9)
                    .field("status", stack.status(), Fold.column(stack.status().sixCharacters(), 7))
                    .field("rank", rank, Fold.column(rank.orElse(""), 5))
                    .field("dist", stack.distribution().sysplex());
            entries.add(entry.build());
        }
    }

    private static void headings(Entry.Builder entry, GroupDvipa dvipa) {
        String address = dvipa.address().toConsole();
        Optional<String> name = localName(dvipa);
        if (name.isEmpty()) {
            entry.line("IPADDR: " + address);
        } else if (dvipa.address().isV4()) {
            entry.line("LINKNAME:  ").field("name", name.get());
            entry.line("  IPADDR/PREFIXLEN: " + address + "/")
                    .field("prefixLength", dvipa.local().orElseThrow().prefixLength());
        } else {
            entry.line("INTFNAME:  ").field("name", name.get()).line("  IPADDR: " + address);
        }
        dvipa.local()
                .ifPresent(local -> entry.line("    ORIGIN: " + local.origin().display()));
        entry.line("    TCPNAME  MVSNAME  STATUS RANK DIST").line("    -------- -------- ------ ---- ----");
    }
}
