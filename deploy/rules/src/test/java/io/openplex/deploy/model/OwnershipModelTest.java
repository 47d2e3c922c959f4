package io.openplex.deploy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipModelTest {
    /** Exit code of {@code xcf/model/run} when it has no spin or no C compiler. */
    private static final int TOOL_MISSING = 3;

    /** Under a minute on two idle cores; the rest is for machines that do much else. */
    private static final int MINUTES_MAX = 20;

    @TempDir
    Path folder;

    @Test
    void theRuleHoldsAndEveryBrokenClauseIsCaught() throws IOException, InterruptedException {
        long began = System.nanoTime();
        Path output = folder.resolve("output");
        int exitCode = run(output);
        List<String> lines = Files.readAllLines(output);
        assumeTrue(exitCode != TOOL_MISSING, () -> String.join(" ", lines));
        assertThat(exitCode).as(() -> String.join("\n", lines)).isZero();
        assertThat(lines.getLast()).endsWith("as expected");
        System.out.printf(
                "figure: xcf/%s, %d s%n", lines.getLast(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
    }

    private static int run(Path output) throws IOException, InterruptedException {
        Path script = Path.of(System.getProperty("openplex.root"), "xcf", "model", "run");
        Process run = new ProcessBuilder(script.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(run.waitFor(MINUTES_MAX, TimeUnit.MINUTES))
                    .as("%s ends within %d minutes", script, MINUTES_MAX)
                    .isTrue();
            return run.exitValue();
        } finally {
            // Terminated, the script ends what it started and removes its files.
            run.destroy();
        }
    }
}
