package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.xcf.api.EventLog;
import io.openplex.xcf.api.XcfWorld;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProcessDeathTest {
    private static final int RUNS = 5;

    @Test
    @DisplayName(
            "a killed process (SIGKILL, session of 20 s) is reported as ABEND within a second; figures are printed")
    void killedProcessIsNoticedAtOnce() throws Exception {
        try (ZooKeeperWorld world = new ZooKeeperWorld()) {
            EventLog log = new EventLog();
            var survivor = world.stack(XcfWorld.info("SYSA"));
            survivor.group().join(survivor.info(), log);
            world.until("joined", () -> !log.lines().isEmpty());
            long[] micros = new long[RUNS];
            for (int run = 0; run < RUNS; run++) {
                micros[run] = killOnce(world, log, run + 1);
            }
            Arrays.sort(micros);
            System.out.printf(
                    "figure: SIGKILL of a member to memberLeft: median %.1f ms, worst %.1f ms (%d runs)%n",
                    micros[RUNS / 2] / 1000.0, micros[RUNS - 1] / 1000.0, RUNS);
            assertThat(micros[RUNS - 1]).isLessThan(1_000_000);
            assertThat(log.count("memberLeft SYSBTCPIP ABEND")).isEqualTo(RUNS);
            assertThat(survivor.xcf().counters().value(XcfCounters.Count.DEATHS_PROVEN))
                    .isEqualTo(RUNS);
        }
    }

    private static long killOnce(ZooKeeperWorld world, EventLog log, int life) throws Exception {
        Process child = start(world.connectString());
        try (BufferedReader out = child.inputReader(StandardCharsets.US_ASCII)) {
            assertThat(out.readLine()).isEqualTo("joined");
            world.until("linked", () -> log.count("linkUp SYSBTCPIP") == life);
            world.settle();
            long start = System.nanoTime();
            child.destroyForcibly();
            world.until("left", () -> log.count("memberLeft SYSBTCPIP ABEND") == life);
            return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
        } finally {
            child.destroyForcibly();
            child.waitFor();
        }
    }

    private static Process start(String connect) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildMember.class.getName(),
                        connect,
                        "SYSB")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
