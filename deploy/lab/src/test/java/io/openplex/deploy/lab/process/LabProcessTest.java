package io.openplex.deploy.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.LabFiles;
import io.openplex.deploy.lab.LabLock;
import io.openplex.deploy.lab.LabPorts;
import io.openplex.deploy.lab.LabRecord;
import io.openplex.deploy.lab.LabRegistry;
import io.openplex.deploy.lab.LabSetup;
import io.openplex.deploy.lab.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A lab process")
class LabProcessTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({"STARTING,just starting", "READY,running already", "STOPPING,just stopping"})
    void aRefusedStartTouchesNothingOfTheLabThatRuns(LabRecord.Phase phase, String said) throws IOException {
        LabFiles files = new LabFiles(root.resolve("lab"));
        files.create();
        Files.writeString(files.log(), "said before\n");
        ProcessIdentity self = ProcessIdentity.current();
        LabRecord running = new LabRecord(phase, 9000, self, Map.of("SYSA", self));
        LabSetup setup = new LabSetup(files, new LabPorts(9000), root, false, new LabRegistry(root.resolve("labs")));
        LabLock held = LabLock.take(files.lock()).orElseThrow();
        running.write(files.record());
        try (LabProcess second = new LabProcess(setup, line -> {})) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(LabFailure.class)
                    .hasMessageStartingWith("a lab is " + said + " in " + files.directory());
        }
        assertThat(LabRecord.read(files.record())).contains(running);
        assertThat(files.log()).hasContent("said before");
        assertThat(files.lock()).exists();
        assertThat(root.resolve("labs")).doesNotExist();
        held.close();
    }
}
