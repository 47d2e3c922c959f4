package io.openplex.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The guided tour")
class LabDemoIT {
    @TempDir
    Path root;

    @Test
    void itStartsALabAndLeavesNothing() throws IOException, InterruptedException {
        try (TestLab lab = new TestLab(root)) {
            TestLab.Result result = lab.lab(
                    "demo",
                    "--seconds",
                    "10",
                    "--port-base",
                    Integer.toString(lab.ports().base()));
            System.out.println(result.out());
            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(result.out())
                    .contains("first new connection answered, by SYSB")
                    .contains("the connection that ended on SYSA was reset")
                    .contains("owner now: SYSA")
                    .contains("0 lost, 0 repeated")
                    .doesNotContain("\u001b");
            lab.expectNothingLeft();
        }
    }
}
