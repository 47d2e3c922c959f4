package io.openplex.stackd.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A display as a value: console text and JSON come from it. JSON shape: {@code report}, {@code system}, {@code stack},
 * further named facts, one array per section, and {@code displayed} and {@code total} (records).
 *
 * @param name of the report in JSON, for example {@code HOME}
 * @param header first line, id included, identifier excluded
 * @param facts named values about the whole report
 * @param sections in order
 * @param total number of records before MAX was applied
 * @param ending what follows the records
 */
public record Report(
        String name, String header, Map<String, Object> facts, List<Section> sections, int total, Ending ending) {
    private static final int LINES_MAX = 65_533;

    /**
     * A part with headings of its own.
     *
     * @param name JSON name of the array
     * @param headings lines before the entries, printed even when there are none
     * @param entries records
     * @param grid set when several entries share a line
     */
    public record Section(String name, List<String> headings, List<Entry> entries, Optional<Grid> grid) {
        static Section of(String name, List<String> headings, List<Entry> entries) {
            return new Section(name, headings, entries, Optional.empty());
        }

        private List<String> lines() {
            List<String> lines = new ArrayList<>(headings);
            if (grid.isPresent()) {
                lines.addAll(grid.get().lines(entries));
            } else {
                entries.forEach(entry -> lines.addAll(entry.lines()));
            }
            return lines;
        }

        private Section first(int count) {
            return count >= entries.size() ? this : new Section(name, headings, entries.subList(0, count), grid);
        }
    }

    /**
     * Cells side by side, as XCF displays print names.
     *
     * @param lead text before the first cell; following lines are indented by as much
     * @param perLine cells on a line
     * @param width of a cell
     */
    public record Grid(String lead, int perLine, int width) {
        private List<String> lines(List<Entry> entries) {
            List<String> lines = new ArrayList<>();
            StringBuilder line = new StringBuilder(lead);
            for (int i = 0; i < entries.size(); i++) {
                if (i > 0 && i % perLine == 0) {
                    lines.add(line.toString().stripTrailing());
                    line.setLength(0);
                    line.append(" ".repeat(lead.length()));
                }
                line.append(Fold.column(String.join("", entries.get(i).lines()), width));
            }
            lines.add(line.toString().stripTrailing());
            return lines;
        }
    }

    /** What follows the records. */
    public sealed interface Ending {
        /** Count of records and END OF THE REPORT (NETSTAT). */
        record CountAndEnd() implements Ending {}

        /** Count of records only (SYSPLEX). */
        record Count() implements Ending {}

        /** Fixed lines. */
        record Lines(List<String> lines) implements Ending {}
    }

    /** Copies the collections; {@code facts} keep their order. */
    public Report {
        facts = new LinkedHashMap<>(facts);
        sections = List.copyOf(sections);
    }

    /** The same report cut after so many records. */
    public Report first(int max) {
        List<Section> kept = new ArrayList<>();
        int left = max;
        for (Section section : sections) {
            kept.add(section.first(left));
            left = Math.max(0, left - section.entries().size());
        }
        return new Report(name, header, facts, kept, total, ending);
    }

    /** Number of records that are printed. */
    public int displayed() {
        return sections.stream().mapToInt(section -> section.entries().size()).sum();
    }

    /** Console lines; a multi-line reply carries the identifier after the text of its first line. */
    public List<String> lines(int identifier) {
        List<String> body = new ArrayList<>();
        sections.forEach(section -> body.addAll(section.lines()));
        body.addAll(endingLines());
        List<String> lines = new ArrayList<>();
        lines.add(body.isEmpty() ? header : header + " " + identifier);
        if (body.size() < LINES_MAX) {
            lines.addAll(body);
        } else {
            lines.addAll(body.subList(0, LINES_MAX - 1));
            lines.add("REPORT TRUNCATED DUE TO GREATER THAN " + LINES_MAX + " LINES OF OUTPUT");
        }
        return lines;
    }

    private List<String> endingLines() {
        String count = displayed() + " OF " + total + " RECORDS DISPLAYED";
        return switch (ending) {
            case Ending.CountAndEnd ignored -> List.of(count, "END OF THE REPORT");
            case Ending.Count ignored -> List.of(count);
            case Ending.Lines fixed -> fixed.lines();
        };
    }

    /** The JSON twin, one line. */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("report", name);
        json.putAll(facts);
        for (Section section : sections) {
            json.put(
                    section.name(),
                    section.entries().stream().map(Entry::fields).toList());
        }
        json.put("displayed", displayed());
        json.put("total", total);
        return Json.write(json);
    }
}
