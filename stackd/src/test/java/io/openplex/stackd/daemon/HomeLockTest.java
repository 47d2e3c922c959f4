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

    @Test
    @DisplayName("a directory that was copied to another machine is another home, and so on a renamed one")
    void aCopiedDirectory() throws IOException {
        String first = idOf(state, "machine-1 host");
        assertThat(idOf(state, "machine-1 host")).isEqualTo(first);
        String copied = idOf(state, "machine-2 host");
        assertThat(copied).hasSize(36).isNotEqualTo(first);
        assertThat(idOf(state, "machine-2 host")).isEqualTo(copied);
        assertThat(idOf(state, "machine-2 renamed")).isNotEqualTo(copied);
    }

    @Test
    @DisplayName("an id without a machine may come from anywhere: it is replaced")
    void anIdWithoutMachine() throws IOException {
        String first = idOf(state, "machine-1 host");
        Files.writeString(state.resolve("home"), first + "\n");
        assertThat(idOf(state, "machine-1 host")).hasSize(36).isNotEqualTo(first);
    }

    @Test
    @DisplayName("what this process tries in vain does not cost it the lock: another process is still refused")
    void aSecondTryKeepsTheLock() throws Exception {
        try (HomeLock home = HomeLock.take(state)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> HomeLock.take(state)).hasMessageContaining("already uses");
            }
            Process other = start();
            try (BufferedReader out = other.inputReader(StandardCharsets.US_ASCII)) {
                assertThat(out.readLine()).as("what the other process took").isNull();
                assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(other.exitValue()).isNotZero();
            } finally {
                other.destroyForcibly();
            }
            assertThat(home.id()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("the machine is known by its id and its name, as far as the system tells them")
    void theMachine() throws IOException {
        Path id = Files.writeString(state.resolve("machine-id"), "3d1219c7\n");
        Path name = Files.writeString(state.resolve("hostname"), "lpar 1\n");
        Path none = state.resolve("none");
        assertThat(MachineIdentity.read(id, name)).isEqualTo("3d1219c7 lpar_1");
        assertThat(MachineIdentity.read(none, name)).isEqualTo("- lpar_1");
        assertThat(MachineIdentity.read(none, none)).isEqualTo("- -");
        assertThat(MachineIdentity.own()).isEqualTo(MachineIdentity.own());
    }

    private static String idOf(Path directory, String machine) throws IOException {
        try (HomeLock home = HomeLock.take(directory, machine)) {
            return home.id();
        }
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
