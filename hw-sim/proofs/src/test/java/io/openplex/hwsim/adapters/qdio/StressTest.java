package io.openplex.hwsim.adapters.qdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jcstress.Main;

/**
 * Runs {@link QueueStress} under jcstress in processes of its own, some seconds long in one configuration of the
 * virtual machine. {@code -Dopenplex.stress=default} runs that mode of jcstress (quick, default, tough) in all
 * configurations.
 */
class StressTest {
    private static final int PROOFS = 5;
    private static final String MODE = System.getProperty("openplex.stress", "");
    private static final long MINUTES_MAX = MODE.isEmpty() ? 5 : 60;

    @TempDir
    Path dir;

    @Test
    void noOutcomeIsSeenThatMustNotBe() throws IOException, InterruptedException {
        Path output = dir.resolve("output");
        Process process = new ProcessBuilder(command())
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES))
                    .as(() -> text(output))
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(() -> text(output)).isZero();
        assertThat(text(output))
                .contains("Failed tests: No matches", "Error tests: No matches", PROOFS + " matching test results");
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "-v",
                "-m",
                MODE.isEmpty() ? "quick" : MODE));
        if (MODE.isEmpty()) {
            command.addAll(List.of("-f", "1", "-iters", "3", "-time", "200", "-sc", "false", "-af", "NONE"));
            command.addAll(List.of("-jvmArgs", "-XX:+UseSerialGC -Xmx256m"));
        }
        return command;
    }

    private static String text(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
