package io.openplex.stackd.console;

import io.openplex.proto.messages.CommandMessage;
import io.openplex.proto.messages.XcfMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** D XCF,GROUP, and what has no members: D XCF,COUPLE and D XCF,POLICY (operations.md 4.7). */
final class XcfDisplays {
    private static final int GROUP_LEAD = 17;
    private static final List<String> OTHER_POLICIES = List.of("ARM", "CFRM", "LOGR");

    private XcfDisplays() {}

    /** The refusal of a stack that has left: it watches no group any more, and an empty list would be an error. */
    static Optional<CommandResult> outOfGroup(Invocation call) {
        return call.view().group().isPresent()
                ? Optional.empty()
                : Optional.of(call.refuse(CommandMessage.EZZ8269I.with(
                        call.view().stack(), call.view().system())));
    }

    static CommandResult groups(Invocation call) {
        Optional<CommandResult> out = outOfGroup(call);
        if (out.isPresent()) {
            return out.get();
        }
        List<String> operands = call.arguments().positional();
        if (operands.isEmpty()) {
            return allGroups(call);
        }
        Optional<XcfGroupEntry> group = call.view().xcfGroups().stream()
                .filter(candidate -> candidate.name().equals(operands.getFirst()))
                .findFirst();
        if (group.isEmpty()) {
            return call.refuse(XcfMessage.IXC305I.with("GROUP " + Fold.shown(operands.getFirst())));
        }
        return operands.size() == 1 ? names(call, group.get()) : details(call, group.get(), operands.get(1));
    }

    private static CommandResult allGroups(Invocation call) {
        XcfReport report = new XcfReport(call, "XCF-GROUPS", XcfMessage.IXC331I);
        List<Entry> entries = new ArrayList<>();
        for (XcfGroupEntry group : call.view().xcfGroups()) {
            XcfMember.Problem worst = group.members().stream()
                    .map(member -> problem(call, member))
                    .max(Enum::compareTo)
                    .orElse(XcfMember.Problem.NONE);
            entries.add(Entry.builder()
                    .line(report.mark(worst))
                    .field("group", group.name())
                    .text("(")
                    .field("size", group.members().size())
                    .text(")")
                    .data("problem", worst.name())
                    .build());
        }
        return report.grid("groups", "   GROUPS(SIZE):  ", entries).display();
    }

    private static CommandResult names(Invocation call, XcfGroupEntry group) {
        XcfReport report = new XcfReport(call, "XCF-GROUP", XcfMessage.IXC332I);
        List<Entry> entries = new ArrayList<>();
        for (XcfMember member : group.members()) {
            XcfMember.Problem problem = problem(call, member);
            entries.add(Entry.builder()
                    .line(report.mark(problem))
                    .field("member", member.name())
                    .data("system", member.system())
                    .data("job", member.job())
                    .data("problem", problem.name())
                    .build());
        }
        return report.grid("members", Fold.column(" GROUP " + group.name() + ":", GROUP_LEAD), entries)
                .display();
    }

    private static CommandResult details(Invocation call, XcfGroupEntry group, String wanted) {
        List<XcfMember> members = group.members().stream()
                .filter(member -> "ALL".equals(wanted) || member.name().equals(wanted))
                .toList();
        if (members.isEmpty()) {
            return call.refuse(XcfMessage.IXC305I.with("GROUP " + group.name() + " MEMBER " + Fold.shown(wanted)));
        }
        XcfReport report = new XcfReport(call, "XCF-MEMBERS", XcfMessage.IXC333I);
        List<Entry> entries = new ArrayList<>();
        List<String> info = new ArrayList<>();
        for (XcfMember member : members) {
            XcfMember.Problem problem = problem(call, member);
            String token = String.format("%016X", member.incarnation());
            entries.add(Entry.builder()
                    .line(" " + report.mark(problem))
                    .field("member", member.name(), 17)
                    .field("system", member.system(), 11)
                    .field("job", member.job(), 11)
                    .field("status", member.status())
                    .data("token", token)
                    .data("cpc", member.cpc())
                    .data("linked", member.linked())
                    .data("lastHeardMillis", optional(member.lastHeardMillis()))
                    .data("problem", problem.name())
                    .build());
            info.addAll(information(group, member, token));
        }
        List<String> headings =
                List.of("  INFORMATION FOR GROUP " + group.name(), "  MEMBER NAME:     SYSTEM:    JOB ID:    STATUS:");
        return report.table("members", headings, entries).after(info).display();
    }

    private static List<String> information(XcfGroupEntry group, XcfMember member, String token) {
        OptionalLong heard = member.lastHeardMillis();
        return List.of(
                "",
                "  INFO FOR GROUP " + group.name() + " MEMBER " + member.name() + " ON SYSTEM " + member.system(),
                "  MEMTOKEN: " + token.substring(0, 8) + " " + token.substring(8),
                "  CPC: " + Fold.column(member.cpc(), 8) + "  SIGNALLING: "
                        + (member.linked() ? "ACTIVE  " : "INACTIVE") + "  LAST HEARD: "
                        + (heard.isPresent() ? heard.getAsLong() + " MS AGO" : "N/A"));
    }

    private static XcfMember.Problem problem(Invocation call, XcfMember member) {
        return member.problem(call.view().xcfFacts().couple());
    }

    private static Optional<Long> optional(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }

    /**
     * The intervals of this system; OPNOTIFY, when the operator is told, is when the status update counts as
     * missing.
     */
    static CommandResult couple(Invocation call) {
        XcfFacts facts = call.view().xcfFacts();
        XcfFacts.Couple couple = facts.couple();
        Entry entry = Entry.builder()
                .line("   INTERVAL   OPNOTIFY   EFFECTIVE FDI   SSUM ACTION")
                .line("")
                .field("interval", couple.intervalMillis(), right(couple.intervalMillis(), 11))
                .field("opnotify", couple.detectionMillis(), right(couple.detectionMillis(), 11))
                .field("effectiveFdi", couple.detectionMillis(), right(couple.detectionMillis(), 16))
                .text("   ")
                .field("ssumAction", facts.policy().action())
                .line("    PROMISE   CONFIRMATION   SESSION TIME-OUT")
                .line("")
                .field("promise", couple.promiseMillis(), right(couple.promiseMillis(), 11))
                .field("confirmation", couple.confirmationMillis(), right(couple.confirmationMillis(), 15))
                .field("sessionTimeout", couple.sessionMillis(), right(couple.sessionMillis(), 19))
                .build();
        List<String> heading = List.of(" SYSTEM " + call.view().system() + " DATA, TIMES IN MILLISECONDS");
        String service = " COORDINATION SERVICE: " + (call.view().xcfCurrent() ? "ACTIVE" : "NOT ACCESSIBLE");
        return new XcfReport(call, "XCF-COUPLE", XcfMessage.IXC357I)
                .table("couple", heading, List.of(entry))
                .after(List.of(service))
                .display();
    }

    private static String right(int value, int width) {
        String digits = Integer.toString(value);
        return " ".repeat(Math.max(0, width - digits.length())) + digits;
    }

    static CommandResult policy(Invocation call) {
        String type = call.arguments().filter(Filter.TYPE).orElse("SFM");
        if (OTHER_POLICIES.contains(type)) {
            return call.unsupported("DISPLAY XCF,POLICY,TYPE=" + type);
        }
        if (!type.equals("SFM") && !type.equals("ALL")) {
            return call.invalid("TYPE=" + type);
        }
        XcfFacts.SfmPolicy policy = call.view().xcfFacts().policy();
        Entry entry = Entry.builder()
                .line(" TYPE: ")
                .field("type", "SFM")
                .line("   POLNAME:  ")
                .field("name", policy.name())
                .line("   ACTION:   ")
                .field("action", policy.action())
                .line("   STATUS UPDATE MISSING: ")
                .text(policy.action().effect())
                .line("   SYSPLEX FAILURE MANAGEMENT IS ACTIVE")
                .build();
        return new XcfReport(call, "XCF-POLICY", XcfMessage.IXC364I)
                .table("policies", List.of(), List.of(entry))
                .display();
    }
}
