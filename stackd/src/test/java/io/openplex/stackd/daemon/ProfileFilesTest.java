package io.openplex.stackd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFilesTest {
    @TempDir
    Path folder;

    private ProfileFiles files = new ProfileFiles(Path.of(""), Path.of(""));

    @BeforeEach
    void write() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("secret"), "outside");
        Files.writeString(inside.resolve("main"), "main");
        Files.createDirectories(inside.resolve("LAB.TCPPARMS"));
        Files.writeString(inside.resolve("LAB.TCPPARMS/SYSA"), "member");
        Files.writeString(inside.resolve("lab.single"), "single");
        files = new ProfileFiles(inside.resolve("main"), inside);
    }

    @Test
    void namesOfDataSetsLeadToFiles() {
        assertThat(files.read("DD:PROFILE")).contains("main");
        assertThat(files.read("LAB.TCPPARMS(SYSA)")).contains("member");
        assertThat(files.read("'LAB.TCPPARMS(SYSA)'")).contains("member");
        assertThat(files.read("//'LAB.SINGLE'")).contains("single");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../secret", "LAB.TCPPARMS/../../secret", "/etc/passwd", "LAB.TCPPARMS", "", "NOSUCH", "a\0b"})
    void nothingOutsideAndNothingThatIsNoFile(String name) {
        assertThat(files.read(name)).isEmpty();
    }
}
