package io.openplex.stackd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
    @TempDir
    private Path state;

    @Test
    @DisplayName("a second live daemon with the same state directory is refused; a killed one's home is taken at once")
    void oneProcessAtATime() throws Exception {
        Process holder = start();
        try (BufferedReader out = holder.inputReader(StandardCharsets.US_ASCII)) {
            String id = out.readLine();
            assertThat(id).hasSize(36);
            assertThatThrownBy(() -> HomeLock.take(state))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another stack daemon runs")
                    .hasMessageContaining(state.toString());
            holder.destroyForcibly();
            assertThat(holder.waitFor(20, TimeUnit.SECONDS)).isTrue();
            try (HomeLock home = HomeLock.take(state)) {
                assertThat(home.id()).isEqualTo(id);
            }
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void thisProcessTakesAHomeOnce() throws IOException {
        try (HomeLock home = HomeLock.take(state)) {
            assertThat(home.id()).isNotEmpty();
            assertThatThrownBy(() -> HomeLock.take(state))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("already uses");
        }
        try (HomeLock again = HomeLock.take(state)) {
            assertThat(again.id()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("the id is made once, is another one in another directory, and an unusable one is replaced")
    void theId() throws IOException {
        String first = idOf(state.resolve("one"));
        assertThat(idOf(state.resolve("one"))).isEqualTo(first);
        assertThat(idOf(state.resolve("other"))).isNotEqualTo(first);
        Files.writeString(state.resolve("one/home"), "");
        assertThat(idOf(state.resolve("one"))).hasSize(36).isNotEqualTo(first);
    }

    private static String idOf(Path directory) throws IOException {
        try (HomeLock home = HomeLock.take(directory)) {
            return home.id();
        }
    }

    private Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HomeHolder.class.getName(),
                        state.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
