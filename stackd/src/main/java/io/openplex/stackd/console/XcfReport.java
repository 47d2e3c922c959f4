package io.openplex.stackd.console;

import io.openplex.proto.messages.MessageId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The frame of every D XCF display: heading with its time, legend of the problem marks, warning (operations.md 4.7).
 */
final class XcfReport {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm.ss");
    private static final int CELLS_PER_LINE = 3;
    private static final int CELL_WIDTH = 18;

    private final Invocation call;
    private final String name;
    private final MessageId id;
    private final List<Report.Section> sections = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private boolean marked;

    /** A report of this JSON name under the heading. */
    XcfReport(Invocation call, String name, MessageId id) {
        this.call = call;
        this.name = name;
        this.id = id;
    }

    /** The mark of a record, which the legend will explain. */
    String mark(XcfMember.Problem problem) {
        marked |= problem != XcfMember.Problem.NONE;
        return problem.flag();
    }

    /** Names side by side; the lead ends where the mark of the first one stands. */
    XcfReport grid(String section, String lead, List<Entry> cells) {
        Report.Grid grid = new Report.Grid(lead, CELLS_PER_LINE, CELL_WIDTH);
        sections.add(new Report.Section(section, List.of(), cells, Optional.of(grid)));
        return this;
    }

    XcfReport table(String section, List<String> headings, List<Entry> entries) {
        sections.add(Report.Section.of(section, headings, entries));
        return this;
    }

    /** Lines after the records. */
    XcfReport after(List<String> lines) {
        after.addAll(lines);
        return this;
    }

    CommandResult display() {
        boolean current = call.view().xcfCurrent();
        List<String> ending = new ArrayList<>(after);
        if (marked) {
            ending.add("  * INDICATES PROBLEM, ! INDICATES SEVERE PROBLEM");
        }
        if (!current) {
            ending.add("  WARNING: INFORMATION MAY NOT BE CURRENT");
        }
        // The double blank after the id belongs to the text of the message.
        String text = id.with(TIME.format(call.time())).text();
        String header = id.name() + "  " + text.substring(id.name().length()).strip();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("system", call.view().system());
        facts.put("stack", call.view().stack());
        facts.put("sysplex", call.view().sysplex());
        facts.put("current", current);
        int total = sections.stream().mapToInt(each -> each.entries().size()).sum();
        return call.display(new Report(name, header, facts, sections, total, new Report.Ending.Lines(ending)));
    }
}
