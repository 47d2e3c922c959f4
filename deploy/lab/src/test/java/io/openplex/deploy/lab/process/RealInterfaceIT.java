package io.openplex.deploy.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.openplex.deploy.lab.FreePorts;
import io.openplex.deploy.lab.JavaCommand;
import io.openplex.deploy.lab.LabPorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two stack daemons on real interfaces: veth pairs on a Linux bridge, in network namespaces that the test makes, with a
 * Linux host as the client. Nothing leads outside.
 */
class RealInterfaceIT {
    private static final String DVIPA = "http://198.51.100.11/";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String prefix = "opx" + ProcessHandle.current().pid();
    private final List<String> namespaces = new ArrayList<>();
    private final List<Process> daemons = new ArrayList<>();
    private @Nullable EmbeddedZooKeeper zooKeeper;

    @TempDir
    Path directory = Path.of("");

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", String.join(" ", command), output)
                .isZero();
        return output;
    }

    private static boolean isInstalled(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return Arrays.stream(path.split(":", -1))
                .anyMatch(part -> !part.isEmpty() && Files.isExecutable(Path.of(part, program)));
    }

    private String namespace(String name) throws IOException, InterruptedException {
        String whole = prefix + name;
        run("ip", "netns", "add", whole);
        namespaces.add(whole);
        run("ip", "netns", "exec", whole, "sysctl", "-qw", "net.ipv6.conf.default.disable_ipv6=1");
        return whole;
    }

    /** A namespace with an interface {@code eth0} on the bridge. */
    private String station(String bridge, String name) throws IOException, InterruptedException {
        String station = namespace(name);
        run("ip", "-n", bridge, "link", "add", "to" + name, "type", "veth", "peer", "name", "eth0", "netns", station);
        run("ip", "-n", bridge, "link", "set", "to" + name, "master", "br0", "up");
        run("ip", "-n", station, "link", "set", "eth0", "up");
        return station;
    }

    @BeforeEach
    void wire() throws IOException, InterruptedException {
        assumeThat(System.getProperty("user.name"))
                .as("who may make namespaces")
                .isEqualTo("root");
        for (String program : List.of("ip", "curl", "sysctl")) {
            assumeThat(isInstalled(program)).as("%s is installed", program).isTrue();
        }
        String bridge = namespace("lan");
        run("ip", "-n", bridge, "link", "add", "br0", "type", "bridge");
        run("ip", "-n", bridge, "link", "set", "br0", "up");
        station(bridge, "a");
        station(bridge, "b");
        String client = station(bridge, "c");
        run("ip", "-n", client, "address", "add", "203.0.113.1/24", "dev", "eth0");
        run("ip", "-n", client, "route", "add", "198.51.100.0/28", "dev", "eth0");
    }

    @AfterEach
    void tearDown() throws IOException, InterruptedException {
        daemons.forEach(Process::destroyForcibly);
        for (Process daemon : daemons) {
            assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        if (zooKeeper != null) {
            zooKeeper.close();
        }
        for (String made : namespaces) {
            run("ip", "netns", "del", made);
        }
    }

    private static String profile(int number, String dvipa) {
        return String.join(
                "\n",
                "PORT",
                "   80 TCP WHOAMI",
                "AUTOLOG",
                "   WHOAMI",
                "ENDAUTOLOG",
                "INTERFACE OSA1 DEFINE IPAQENET PORTNAME OSA1P IPADDR 203.0.113.2" + number + "/24 VMAC",
                "IPCONFIG DYNAMICXCF 192.0.2." + number + " 255.255.255.240 1",
                "VIPADYNAMIC",
                "   " + dvipa,
                "   VIPADISTRIBUTE DEFINE DISTMETHOD ROUNDROBIN 198.51.100.11 PORT 80 DESTIP ALL",
                "ENDVIPADYNAMIC",
                "START OSA1",
                "");
    }

    private Process start(String letter, int number, String dvipa, LabPorts ports)
            throws IOException, InterruptedException {
        Path profile = Files.writeString(directory.resolve("PROFILE" + letter), profile(number, dvipa));
        Path key = directory.resolve("key");
        if (!Files.exists(key)) {
            Files.writeString(key, "00112233445566778899aabbccddeeff");
        }
        String system = "SYS" + letter.toUpperCase(Locale.ROOT);
        List<String> arguments = List.of(
                "stackd",
                "--system",
                system,
                "--job",
                "TCPIP",
                "--profile",
                profile.toString(),
                "--zookeeper",
                "127.0.0.1:" + ports.zookeeper(),
                "--key-file",
                key.toString(),
                "--state-dir",
                state(letter).toString(),
                "--first-ensemble",
                "--osa",
                "OSA1P=if:eth0@" + prefix + letter);
        Process process = JavaCommand.own()
                .process(List.of("-Xmx96m"), arguments)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(system + ".log").toFile())
                .start();
        daemons.add(process);
        await().atMost(PATIENCE).alias(system + " joins").until(() -> {
            assertThat(process.isAlive()).as(() -> log(system)).isTrue();
            return Files.exists(state(letter).resolve("ready.json"));
        });
        return process;
    }

    private Path state(String letter) {
        return directory.resolve("state" + letter);
    }

    private String log(String system) {
        try {
            return Files.readString(directory.resolve(system + ".log"));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    /** First line of the answer; empty when there was none within two seconds. */
    private String ask() throws IOException, InterruptedException {
        Process curl = new ProcessBuilder("ip", "netns", "exec", prefix + "c", "curl", "-s", "-m", "2", DVIPA).start();
        curl.getOutputStream().close();
        String output = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(curl.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return output.lines().findFirst().orElse("");
    }

    @Test
    void aLinuxHostIsServedByBothAndThenByTheOneThatIsLeft() throws Exception {
        LabPorts ports = FreePorts.base();
        zooKeeper = EmbeddedZooKeeper.start(directory.resolve("zookeeper"), ports.zookeeper());
        Process owner = start("a", 1, "VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.240 198.51.100.11", ports);
        start("b", 2, "VIPABACKUP 100 MOVEABLE IMMEDIATE 255.255.255.240 198.51.100.11", ports);
        Set<String> answered = new TreeSet<>();
        await().atMost(PATIENCE).alias("both answer").until(() -> {
            answered.add(ask());
            answered.remove("");
            return answered.size() == 2;
        });
        assertThat(answered).containsExactly("SYSA", "SYSB");
        run("ip", "netns", "exec", prefix + "c", "ping", "-c", "1", "-W", "2", "198.51.100.11");
        String before = run("ip", "-n", prefix + "c", "neigh", "show", "198.51.100.11");
        owner.destroyForcibly();
        assertThat(owner.waitFor(10, TimeUnit.SECONDS)).isTrue();
        await().atMost(PATIENCE).alias("SYSB takes over").until(() -> ask().equals("SYSB"));
        assertThat(run("ip", "-n", prefix + "c", "neigh", "show", "198.51.100.11"))
                .as("the host heard the gratuitous ARP")
                .isNotEqualTo(before);
        for (int i = 0; i < 5; i++) {
            assertThat(ask()).isEqualTo("SYSB");
        }
    }
}
