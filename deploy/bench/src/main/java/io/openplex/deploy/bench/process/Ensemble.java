package io.openplex.deploy.bench.process;

import io.openplex.deploy.lab.JavaCommand;
import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.LabFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A coordination service as one runs it: three servers, each a process, on loopback only. They sync to the disk. */
public final class Ensemble {
    /** Servers. */
    public static final int SERVERS = 3;

    /** Ports that it takes: for clients, for the quorum, for elections. */
    public static final int PORTS = 3 * SERVERS;

    private static final List<String> SMALL_JVM =
            List.of("-Xmx64m", "-Xss512k", "-Dlogback.configurationFile=io/openplex/deploy/lab/logback-quiet.xml");
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final long POLL_MS = 50;
    private static final int ANSWER_MS = 500;

    private final Children children;
    private final Path directory;
    private final int firstPort;
    private final List<Child> servers = new ArrayList<>();

    private Ensemble(Children children, Path directory, int firstPort) {
        this.children = children;
        this.directory = directory;
        this.firstPort = firstPort;
    }

    /** Starts all servers and waits until they have a leader. */
    public static Ensemble start(Children children, Path directory, int firstPort) throws InterruptedException {
        Ensemble ensemble = new Ensemble(children, directory, firstPort);
        for (int i = 0; i < SERVERS; i++) {
            ensemble.configure(i);
            ensemble.servers.add(ensemble.startServer(i));
        }
        ensemble.awaitServing();
        return ensemble;
    }

    /** What clients connect to. */
    public String connectString() {
        return IntStream.range(0, SERVERS)
                .mapToObj(i -> "127.0.0.1:" + (firstPort + i))
                .collect(Collectors.joining(","));
    }

    /** SIGSTOP to all servers. */
    public void freeze() {
        servers.forEach(Child::freeze);
    }

    /** SIGCONT to all servers. */
    public void thaw() {
        servers.forEach(Child::thaw);
    }

    /** SIGKILL to all servers. */
    public void kill() throws InterruptedException {
        for (Child server : servers) {
            server.kill();
        }
    }

    /** Starts all servers again, on what they have on disk, without waiting until they serve. */
    public void restart() {
        for (int i = 0; i < SERVERS; i++) {
            servers.set(i, startServer(i));
        }
    }

    /** Stops one server in order, starts it again and waits until all three serve. */
    public void restart(int server) throws InterruptedException {
        servers.get(server).stop(STOP);
        servers.set(server, startServer(server));
        awaitServing();
    }

    /** Waits until every server has found its place: one leads, the others follow. */
    public void awaitServing() throws InterruptedException {
        Polling.until(START, POLL_MS, this::serving, () -> {
            String dead = servers.stream()
                    .filter(server -> !server.alive())
                    .map(server -> server.name() + " ended" + server.lastWords())
                    .collect(Collectors.joining("; "));
            return "the coordination service did not start within " + START.toSeconds() + " s"
                    + (dead.isEmpty() ? "" : ": " + dead);
        });
    }

    private boolean serving() {
        return IntStream.range(0, SERVERS).allMatch(i -> mode(firstPort + i));
    }

    private Child startServer(int i) {
        return children.start(
                "ZooKeeper server " + (i + 1),
                JavaCommand.own()
                        .process(
                                EnsembleServer.class,
                                SMALL_JVM,
                                List.of(configuration(i).toString())),
                directory.resolve("zookeeper-" + (i + 1) + ".log"));
    }

    private Path configuration(int i) {
        return directory.resolve("zookeeper-" + (i + 1) + ".cfg");
    }

    private void configure(int i) {
        Path data = directory.resolve("zookeeper-" + (i + 1));
        StringBuilder text = new StringBuilder("""
                tickTime=500
                initLimit=20
                syncLimit=10
                maxClientCnxns=0
                clientPortAddress=127.0.0.1
                admin.enableServer=false
                standaloneEnabled=false
                4lw.commands.whitelist=srvr
                """)
                .append("clientPort=")
                .append(firstPort + i)
                .append("\ndataDir=")
                .append(data)
                .append('\n');
        for (int server = 0; server < SERVERS; server++) {
            text.append("server.%d=127.0.0.1:%d:%d%n"
                    .formatted(server + 1, firstPort + SERVERS + server, firstPort + 2 * SERVERS + server));
        }
        try {
            Files.createDirectories(data);
            Files.writeString(data.resolve("myid"), (i + 1) + "\n");
            Files.writeString(configuration(i), text);
        } catch (IOException e) {
            throw LabFailure.failed("cannot write to " + directory + ": " + LabFiles.reason(e));
        }
    }

    /** The server says that it leads or follows. */
    private static boolean mode(int port) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ANSWER_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            try (InputStream in = socket.getInputStream()) {
                String answer = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
                return answer.contains("Mode: leader") || answer.contains("Mode: follower");
            }
        } catch (IOException e) {
            return false;
        }
    }
}
