package io.openplex.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFilesTest {
    @TempDir
    Path root;

    @Test
    void aDirectoryThatHoldsSomethingElseIsRefused() throws IOException {
        Files.writeString(root.resolve("letter.txt"), "mine");
        assertThatThrownBy(() -> new LabFiles(root).create())
                .isInstanceOf(LabFailure.class)
                .hasMessageContaining("holds something else");
        assertThat(root.resolve("letter.txt")).exists();
    }

    @Test
    void aPathTooLongForASocketIsRefused() {
        Path deep = root.resolve("a".repeat(120));
        assertThatThrownBy(() -> new LabFiles(deep).create()).hasMessageContaining("too long");
        assertThat(deep).doesNotExist();
    }

    @Test
    void theDirectoryIsItsUsersAlone() throws IOException {
        LabFiles files = new LabFiles(root.resolve("lab"));
        files.create();
        files.create();
        assertThat(Files.getPosixFilePermissions(files.directory())).hasSize(3);
    }

    @Test
    void aRecordIsReadAsItWasWritten() throws IOException {
        Path file = root.resolve("lab.properties");
        LabRecord written = new LabRecord(
                LabRecord.Phase.READY, 9000, ProcessIdentity.current(), Map.of("SYSB", new ProcessIdentity(12, 34)));
        written.write(file);
        assertThat(LabRecord.read(file)).contains(written);
        assertThat(written.alive()).isTrue();
    }

    @Test
    void aDamagedRecordIsNone() throws IOException {
        Path file = root.resolve("lab.properties");
        for (String text : new String[] {"", "phase=READY\n", "phase=READY\nport-base=x\nprocess=1/2\n", "\\u12"}) {
            Files.writeString(file, text);
            assertThat(LabRecord.read(file)).isEmpty();
        }
    }

    @Test
    void aLockIsHeldByOneAndLeavesNoFile() throws IOException {
        Path file = root.resolve("lock");
        LabLock lock = LabLock.take(file).orElseThrow();
        assertThat(LabLock.take(file)).isEmpty();
        lock.close();
        assertThat(file).doesNotExist();
        LabLock again = LabLock.take(file).orElseThrow();
        again.close();
    }

    @Test
    void aLabIsFoundByItsPortBaseOrBecauseItIsTheOnlyOne() throws IOException {
        LabRegistry registry = new LabRegistry(root.resolve("labs"));
        assertThat(registry.find(null, null)).isEqualTo(registry.defaultFiles(8000));
        LabFiles elsewhere = running(root.resolve("elsewhere"));
        registry.add(9000, elsewhere);
        assertThat(registry.find(null, null)).isEqualTo(elsewhere);
        assertThat(registry.find(9000, null)).isEqualTo(elsewhere);
        assertThat(registry.find(8000, null)).isEqualTo(registry.defaultFiles(8000));
        registry.add(8000, running(root.resolve("second")));
        assertThatThrownBy(() -> registry.find(null, null))
                .hasMessageContaining("several labs run (port bases 8000, 9000)");
        registry.remove(8000, elsewhere);
        assertThat(registry.entries()).hasSize(2);
        registry.remove(9000, elsewhere);
        assertThat(registry.entries()).hasSize(1);
    }

    @Test
    void labsBelongInTheHomeOfTheEnvironment() {
        String passwd = System.getProperty("user.home");
        assertThat(LabRegistry.of(Map.of("HOME", "/home/you")).root()).hasToString("/home/you/.openplex");
        assertThat(LabRegistry.of(Map.of()).root()).hasToString(passwd + "/.openplex");
        assertThat(LabRegistry.of(Map.of("HOME", "/home/you", "OPENPLEX_LABS", "/labs"))
                        .root())
                .hasToString("/labs");
    }

    @Test
    void anUnusedDirectoryIsRemovedButNoneWithTracesOfALab() throws IOException {
        LabFiles files = new LabFiles(root.resolve("labs").resolve("lab"));
        assertThat(files.create()).isTrue();
        assertThat(files.create()).isFalse();
        Files.writeString(files.log(Lpar.ALL.getFirst()), "joined");
        files.removeUnused();
        assertThat(files.directory()).exists();
        files.removeResults();
        Files.writeString(files.log(), "refused");
        files.removeUnused();
        assertThat(files.directory()).doesNotExist();
    }

    @Test
    void reasonsAreWordsForPeople() {
        assertThat(LabFiles.reason(new NoSuchFileException("/a/b"))).isEqualTo("/a/b: no such file or directory");
        assertThat(LabFiles.reason(new AccessDeniedException("/a/b"))).isEqualTo("/a/b: permission denied");
        assertThat(LabFiles.reason(new IOException("Connection refused"))).isEqualTo("Connection refused");
    }

    private static LabFiles running(Path directory) throws IOException {
        LabFiles files = new LabFiles(directory);
        files.create();
        new LabRecord(LabRecord.Phase.READY, 9000, ProcessIdentity.current(), Map.of()).write(files.record());
        return files;
    }
}
