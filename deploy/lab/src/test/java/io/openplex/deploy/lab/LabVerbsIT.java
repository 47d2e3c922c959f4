package io.openplex.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.lab.demo.ConnectionProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The verbs of a running lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabVerbsIT {
    private static final Duration READY_MAX = Duration.ofSeconds(20);
    private static final long RESIDENT_MAX_KIB = 1 << 20;
    private static final int ASK_MS = 2000;

    private Path root;
    private TestLab lab;
    private Duration readyAfter;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        root = directory;
        lab = new TestLab(root);
        long before = System.nanoTime();
        lab.start();
        readyAfter = Duration.ofNanos(System.nanoTime() - before);
    }

    @AfterAll
    void stop() throws IOException, InterruptedException {
        lab.close();
        lab.expectNothingLeft();
    }

    /** Every test leaves all systems running and SYSA the owner. */
    @AfterEach
    void allAreThereAgain() throws IOException, InterruptedException {
        for (Lpar lpar : Lpar.ALL) {
            String state = state(lpar);
            if (state.equals("frozen")) {
                lab.lab("thaw", lpar.system());
            } else if (state.equals("down")) {
                lab.lab("start", lpar.system());
            }
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> lab.client().owner().filter("SYSA"::equals).isPresent());
    }

    @Test
    void itIsReadyInTimeAndSmall() throws InterruptedException {
        LabStatus status = LabStatus.of(lab.files());
        long resident = status.process().residentKib();
        for (LabStatus.SystemStatus system : status.systems()) {
            resident += system.residentKib();
        }
        System.out.println(
                "figure: lab ready after " + readyAfter.toMillis() + " ms, " + resident / 1024 + " MB resident");
        assertThat(readyAfter).isLessThan(READY_MAX);
        assertThat(resident).isPositive().isLessThan(RESIDENT_MAX_KIB);
    }

    @Test
    void newConnectionsAreAnsweredInTurn() {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.add(ConnectionProbe.ask(lab.client().http(), ASK_MS));
        }
        assertThat(answers.subList(0, 3)).containsExactlyInAnyOrder("SYSA", "SYSB", "SYSC");
        assertThat(answers.subList(3, 6)).isEqualTo(answers.subList(0, 3));
    }

    @Test
    void nothingListensBeyondLoopback() throws IOException {
        List<ListeningSockets.Listener> all = new ArrayList<>();
        for (ProcessHandle process : lab.processes()) {
            all.addAll(ListeningSockets.of(process.pid()));
        }
        assertThat(all).hasSizeGreaterThan(15);
        assertThat(all).allMatch(ListeningSockets.Listener::loopback);
    }

    @Test
    void theStatusTellsWhatIsTrue() throws IOException, InterruptedException {
        assertThat(lab.lab("status").out()).contains("owner SYSA").contains("curl http://127.0.0.1:" + port());
        TestLab.Result json = lab.lab("status", "--json");
        assertThat(json.exitCode()).isZero();
        assertThat(json.out())
                .startsWith("{\"state\": \"ready\"")
                .contains("\"http\": " + port(), "\"system\": \"SYSC\"", "\"owner\": \"SYSA\"");
        assertThat(lab.lab("kill", "SYSC").exitCode()).isZero();
        assertThat(lab.lab("freeze", "SYSB").exitCode()).isZero();
        String status = lab.lab("status").out();
        assertThat(status).startsWith("Lab partly ready (SYSB frozen, SYSC down): ");
        assertThat(status.lines().filter(line -> line.startsWith("SYS")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("SYSA").contains(" ready "),
                        line -> assertThat(line).startsWith("SYSB").contains(" frozen "),
                        line -> assertThat(line).startsWith("SYSC").contains(" down "));
    }

    @Test
    void theStatusTellsOfAStackThatLeftTheGroup() throws IOException, InterruptedException {
        assertThat(lab.run("console", "--system", "SYSC", "V TCPIP,,SYSPLEX,LEAVEGROUP")
                        .exitCode())
                .isZero();
        awaitState("SYSC", "left group");
        assertThat(lab.lab("status").out()).startsWith("Lab partly ready (SYSC left group): ");
        assertThat(lab.lab("status", "--json").out())
                .startsWith("{\"state\": \"partly ready\"")
                .contains("\"state\": \"left group\"");
        assertThat(lab.run("console", "--system", "SYSC", "V TCPIP,,SYSPLEX,JOINGROUP")
                        .exitCode())
                .isZero();
        awaitState("SYSC", "ready");
        assertThat(lab.lab("status").out()).startsWith("Lab ready: ");
    }

    @Test
    void aSystemIsStoppedInOrderAndStartedAgain() throws IOException, InterruptedException {
        assertThat(lab.lab("stop", "sysb").out()).isEqualTo("SYSB stopped\n");
        assertThat(lab.lab("kill", "SYSB").err()).isEqualTo("openplex: SYSB is not running\n");
        assertThat(lab.lab("start", "SYSB").out()).isEqualTo("SYSB started\n");
        TestLab.Result again = lab.lab("start", "SYSB");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).isEqualTo("openplex: SYSB is running already\n");
    }

    @Test
    void aFrozenSystemIsThawed() throws IOException, InterruptedException {
        assertThat(lab.lab("thaw", "SYSC").err()).contains("SYSC is not frozen");
        assertThat(lab.lab("freeze", "SYSC").out()).isEqualTo("SYSC frozen\n");
        assertThat(lab.lab("freeze", "SYSC").exitCode()).isEqualTo(1);
        assertThat(lab.lab("start", "SYSC").err())
                .isEqualTo("openplex: SYSC is frozen; \"openplex lab thaw SYSC\" lets it run on\n");
        assertThat(lab.lab("thaw", "SYSC").out()).isEqualTo("SYSC thawed\n");
    }

    @Test
    void aSecondStartIsRefused() throws IOException, InterruptedException {
        TestLab.Result again =
                lab.lab("--detach", "--port-base", Integer.toString(lab.ports().base()));
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err())
                .contains("a lab is running already in " + lab.files().directory());
        assertThat(again.err().lines()).hasSize(1);
        LabRecord before = lab.record();
        TestLab.Result inForeground =
                lab.lab("--port-base", Integer.toString(lab.ports().base()));
        assertThat(inForeground.exitCode()).isEqualTo(1);
        assertThat(inForeground.err()).isEqualTo(again.err());
        assertThat(lab.record()).isEqualTo(before);
        assertThat(lab.lab("status").out()).startsWith("Lab ready");
    }

    @Test
    void theConsoleFindsTheOnlyLab() throws IOException, InterruptedException {
        TestLab.Result home = lab.run("console", "--system", "SYSB", "D TCPIP,,NETSTAT,HOME");
        assertThat(home.exitCode()).isZero();
        assertThat(home.out()).startsWith("EZD0101I NETSTAT CS V2R5 TCPIPB").contains("203.0.113.22", "192.0.2.2");
        assertThat(lab.run("console", "D TCPIP,,NETSTAT,NOSUCH").exitCode()).isEqualTo(1);
        assertThat(lab.run("console", "--system", "SYSZ", "D TCPIP").exitCode()).isEqualTo(2);
    }

    @Test
    void aKilledSystemGivesOneLeaveAndItsReturnOneJoin() throws IOException, InterruptedException {
        Path heard = root.resolve("enf");
        Process listener = lab.command("enf", "listen", "--code", "80", "--json")
                .redirectErrorStream(true)
                .redirectOutput(heard.toFile())
                .start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> Files.readString(heard).contains("listening: SYSA SYSB SYSC"));
            lab.lab("kill", "SYSB");
            lab.lab("start", "SYSB");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> ofSysb(heard).stream().anyMatch(event -> event.contains("JOIN")));
        } finally {
            listener.destroy();
        }
        listener.waitFor();
        // Others may still be coming back from what an earlier test did to them.
        List<String> events = ofSysb(heard);
        assertThat(events).hasSize(2);
        assertThat(events.get(0)).contains("LEAVE").contains("SYSB");
        assertThat(events.get(1)).contains("JOIN").contains("SYSB");
    }

    private static List<String> ofSysb(Path heard) throws IOException {
        return Files.readString(heard)
                .lines()
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .filter(line -> line.contains("\"system\":\"SYSB\""))
                .toList();
    }

    private void awaitState(String system, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> state(Lpar.required(system)).equals(state));
    }

    private String state(Lpar lpar) throws InterruptedException {
        return LabStatus.of(lab.files())
                .systems()
                .get(lpar.number() - 1)
                .state()
                .word();
    }

    private int port() {
        return lab.ports().http();
    }
}
