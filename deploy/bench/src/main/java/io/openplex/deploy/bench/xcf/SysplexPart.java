package io.openplex.deploy.bench.xcf;

import io.openplex.deploy.bench.Part;
import io.openplex.deploy.bench.report.Figure;
import io.openplex.deploy.bench.report.PartReport;
import io.openplex.deploy.bench.report.Progress;
import io.openplex.deploy.lab.LabFailure;
import java.util.List;

/** A part that measures on one sysplex, run after run. One instance measures once. */
abstract class SysplexPart implements Part {
    private final Findings findings = new Findings();

    /** The sysplex that it needs. */
    abstract SysplexPlan plan();

    /** How it is measured, in a sentence or two. */
    abstract String method();

    /** One run; the sysplex is whole before the first one. What goes on in there is told to {@code progress}. */
    abstract void run(SysplexUnderTest sysplex, Progress progress) throws InterruptedException;

    /** What was measured so far. */
    abstract List<Figure> figures();

    /** What is found beside. */
    final Findings findings() {
        return findings;
    }

    @Override
    public final PartReport measure(int runs, Progress progress) throws InterruptedException {
        try (SysplexUnderTest sysplex = SysplexUnderTest.open(plan(), progress)) {
            try {
                for (int i = 1; i <= runs; i++) {
                    findings.run(i);
                    run(sysplex, progress);
                    progress.say(name() + " run " + i + " of " + runs + ": " + latest());
                }
            } catch (LabFailure e) {
                findings.wrong(e.text());
            }
            sysplex.died().forEach(name -> findings.wrong(name + " ended by itself"));
            if (!findings.inOrder()) {
                findings.note("all logs are in " + sysplex.keep());
            }
        } catch (LabFailure e) {
            findings.wrong(e.text());
        }
        return new PartReport(name(), method(), figures(), findings.notes(), findings.wrong());
    }

    private String latest() {
        List<String> values = figures().stream()
                .filter(figure -> !figure.values().isEmpty())
                .map(figure -> figure.name() + " "
                        + (figure.values().getLast().isInfinite()
                                ? "never"
                                : Math.round(figure.values().getLast()) + " " + figure.unit()))
                .map(String::strip)
                .toList();
        return String.join(", ", values);
    }
}
