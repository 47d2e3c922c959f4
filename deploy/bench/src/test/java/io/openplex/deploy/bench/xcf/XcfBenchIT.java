package io.openplex.deploy.bench.xcf;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.bench.process.EnsembleServer;
import io.openplex.deploy.bench.process.Polling;
import io.openplex.deploy.lab.JavaCommand;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as a user runs it: real processes, two runs of the fastest part. */
class XcfBenchIT {
    private static final long SECONDS = 120;

    @TempDir
    Path directory;

    private @Nullable Process bench;

    @AfterEach
    void end() {
        if (bench != null) {
            bench.destroyForcibly();
        }
    }

    @Test
    @Timeout(2 * SECONDS)
    void twoKillsAreMeasuredAndNothingIsLeft() throws IOException, InterruptedException {
        Process process = start("bench", "xcf", "--only", "killed", "--runs", "2", "--json");
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        String out = Files.readString(directory.resolve("out"));
        String err = Files.readString(directory.resolve("err"));
        assertThat(process.exitValue()).as("%s%n%s", out, err).isZero();
        assertThat(out.lines())
                .singleElement()
                .asString()
                .startsWith("{\"benchmark\":\"xcf\",\"machine\":{\"cpu\":")
                .contains("\"name\":\"first new connection answered\",\"unit\":\"ms\",\"runs\":2,")
                .contains("\"name\":\"connections lost on survivors\",\"unit\":\"\",\"runs\":2,"
                        + "\"bar\":{\"limit\":0,\"needed\":2},\"met\":2,\"passed\":true,")
                .endsWith("\"wrong\":[]}]}");
        assertThat(err).contains("killed run 1 of 2", "killed run 2 of 2");
        expectNothingLeft();
    }

    @Test
    @Timeout(2 * SECONDS)
    void anEndInBetweenLeavesNoProcess() throws IOException, InterruptedException {
        Process process = start("bench", "xcf", "--only", "killed");
        expectSoon("its processes run", () -> processes().count() >= 6);
        // SIGTERM, as Ctrl-C: what can be caught.
        process.destroy();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        expectNothingLeft();
    }

    private Process start(String... words) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Process started = new JavaCommand(Path.of(System.getProperty("java.home"), "bin", "java"), classPath)
                .process(List.of("-Xmx128m", "-Djava.io.tmpdir=" + temporary), List.of(words))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        bench = started;
        return started;
    }

    private void expectNothingLeft() throws IOException, InterruptedException {
        expectSoon("no process is left", () -> processes().findAny().isEmpty());
        try (Stream<Path> left = Files.list(directory.resolve("tmp"))) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("openplex")))
                    .isEmpty();
        }
    }

    private static void expectSoon(String what, BooleanSupplier condition) throws InterruptedException {
        assertThat(Polling.holds(Duration.ofSeconds(SECONDS / 2), 100, condition))
                .as(what)
                .isTrue();
    }

    /** Living processes whose command line names the temporary directory of this test. */
    private Stream<String> processes() {
        String mark = directory.resolve("tmp").resolve("openplex-bench-").toString();
        return ProcessHandle.allProcesses()
                .map(process -> commandLine(process.pid()))
                .filter(line -> line.contains(mark)
                        && (line.contains("stackd") || line.contains(EnsembleServer.class.getName())));
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
