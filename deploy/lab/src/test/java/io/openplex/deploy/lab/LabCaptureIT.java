package io.openplex.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openplex.deploy.lab.demo.ConnectionProbe;
import io.openplex.deploy.lab.demo.EchoStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Every frame that the taps write is clean for tshark, checksums validated")
class LabCaptureIT {
    private static final List<String> VALIDATE = List.of(
            "-o", "ip.check_checksum:TRUE",
            "-o", "tcp.check_checksum:TRUE",
            "-o", "udp.check_checksum:TRUE",
            "-o", "eth.check_fcs:FALSE");
    private static final String GOOD = "ip.checksum.status == 1 && tcp.checksum.status == 1";
    private static final String BAD = "_ws.malformed || _ws.expert.severity == error || ip.checksum.status == 0"
            + " || tcp.checksum.status == 0 || udp.checksum.status == 0 || icmp.checksum.status == 0";

    @TempDir
    Path root;

    @Test
    void framesOfATakeoverAreClean() throws IOException, InterruptedException {
        assumeTrue(tsharkIsThere(), "tshark is not installed (deploy/ci/install does it)");
        try (TestLab lab = new TestLab(root)) {
            lab.start();
            Map<String, EchoStream> streams = lab.client().echoToEach(3);
            for (int i = 0; i < 30; i++) {
                ConnectionProbe.ask(lab.client().http(), 500);
            }
            lab.lab("kill", "SYSA");
            for (int i = 0; i < 30; i++) {
                ConnectionProbe.ask(lab.client().http(), 500);
            }
            streams.get("SYSB").finish(Duration.ofSeconds(20));
            streams.values().forEach(EchoStream::close);
            lab.lab("stop");
            for (Lpar lpar : Lpar.ALL) {
                Path capture = lab.files().capture(lpar);
                assertThat(frames(capture, GOOD)).as("%s", capture).hasSizeGreaterThan(20);
                assertThat(frames(capture, BAD)).as("%s", capture).isEmpty();
            }
        }
    }

    private static List<String> frames(Path capture, String filter) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString()));
        words.addAll(VALIDATE);
        words.addAll(List.of("-Y", filter));
        Process tshark = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(tshark.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tshark.exitValue()).isZero();
        return lines;
    }

    private static boolean tsharkIsThere() throws InterruptedException {
        try {
            return new ProcessBuilder("tshark", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
