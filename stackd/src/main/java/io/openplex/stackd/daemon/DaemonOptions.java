package io.openplex.stackd.daemon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of one stack daemon, as typed; {@link DaemonConfiguration} checks them. */
public final class DaemonOptions {
    @Option(names = "--system", required = true, paramLabel = "NAME", description = "MVS system name, 1-8 characters.")
    String system = "";

    @Option(
            names = "--job",
            required = true,
            paramLabel = "NAME",
            description = "Job name of the stack, 1-8 characters.")
    String job = "";

    @Option(
            names = "--sysclone",
            paramLabel = "XX",
            description = "&SYSCLONE, 1-2 characters (default: last two of the system name).")
    @Nullable
    String sysclone;

    @Option(
            names = "--sysplex",
            paramLabel = "NAME",
            defaultValue = "LOCAL",
            description = "Sysplex (${DEFAULT-VALUE}).")
    String sysplex = "LOCAL";

    @Option(names = "--cpc", paramLabel = "NAME", defaultValue = "CPC1", description = "CPC name (${DEFAULT-VALUE}).")
    String cpc = "CPC1";

    @Option(names = "--cp-name", paramLabel = "NAME", description = "VTAM CP name (default: VTAM and the sysclone).")
    @Nullable
    String cpName;

    @Option(
            names = "--symbol",
            paramLabel = "NAME=VALUE",
            description = "Installation symbol for the profile; repeatable.")
    Map<String, String> symbols = new LinkedHashMap<>();

    @Option(
            names = "--profile",
            required = true,
            paramLabel = "FILE",
            description = "PROFILE.TCPIP (plays DD:PROFILE).")
    Path profile = Path.of("");

    @Option(
            names = "--profile-dir",
            paramLabel = "DIR",
            description = "Where INCLUDE finds data sets (default: the profile's folder).")
    @Nullable
    Path profileDirectory;

    @Option(
            names = "--zookeeper",
            required = true,
            paramLabel = "HOST:PORT[,...]",
            description = "Coordination service of the sysplex.")
    String zookeeper = "";

    @Option(
            names = "--zookeeper-auth",
            paramLabel = "FILE",
            description =
                    "One line user:password: the sysplex's nodes in the coordination service are open to this user"
                            + " alone (digest), the same for all stacks. Without it they are open to everybody.")
    @Nullable
    Path zookeeperAuth;

    @Option(
            names = "--first-ensemble",
            description =
                    "No stack of this sysplex that knew another, lost ZooKeeper ensemble can be alive: do not wait"
                            + " twice the session time-out and 3 s before joining a group that was created only now.")
    boolean firstEnsemble;

    @Option(
            names = "--session-timeout-ms",
            paramLabel = "MS",
            defaultValue = "6000",
            description = "ZooKeeper session time-out, 1000-60000 (${DEFAULT-VALUE}).")
    int sessionTimeoutMs = 6000;

    @Option(
            names = "--heartbeat-ms",
            paramLabel = "MS",
            defaultValue = "20",
            description =
                    "Interval of heartbeats between the stacks; the same in the whole group" + " (${DEFAULT-VALUE}).")
    int heartbeatMs = 20;

    @Option(
            names = "--promise-ms",
            paramLabel = "MS",
            defaultValue = "200",
            description = "How long an answered heartbeat entitles; a silent owner is replaced after about 1.6 times"
                    + " as long (${DEFAULT-VALUE}).")
    int promiseMs = 200;

    @Option(
            names = "--confirmation-ms",
            paramLabel = "MS",
            defaultValue = "80",
            description = "How long a confirmation by ZooKeeper entitles when partners do not answer"
                    + " (${DEFAULT-VALUE}).")
    int confirmationMs = 80;

    @Option(
            names = "--nice",
            paramLabel = "N",
            defaultValue = "-15",
            description = "Scheduling priority of the stack's loop, -20 (first) to 0 (like any thread): others take its"
                    + " silence for death. Needs CAP_SYS_NICE (${DEFAULT-VALUE}).")
    int nice = -15;

    @Option(
            names = "--sfm-policy",
            paramLabel = "ACTION",
            defaultValue = "isolate",
            description = "When a stack is not heard any more: isolate it, or prompt the operator (${DEFAULT-VALUE}).")
    String sfmPolicy = "isolate";

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Certificate of this stack for XCF signalling, PEM, naming the --host address; with --tls-key"
                    + " and --tls-ca.")
    @Nullable
    Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key, PEM (PKCS #8).")
    @Nullable
    Path tlsKey;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Authority that the certificates of all partners must be signed by, PEM.")
    @Nullable
    Path tlsAuthority;

    @Option(
            names = "--key-file",
            required = true,
            paramLabel = "FILE",
            description = "Key of the group's XCF links: 32 hex digits.")
    Path keyFile = Path.of("");

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Address for signalling, XCF links, operator and metrics; a loopback one only when all servers"
                            + " of --zookeeper are reached by loopback, too (${DEFAULT-VALUE}).")
    String host = "127.0.0.1";

    @Option(
            names = "--rpc-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Operator console and ENF over gRPC; 0 picks one (${DEFAULT-VALUE}).")
    int rpcPort;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "HTTP /metrics, /health and /ready; 0 picks one (${DEFAULT-VALUE}).")
    int metricsPort;

    @Option(
            names = "--osa",
            paramLabel = "PORTNAME=LAN",
            description =
                    "LAN of an OSA port; repeatable. udp:LOCAL:REMOTE: Ethernet frames over loopback UDP between two"
                            + " ports. if:INTERFACE[@NAMESPACE]: a real interface, in another network namespace if one"
                            + " is named; needs CAP_NET_RAW.")
    List<String> osas = new ArrayList<>();

    @Option(
            names = "--mac",
            paramLabel = "PORTNAME=MAC",
            description = "Burned-in address of an OSA port, 12 hex digits (default: made from system and port name).")
    Map<String, String> macs = new LinkedHashMap<>();

    @Option(names = "--tap", paramLabel = "PORTNAME=FILE", description = "Capture of an OSA port, pcapng; repeatable.")
    Map<String, String> taps = new LinkedHashMap<>();

    @Option(
            names = "--state-dir",
            required = true,
            paramLabel = "DIR",
            description = "Folder of this daemon alone, kept between its lives: its identity on this machine, and"
                    + " ready.json while the stack is in the sysplex.")
    Path stateDirectory = Path.of("");

    @Option(
            names = "--exit-with-parent",
            description = "Stop in order when standard input ends; for a supervisor that holds the other end.")
    boolean exitWithParent;

    @Option(
            names = "--allow-remote",
            description =
                    "Permit an address beyond loopback with --host; without TLS this is for closed networks only.")
    boolean allowRemote;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    boolean help;
}
