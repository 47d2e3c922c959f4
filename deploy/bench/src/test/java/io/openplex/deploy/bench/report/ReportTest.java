package io.openplex.deploy.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Machine MACHINE = new Machine("A \"fast\" CPU", 2, 1536, "Linux 6.1", "Vendor 25", 0.5);

    private static final PartReport PART = new PartReport(
            "killed",
            "kill -9",
            List.of(
                    new Figure("first answer", "ms", Optional.of(Bar.always(150)), List.of(30.25, 162.5)),
                    new Figure("lost", "", Optional.empty(), List.of(0.0, Double.POSITIVE_INFINITY))),
            List.of("a note"),
            List.of("run 2: a connection ended"));

    @Test
    void theTextGivesMachineMethodAndEachFigureWithItsBar() {
        assertThat(ReportText.head("xcf", MACHINE))
                .containsExactly(
                        "bench xcf",
                        "Machine: A \"fast\" CPU, 2 cores, 1.5 GiB, Linux 6.1, JDK Vendor 25, load average 0.50");
        List<String> lines = ReportText.part(PART);
        assertThat(lines).hasSize(7).contains("killed: kill -9", "  Note: a note");
        assertThat(lines.get(3).split(" {2,}"))
                .containsExactly(
                        "", "first answer", "<= 150 ms in 2 of 2", "1 of 2", "162.5 ms", "162.5 ms", "below the bar");
        assertThat(lines.get(4).split(" {2,}")).containsExactly("", "lost", "2 runs", "never", "never");
        assertThat(lines.getLast()).isEqualTo("  WRONG: run 2: a connection ended");
    }

    @Test
    void theJsonIsOneObjectWithEveryValue() {
        assertThat(ReportJson.of("xcf", MACHINE, List.of(PART)))
                .isEqualTo("{\"benchmark\":\"xcf\",\"machine\":{\"cpu\":\"A \\\"fast\\\" CPU\",\"cores\":2,"
                        + "\"memoryMib\":1536,\"kernel\":\"Linux 6.1\",\"jdk\":\"Vendor 25\",\"loadAverage\":0.500},"
                        + "\"parts\":[{\"name\":\"killed\",\"method\":\"kill -9\",\"figures\":["
                        + "{\"name\":\"first answer\",\"unit\":\"ms\",\"runs\":2,\"bar\":{\"limit\":150,\"needed\":2},"
                        + "\"met\":1,\"passed\":false,\"median\":162.500,\"worst\":162.500,"
                        + "\"values\":[30.250,162.500]},"
                        + "{\"name\":\"lost\",\"unit\":\"\",\"runs\":2,\"median\":null,\"worst\":null,"
                        + "\"values\":[0,null]}],\"notes\":[\"a note\"],"
                        + "\"wrong\":[\"run 2: a connection ended\"]}]}");
    }

    @Test
    void thisMachineHasAllThatIsPrinted() {
        Machine here = Machine.here();
        assertThat(here.cores()).isPositive();
        assertThat(here.jdk()).contains(Runtime.version().toString());
        assertThat(Machine.field(Path.of("/nowhere"), "model name", "unknown")).isEqualTo("unknown");
    }

    @Test
    void progressWritesOverItsLineOnATerminalOnly() {
        assertThat(progress(false)).isEqualTo("one" + System.lineSeparator() + "two" + System.lineSeparator());
        assertThat(progress(true)).isEqualTo("\r\u001b[Kone\r\u001b[Ktwo\r\u001b[K");
    }

    private static String progress(boolean terminal) {
        StringWriter out = new StringWriter();
        Progress progress = new Progress(new PrintWriter(out), terminal);
        progress.say("one");
        progress.say("two");
        progress.clear();
        return out.toString();
    }
}
