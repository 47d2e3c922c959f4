package io.openplex.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.lab.LabStatus.DvipaStatus;
import io.openplex.deploy.lab.LabStatus.SystemState;
import io.openplex.deploy.lab.LabStatus.SystemStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    private static String shown(SystemState first, String owner) {
        Lpar one = Lpar.ALL.get(0);
        Lpar other = Lpar.ALL.get(1);
        LabStatus status = new LabStatus(
                new LabFiles(Path.of("lab")),
                new LabPorts(LabPorts.BASE_DEFAULT),
                Optional.of(LabRecord.Phase.READY),
                new ProcessIdentity(1, 1),
                List.of(new SystemStatus(one, first, 7, 0), new SystemStatus(other, SystemState.READY, 8, 0)),
                List.of(new DvipaStatus("198.51.100.11", owner, Map.of(other.system(), "BACKUP"))));
        StringWriter text = new StringWriter();
        StatusText.print(status, new PrintWriter(text));
        return text.toString();
    }

    @Test
    @DisplayName("while a system does not answer nobody knows whether an address has an owner")
    void unknown() {
        assertThat(shown(SystemState.SILENT, ""))
                .contains("DVIPA 198.51.100.11: owner unknown, no answer from SYSA (SYSB BACKUP)");
        assertThat(shown(SystemState.READY, "")).contains("DVIPA 198.51.100.11: no owner (SYSB BACKUP)");
        assertThat(shown(SystemState.SILENT, "SYSB")).contains("DVIPA 198.51.100.11: owner SYSB (SYSB BACKUP)");
    }
}
