package io.openplex.deploy.lab.demo;

import io.openplex.deploy.lab.ControlClient;
import io.openplex.deploy.lab.ControlReply;
import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.LabFiles;
import io.openplex.deploy.lab.LabPorts;
import io.openplex.deploy.lab.Lpar;
import io.openplex.deploy.operator.OperatorClient;
import io.openplex.deploy.operator.OperatorFailure;
import io.openplex.deploy.operator.SystemAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What client traffic needs of a running lab: its doors, its verbs, and where a connection ended up. */
public record LabClient(LabFiles files, LabPorts ports) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EDGE_ADDRESS = "203.0.113.1";
    private static final int CONNECTIONS_TRIED = 12;
    private static final Duration FOUND = Duration.ofSeconds(10);

    /** Door to port 80 of the DVIPA. */
    public InetSocketAddress http() {
        return LabPorts.loopback(ports.http());
    }

    /** Door to port 7 of the DVIPA. */
    public InetSocketAddress echo() {
        return LabPorts.loopback(ports.echo());
    }

    /** A verb of the lab ("kill SYSA"). */
    public ControlReply verb(String request) {
        return ControlClient.ask(files, request, PATIENCE, text -> {});
    }

    /** One busy echo connection to each of the systems that run, by system name. */
    public Map<String, EchoStream> echoToEach(int systems) throws IOException {
        Map<String, EchoStream> streams = new LinkedHashMap<>();
        for (int i = 0; i < CONNECTIONS_TRIED && streams.size() < systems; i++) {
            EchoStream stream = EchoStream.open(echo());
            String system = systemOf(stream);
            if (streams.containsKey(system)) {
                stream.close();
            } else {
                streams.put(system, stream);
            }
        }
        if (streams.size() < systems) {
            streams.values().forEach(EchoStream::close);
            throw LabFailure.failed("echo connections reached " + streams.keySet() + " only");
        }
        return streams;
    }

    /** A busy echo connection to this system. */
    public EchoStream echoTo(String system) throws IOException {
        for (int i = 0; i < CONNECTIONS_TRIED; i++) {
            EchoStream stream = EchoStream.open(echo());
            if (systemOf(stream).equals(system)) {
                return stream;
            }
            stream.close();
        }
        throw LabFailure.failed("no echo connection reached " + system);
    }

    /** The system on which a connection through the edge ended, found in its list of connections. */
    public String systemOf(EchoStream stream) {
        long deadline = System.nanoTime() + FOUND.toNanos();
        while (System.nanoTime() - deadline < 0) {
            String port = verb("edge " + stream.localPort()).text();
            String socket = EDGE_ADDRESS + ".." + port;
            for (Lpar lpar : port.equals("0") ? List.<Lpar>of() : Lpar.ALL) {
                if (console(lpar, "D TCPIP,,NETSTAT,CONN")
                        .filter(text -> holds(text, socket))
                        .isPresent()) {
                    return lpar.system();
                }
            }
        }
        throw LabFailure.failed("no system has the echo connection from port " + stream.localPort());
    }

    /** A console command's lines; nothing when the system does not answer. */
    public Optional<String> console(Lpar lpar, String command) {
        SystemAddress address = new SystemAddress(lpar.system(), "127.0.0.1", ports.rpc(lpar));
        try (OperatorClient client = new OperatorClient(address)) {
            return client.tryExecute(command, false).map(reply -> String.join("\n", reply.getLinesList()));
        } catch (OperatorFailure e) {
            return Optional.empty();
        }
    }

    /** The system that has the DVIPA active; nothing when none says so. */
    public Optional<String> owner() {
        return Lpar.ALL.stream()
                .filter(lpar -> console(lpar, "D TCPIP,,NETSTAT,VIPADYN")
                        .filter(text -> text.contains("STATUS: ACTIVE"))
                        .isPresent())
                .map(Lpar::system)
                .findFirst();
    }

    private static boolean holds(String text, String socket) {
        return text.lines().anyMatch(line -> line.stripTrailing().endsWith(socket));
    }
}
