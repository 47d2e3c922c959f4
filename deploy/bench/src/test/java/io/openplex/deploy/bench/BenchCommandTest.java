package io.openplex.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openplex.deploy.bench.report.Bar;
import io.openplex.deploy.bench.report.PartReport;
import io.openplex.deploy.bench.report.Progress;
import io.openplex.deploy.bench.report.Series;
import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.Verb;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final BenchOptions options = new BenchOptions();

    @Test
    void theVerbIsFoundAndListsTheBenchmarksByItself() {
        CommandLine line =
                ServiceLoader.load(Verb.class).findFirst().orElseThrow().commandLine();
        line.setOut(new PrintWriter(out, true));
        assertThat(line.getCommandName()).isEqualTo("bench");
        assertThat(line.execute()).isZero();
        assertThat(out.toString().lines()).singleElement().asString().startsWith("xcf ");
    }

    @Test
    void aMissedBarIsPrintedAndNoFailure() throws InterruptedException {
        assertThat(run(new FakePart("slow", 200, List.of()))).isZero();
        assertThat(out.toString()).contains("Machine: ", "below the bar", "slow run");
    }

    @Test
    void whatWasWrongIsAFailureAlsoWhenItWasFast() throws InterruptedException {
        assertThat(run(new FakePart("fast", 1, List.of("a connection was lost"))))
                .isEqualTo(1);
        assertThat(out.toString()).contains("WRONG: a connection was lost");
    }

    @Test
    void jsonGoesAloneToStandardOutput() throws InterruptedException {
        options.json = true;
        options.runs = 3;
        assertThat(run(new FakePart("fast", 1, List.of()))).isZero();
        assertThat(out.toString().lines()).singleElement().asString().startsWith("{\"benchmark\":\"fake\"");
        assertThat(out.toString()).contains("\"runs\":3");
        assertThat(err.toString()).contains("fast run");
    }

    @Test
    void onlyTheNamedPartsAreMeasured() throws InterruptedException {
        options.only = List.of("two");
        assertThat(run(new FakePart("one", 1, List.of("broken")), new FakePart("two", 1, List.of())))
                .isZero();
        assertThat(out.toString()).contains("two:").doesNotContain("one:");
    }

    @Test
    void nonsenseIsAUsageErrorBeforeAnythingStarts() {
        FakePart part = new FakePart("one", 1, List.of());
        options.only = List.of("three");
        assertThatThrownBy(() -> run(part))
                .isInstanceOfSatisfying(
                        LabFailure.class, f -> assertThat(f.exitCode()).isEqualTo(2))
                .hasMessage("unknown part three of bench fake; there are one");
        options.only = List.of();
        options.runs = 0;
        assertThatThrownBy(() -> run(part)).hasMessage("--runs must be 1 or more, not 0");
        assertThat(part.measured).isZero();
    }

    private int run(Part... parts) throws InterruptedException {
        return new BenchRun("fake", List.of(parts), options, new PrintWriter(out, true), new PrintWriter(err, true))
                .run();
    }

    private static final class FakePart implements Part {
        private final String name;
        private final double value;
        private final List<String> wrong;
        private int measured;

        FakePart(String name, double value, List<String> wrong) {
            this.name = name;
            this.value = value;
            this.wrong = wrong;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int usualRuns() {
            return 2;
        }

        @Override
        public PartReport measure(int runs, Progress progress) {
            measured++;
            progress.say(name + " run");
            Series series = Series.millis("figure", Bar.always(100));
            for (int i = 0; i < runs; i++) {
                series.add(value);
            }
            return new PartReport(name, "by hand", List.of(series.figure()), List.of(), wrong);
        }
    }
}
