package io.openplex.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.lab.demo.ConnectionProbe;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A lab leaves nothing behind, whatever happened to it")
class LabCleanupIT {
    private static final int ASK_MS = 2000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path root;

    @Test
    void afterRandomKillsAndFreezesStopLeavesNothingAndTheNextStartWorks() throws IOException, InterruptedException {
        try (TestLab lab = new TestLab(root)) {
            for (long seed = 1; seed <= 2; seed++) {
                lab.start();
                disturb(lab, new Random(seed));
                TestLab.Result stopped = lab.lab("stop");
                assertThat(stopped.exitCode()).as("seed %d: %s", seed, stopped).isZero();
                lab.expectNothingLeft();
            }
        }
    }

    private static void disturb(TestLab lab, Random random) {
        for (Lpar lpar : Lpar.ALL) {
            String signal = random.nextBoolean() ? "KILL" : "STOP";
            assertThat(lab.record().systems().get(lpar.system()).signal(signal)).isTrue();
        }
    }

    @Test
    void aKilledLabProcessTakesItsSystemsAlongAndTheNextStartCleansUp() throws IOException, InterruptedException {
        try (TestLab lab = new TestLab(root)) {
            lab.start();
            LabRecord before = lab.record();
            before.systems().get("SYSC").signal("STOP");
            before.process().signal("KILL");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !before.systems().get("SYSA").alive()
                            && !before.systems().get("SYSB").alive());
            assertThat(before.systems().get("SYSC").alive()).isTrue();
            TestLab.Result status = lab.lab("status");
            assertThat(status.exitCode()).isEqualTo(1);
            assertThat(status.out()).startsWith("Lab dead").contains("\"openplex lab stop\" cleans up");
            assertThat(lab.lab("kill", "SYSA").err()).contains("the lab process is gone");
            assertThat(lab.start().out()).contains("SYSC").contains("was still there: killed");
            assertThat(before.systems().get("SYSC").alive()).isFalse();
            assertThat(ConnectionProbe.ask(lab.client().http(), ASK_MS)).startsWith("SYS");
        }
    }

    @Test
    void aKilledLabProcessIsCleanedUpByStop() throws IOException, InterruptedException {
        try (TestLab lab = new TestLab(root)) {
            lab.start();
            LabRecord before = lab.record();
            before.systems().get("SYSB").signal("STOP");
            before.process().signal("KILL");
            assertThat(lab.lab("stop").exitCode()).isZero();
            Awaitility.await().atMost(PATIENCE).until(() -> lab.processes().isEmpty());
            lab.expectNothingLeft();
        }
    }

    @Test
    void aTakenPortIsNamedWithTheOptionThatChangesIt() throws IOException, InterruptedException {
        try (TestLab lab = new TestLab(root)) {
            int taken = lab.ports().rpc(Lpar.ALL.get(1));
            TestLab.Result result;
            try (ServerSocket other = new ServerSocket()) {
                other.bind(LabPorts.loopback(taken));
                result = lab.lab(
                        "--detach", "--port-base", Integer.toString(lab.ports().base()));
            }
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("port " + taken + " (SYSB operator console)", "--port-base");
            assertThat(result.err().lines()).hasSize(1);
            lab.expectNothingLeft();
            assertThat(lab.files().directory()).doesNotExist();
        }
    }

    @Test
    void ofTwoStartsAtOnceOneGoesOnAndTheOtherSaysSo() throws IOException, InterruptedException {
        try (TestLab lab = new TestLab(root)) {
            String base = Integer.toString(lab.ports().base());
            String directory = lab.files().directory().toString();
            Path said = root.resolve("said");
            Process other = lab.command("lab", "--detach", "--port-base", base, "--dir", directory)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            TestLab.Result one = lab.lab("--detach", "--port-base", base);
            boolean oneWins = one.exitCode() == 0;
            assertThat(other.waitFor()).isEqualTo(oneWins ? 1 : 0);
            assertThat(oneWins ? Files.readString(said) : one.err())
                    .startsWith("openplex: a lab is just starting in " + directory)
                    .hasLineCount(1);
            assertThat(lab.lab("status").out()).startsWith("Lab ready");
        }
    }

    @Test
    void aProfileThatIsNotThereIsAUsageError() throws IOException, InterruptedException {
        try (TestLab lab = new TestLab(root)) {
            TestLab.Result result = lab.lab("--detach", "--profiles", root.toString());
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("no PROFILE.TCPIP in " + root);
            assertThat(lab.processes()).isEmpty();
        }
    }

    @Test
    void aProfileWithErrorsIsRefusedBeforeAnythingRuns() throws IOException, InterruptedException {
        Path profiles = Files.createDirectory(root.resolve("profiles"));
        Files.writeString(profiles.resolve("PROFILE.TCPIP"), "NOSUCH STATEMENT\n");
        try (TestLab lab = new TestLab(root)) {
            TestLab.Result result = lab.lab("--detach", "--profiles", profiles.toString());
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("openplex: the profile of SYSA has errors: EZZ")
                    .contains("LINE 1", "openplex profile check");
            assertThat(result.err().lines()).hasSize(1);
            assertThat(lab.processes()).isEmpty();
        }
    }

    @Test
    void aDirectoryOfADeadLabIsRecognised() throws IOException, InterruptedException {
        try (TestLab lab = new TestLab(root)) {
            lab.files().create();
            ProcessIdentity self = ProcessIdentity.current();
            ProcessIdentity gone = new ProcessIdentity(self.pid(), self.started() - 1);
            new LabRecord(LabRecord.Phase.READY, lab.ports().base(), gone, java.util.Map.of("SYSA", gone))
                    .write(lab.files().record());
            Files.writeString(lab.files().control(), "");
            lab.start();
            assertThat(self.alive()).isTrue();
            assertThat(lab.lab("status").out()).startsWith("Lab ready");
        }
    }

    @Test
    void twoLabsRunSideBySide(@TempDir Path second) throws IOException, InterruptedException {
        try (TestLab one = new TestLab(root);
                TestLab two = new TestLab(second)) {
            one.start();
            two.start();
            assertThat(one.ports()).isNotEqualTo(two.ports());
            assertThat(ConnectionProbe.ask(one.client().http(), ASK_MS)).startsWith("SYS");
            assertThat(ConnectionProbe.ask(two.client().http(), ASK_MS)).startsWith("SYS");
            assertThat(one.lab("stop").exitCode()).isZero();
            one.expectNothingLeft();
            assertThat(ConnectionProbe.ask(two.client().http(), ASK_MS)).startsWith("SYS");
            assertThat(two.client().owner()).contains("SYSA");
        }
    }
}
