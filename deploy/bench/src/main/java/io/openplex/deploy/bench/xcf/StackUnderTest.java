package io.openplex.deploy.bench.xcf;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.openplex.deploy.bench.lan.BenchLan;
import io.openplex.deploy.bench.process.Child;
import io.openplex.deploy.bench.process.Children;
import io.openplex.deploy.lab.JavaCommand;
import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.LabFiles;
import io.openplex.deploy.lab.LabPorts;
import io.openplex.deploy.operator.OperatorClient;
import io.openplex.deploy.operator.OperatorFailure;
import io.openplex.deploy.operator.SystemAddress;
import io.openplex.proto.v1.CommandReply;
import io.openplex.proto.v1.EnfServiceGrpc;
import io.openplex.proto.v1.MembershipSnapshot;
import io.openplex.proto.v1.QueryRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One stack daemon under test. What it is asked, anybody may ask who reaches its ports. */
final class StackUnderTest {
    /** Ports of one stack: switch side and own side of its cable (UDP), operator interface, metrics. */
    static final int PORTS = 4;

    private static final List<String> SMALL_JVM = List.of(
            "-Xmx96m",
            "-Xms16m",
            "-Xss512k",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:MaxMetaspaceSize=96m",
            "-XX:+ExitOnOutOfMemoryError");
    private static final Duration STOP = Duration.ofSeconds(8);
    private static final long QUERY_MS = 1000;

    private final SysplexPlan.Member member;
    private final Children children;
    private final Path directory;
    private final String zookeeper;
    private final int firstPort;
    private @Nullable Child child;

    StackUnderTest(SysplexPlan.Member member, Children children, Path directory, String zookeeper, int firstPort) {
        this.member = member;
        this.children = children;
        this.directory = directory;
        this.zookeeper = zookeeper;
        this.firstPort = firstPort;
    }

    /** System name; also that of its station on the LAN. */
    String system() {
        return member.system();
    }

    SysplexPlan.Member member() {
        return member;
    }

    BenchLan.Cable cable() {
        return new BenchLan.Cable(system(), member.mac(), firstPort, firstPort + 1);
    }

    /** Writes the profile and starts the process; it joins later. */
    void start(String profile) {
        try {
            Files.createDirectories(stateDirectory());
            Files.writeString(profileFile(), profile);
        } catch (IOException e) {
            throw LabFailure.failed("cannot write to " + directory + ": " + LabFiles.reason(e));
        }
        start();
    }

    /** It has been a member since it was started; asks nothing of it. */
    boolean ready() {
        return Files.exists(readyFile());
    }

    private Path readyFile() {
        return stateDirectory().resolve("ready.json");
    }

    /** Starts the process again. */
    void start() {
        try {
            Files.deleteIfExists(readyFile());
        } catch (IOException e) {
            throw LabFailure.failed("cannot delete " + readyFile() + ": " + LabFiles.reason(e));
        }
        child = children.start(
                system(), JavaCommand.own().process(SMALL_JVM, arguments()), directory.resolve(system() + ".log"));
    }

    private List<String> arguments() {
        return List.of(
                "stackd",
                "--system",
                system(),
                "--job",
                member.job(),
                "--sysclone",
                member.sysclone(),
                "--sysplex",
                "BENCHPLX",
                "--cpc",
                "CPC1",
                "--profile",
                profileFile().toString(),
                "--key-file",
                directory.resolve("xcf.key").toString(),
                "--state-dir",
                stateDirectory().toString(),
                "--exit-with-parent",
                "--first-ensemble",
                "--zookeeper",
                zookeeper,
                "--rpc-port",
                Integer.toString(rpcPort()),
                "--metrics-port",
                Integer.toString(firstPort + 3),
                "--osa",
                SysplexPlan.OSA_PORT + "=udp:" + (firstPort + 1) + ":" + firstPort,
                "--mac",
                SysplexPlan.OSA_PORT + "=" + member.mac().toConsole());
    }

    private Path profileFile() {
        return directory.resolve(system() + ".profile");
    }

    private Path stateDirectory() {
        return directory.resolve(system());
    }

    private int rpcPort() {
        return firstPort + 2;
    }

    /** Its process. */
    Child process() {
        Child now = child;
        if (now == null) {
            throw LabFailure.failed(system() + " was never started");
        }
        return now;
    }

    /** Orderly stop: it leaves the group first. */
    void stop() throws InterruptedException {
        process().stop(STOP);
    }

    /** What it says of group and addresses; nothing when it does not answer. */
    Optional<MembershipSnapshot> snapshot() {
        ManagedChannel channel = NettyChannelBuilder.forAddress(LabPorts.loopback(rpcPort()))
                .usePlaintext()
                .build();
        try {
            return Optional.of(EnfServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(QUERY_MS, TimeUnit.MILLISECONDS)
                    .query(QueryRequest.getDefaultInstance()));
        } catch (StatusRuntimeException unanswered) {
            return Optional.empty();
        } finally {
            channel.shutdownNow();
        }
    }

    /** Runs an operator command; nothing when it did not answer. */
    Optional<CommandReply> command(String text) {
        try (OperatorClient client = new OperatorClient(new SystemAddress(system(), "127.0.0.1", rpcPort()))) {
            return client.tryExecute(text, false);
        } catch (OperatorFailure silent) {
            return Optional.empty();
        }
    }

    /** Sum of a metric over its labels; nothing when it does not answer or has no such metric. */
    OptionalDouble metric(String name) throws InterruptedException {
        return metric(name, "");
    }

    /** The same of the lines with this label. */
    OptionalDouble metric(String name, String label) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + (firstPort + 3) + "/metrics");
        try (HttpClient client = HttpClient.newHttpClient()) {
            String text = client.send(
                            HttpRequest.newBuilder(uri)
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return MetricsText.sum(text, name, label);
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }
}
