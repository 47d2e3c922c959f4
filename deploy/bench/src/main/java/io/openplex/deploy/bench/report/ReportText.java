package io.openplex.deploy.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reports as people read them. */
public final class ReportText {
    private static final int NAME_WIDTH = 44;

    private ReportText() {}

    /** What stands above all parts. */
    public static List<String> head(String benchmark, Machine machine) {
        return List.of("bench " + benchmark, "Machine: " + machine.line());
    }

    /** One part. */
    public static List<String> part(PartReport part) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(part.name() + ": " + part.method());
        if (!part.figures().isEmpty()) {
            lines.add(row("Figure", "Bar", "Met", "Median", "Worst", ""));
        }
        for (Figure figure : part.figures()) {
            lines.add(row(
                    figure.name(),
                    bar(figure),
                    met(figure),
                    value(figure.median(), figure.unit()),
                    value(figure.worst(), figure.unit()),
                    verdict(figure)));
        }
        part.notes().forEach(note -> lines.add("  Note: " + note));
        part.wrong().forEach(wrong -> lines.add("  WRONG: " + wrong));
        return lines;
    }

    private static String row(String name, String bar, String met, String median, String worst, String verdict) {
        return String.format(
                        Locale.ROOT,
                        "  %-" + NAME_WIDTH + "s %-22s %-10s %12s %12s  %s",
                        name,
                        bar,
                        met,
                        median,
                        worst,
                        verdict)
                .stripTrailing();
    }

    private static String bar(Figure figure) {
        if (figure.bar().isEmpty()) {
            return "";
        }
        int runs = figure.values().size();
        Bar bar = figure.bar().get();
        return "<= " + value(bar.limit(), figure.unit()) + " in " + bar.needed(runs) + " of " + runs;
    }

    private static String met(Figure figure) {
        int runs = figure.values().size();
        return figure.bar().isEmpty() ? runs + (runs == 1 ? " run" : " runs") : figure.met() + " of " + runs;
    }

    private static String verdict(Figure figure) {
        if (figure.values().isEmpty()) {
            return "not measured";
        }
        return figure.bar().isEmpty() ? "" : figure.passed() ? "met" : "below the bar";
    }

    private static String value(double value, String unit) {
        String suffix = unit.isEmpty() ? "" : " " + unit;
        if (Double.isInfinite(value)) {
            return "never";
        }
        return (value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value))
                + suffix;
    }
}
