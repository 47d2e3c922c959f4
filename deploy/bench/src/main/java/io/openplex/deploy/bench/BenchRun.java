package io.openplex.deploy.bench;

import io.openplex.deploy.bench.report.Machine;
import io.openplex.deploy.bench.report.PartReport;
import io.openplex.deploy.bench.report.Progress;
import io.openplex.deploy.bench.report.ReportJson;
import io.openplex.deploy.bench.report.ReportText;
import io.openplex.deploy.lab.LabFailure;
import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call of a benchmark: chooses the parts, measures one after the other, prints. The exit code says whether
 * something was wrong, not whether it was slow.
 */
public final class BenchRun {
    private static final int IN_ORDER = 0;

    private final String benchmark;
    private final List<Part> parts;
    private final BenchOptions options;
    private final PrintWriter out;
    private final PrintWriter err;

    /** A call with these options; progress goes to {@code out}, with JSON to {@code err}. */
    public BenchRun(String benchmark, List<Part> parts, BenchOptions options, PrintWriter out, PrintWriter err) {
        this.benchmark = benchmark;
        this.parts = List.copyOf(parts);
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Runs; answers the exit code. Wrong options are a usage error before anything starts. */
    public int run() throws InterruptedException {
        List<Part> chosen = chosen();
        if (options.runs != null && options.runs < 1) {
            throw LabFailure.usage("--runs must be 1 or more, not " + options.runs);
        }
        Machine machine = Machine.here();
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        Progress progress = new Progress(options.json ? err : out, terminal && !options.json);
        if (!options.json) {
            print(ReportText.head(benchmark, machine));
        }
        List<PartReport> reports = new ArrayList<>();
        for (Part part : chosen) {
            PartReport report = part.measure(options.runs == null ? part.usualRuns() : options.runs, progress);
            reports.add(report);
            progress.clear();
            if (!options.json) {
                print(ReportText.part(report));
            }
        }
        if (options.json) {
            print(List.of(ReportJson.of(benchmark, machine, reports)));
        }
        boolean wrong = reports.stream().anyMatch(report -> !report.wrong().isEmpty());
        return wrong ? LabFailure.FAILED : IN_ORDER;
    }

    private List<Part> chosen() {
        List<String> names = parts.stream().map(Part::name).toList();
        for (String name : options.only) {
            if (!names.contains(name)) {
                throw LabFailure.usage(
                        "unknown part " + name + " of bench " + benchmark + "; there are " + String.join(", ", names));
            }
        }
        return options.only.isEmpty()
                ? parts
                : parts.stream()
                        .filter(part -> options.only.contains(part.name()))
                        .toList();
    }

    private void print(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }
}
