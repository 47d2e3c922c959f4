package io.openplex.deploy.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.simulation.client.ClientHost;
import io.openplex.deploy.simulation.client.EchoClient;
import io.openplex.deploy.simulation.client.WhoamiClient;
import io.openplex.deploy.simulation.lan.ArpClaim;
import io.openplex.deploy.simulation.xcf.XcfTiming;
import io.openplex.dvipa.Status;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.stackd.stack.StackIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Three LPARs like the lab's and one client host. As an extension it adds seed and last events to the message of a
 * failing test.
 */
final class LabWorld implements TestExecutionExceptionHandler {
    static final IpAddress DVIPA = IpAddress.parse("198.51.100.11");
    static final IpPrefix DVIPAS = IpPrefix.parse("198.51.100.0/28");
    static final IpEndpoint ECHO = new IpEndpoint(DVIPA, 7);
    static final IpEndpoint WHOAMI = new IpEndpoint(DVIPA, 80);
    static final Duration SOON = Duration.ofSeconds(10);

    static final String OWNER = """
            VIPADYNAMIC
               VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.240 198.51.100.11
            ENDVIPADYNAMIC
            """;
    static final String DISTRIBUTOR = """
            VIPADYNAMIC
               VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.240 198.51.100.11
               VIPADISTRIBUTE DEFINE DISTMETHOD ROUNDROBIN 198.51.100.11 PORT 80 7 DESTIP ALL
            ENDVIPADYNAMIC
            """;
    private static final String BACKUP = """
            VIPADYNAMIC
               VIPABACKUP %d 198.51.100.11
            ENDVIPADYNAMIC
            """;
    private static final String PROFILE = """
            IPCONFIG FORMAT LONG DATAGRAMFWD SYSPLEXROUTING
            IPCONFIG DYNAMICXCF 192.0.2.&HOSTNUM. 255.255.255.240 1
            PORT
               7  TCP ECHO
               80 TCP WHOAMI
            AUTOLOG 0
               ECHO
               WHOAMI
            ENDAUTOLOG
            INTERFACE OSA1 DEFINE IPAQENET PORTNAME OSA1P IPADDR 203.0.113.2&HOSTNUM./24 MTU 1500
            BEGINROUTES
               ROUTE 203.0.113.0/24  =            OSA1  MTU 1500
               ROUTE DEFAULT         203.0.113.1  OSA1  MTU 1500
            ENDROUTES
            INCLUDE TCPPARMS(&SYSNAME.)
            START OSA1
            """;

    final SimulatedSysplex sysplex;
    final SimulatedLpar sysa;
    final SimulatedLpar sysb;
    final SimulatedLpar sysc;
    final ClientHost edge;

    /** A world in which SYSA owns the address in the way given, SYSB backs it with 100, SYSC with 50. */
    LabWorld(long seed, String owner) {
        this(seed, owner, XcfTiming.usual());
    }

    LabWorld(long seed, String owner, XcfTiming timing) {
        sysplex = new SimulatedSysplex(seed, timing);
        sysa = sysplex.lpar(lpar('A', 1, "CPC1", owner));
        sysb = sysplex.lpar(lpar('B', 2, "CPC1", BACKUP.formatted(100)));
        sysc = sysplex.lpar(lpar('C', 3, "CPC2", BACKUP.formatted(50)));
        edge = sysplex.client("EDGE", IpPrefix.parse("203.0.113.2/24"), List.of(DVIPAS));
    }

    private static LparDefinition lpar(char letter, int number, String cpc, String vipas) {
        String system = "SYS" + letter;
        StackIdentity identity = new StackIdentity(
                system, "TCPIP" + letter, letter + String.valueOf(number), "LABPLEX", cpc, "VTAM" + letter);
        return new LparDefinition(
                identity,
                Map.of("HOSTNUM", String.valueOf(number)),
                Map.of("DD:PROFILE", PROFILE, "TCPPARMS(" + system + ")", vipas),
                "OSA1P",
                new MacAddress(0x0200_0000_0000L + number));
    }

    List<SimulatedLpar> lpars() {
        return List.of(sysa, sysb, sysc);
    }

    // ---- doing ----

    /** Starts SYSA, then the backups, until every stack is in and linked. */
    LabWorld started() {
        start(sysa);
        start(sysb);
        start(sysc);
        settle();
        return this;
    }

    void start(SimulatedLpar lpar) {
        lpar.start();
        sysplex.runUntil(lpar.name() + " is ready", SOON, lpar::ready);
    }

    void kill(SimulatedLpar lpar) {
        lpar.kill();
    }

    void stop(SimulatedLpar lpar) {
        lpar.stop();
        sysplex.runUntil(lpar.name() + " has stopped", SOON, () -> !lpar.running());
    }

    /** Time for everything that is under way. */
    void settle() {
        sysplex.run(Duration.ofSeconds(1));
    }

    void untilStatus(SimulatedLpar lpar, Status status) {
        sysplex.runUntil(
                lpar.name() + " is " + status,
                SOON,
                () -> lpar.status(DVIPA).filter(status::equals).isPresent());
    }

    /** Open echo connections to the DVIPA. */
    List<EchoClient> connect(int count) {
        return connect(edge, count);
    }

    /** Open echo connections from a host to the DVIPA. */
    List<EchoClient> connect(ClientHost from, int count) {
        List<EchoClient> opened = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EchoClient client = from.echo(ECHO);
            sysplex.runUntil(client + " is connected", SOON, client::open);
            opened.add(client);
        }
        return opened;
    }

    void exchange(List<EchoClient> clients, int bytes) {
        clients.forEach(client -> client.send(bytes, now()));
        for (EchoClient client : clients) {
            sysplex.runUntil(client + " has everything back", SOON, client::settled);
        }
        assertWhole(clients);
    }

    void keepBusy(List<EchoClient> clients) {
        clients.forEach(client -> client.keepBusy(10_000_000L, 700, now()));
    }

    void rest(List<EchoClient> clients) {
        clients.forEach(EchoClient::rest);
        for (EchoClient client : clients) {
            sysplex.runUntil(client + " has everything back", Duration.ofSeconds(30), client::settled);
        }
        assertWhole(clients);
    }

    /** Systems that answered so many requests, one after the other. */
    List<String> whoami(int count) {
        List<String> systems = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            WhoamiClient client = edge.whoami(WHOAMI);
            sysplex.runUntil("whoami is answered", SOON, client::ended);
            systems.add(client.system().orElse("none, " + client.closeReason()));
        }
        return systems;
    }

    boolean answersPing() {
        return pingAnswers(1) == 1;
    }

    /** Answers to so many pings of the DVIPA, whoever gives them. */
    int pingAnswers(int pings) {
        int before = edge.pinger().answers(DVIPA);
        for (int i = 0; i < pings; i++) {
            edge.pinger().send(DVIPA, now());
            sysplex.run(Duration.ofMillis(100));
        }
        return edge.pinger().answers(DVIPA) - before;
    }

    // ---- seeing ----

    long now() {
        return sysplex.clock().nanos();
    }

    /** The system on which a client's connection ends. */
    SimulatedLpar at(EchoClient client) {
        return lpars().stream()
                .filter(SimulatedLpar::running)
                .filter(lpar -> lpar.stack().tcp().connectionsOf(DVIPA).stream()
                        .anyMatch(id -> id.remote().equals(client.local())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(client + " ends nowhere"));
    }

    Map<SimulatedLpar, List<EchoClient>> bySystem(List<EchoClient> clients) {
        Map<SimulatedLpar, List<EchoClient>> found =
                new TreeMap<>((one, other) -> one.name().compareTo(other.name()));
        clients.forEach(client ->
                found.computeIfAbsent(at(client), lpar -> new ArrayList<>()).add(client));
        return found;
    }

    List<String> home(SimulatedLpar lpar) {
        return lpar.command("D TCPIP,,NETSTAT,HOME");
    }

    /** Flags of the DVIPA in a stack's home list. */
    String flags(SimulatedLpar lpar) {
        List<String> lines = home(lpar);
        String flags = lines.get(lines.indexOf("  ADDRESS:  " + DVIPA) + 1);
        return flags.replace("FLAGS:", "").strip();
    }

    /** Connection routing table: port, client's port, target's XCF address. */
    List<String> crt(SimulatedLpar lpar) {
        return rows(
                lpar.command("D TCPIP,,NETSTAT,VCRT"),
                Pattern.compile("DEST: +[0-9.]+\\.\\.(\\d+) SOURCE: +[0-9.]+\\.\\.(\\d+) DESTXCF: +([0-9.]+)"),
                "%s %s %s");
    }

    /** Destination port table: port, target's XCF address, counts. */
    List<String> dpt(SimulatedLpar lpar) {
        return rows(
                lpar.command("D TCPIP,,NETSTAT,VDPT"),
                Pattern.compile("DEST: +[0-9.]+\\.\\.(\\d+) DESTXCF: +([0-9.]+) TOTALCONN: 0*(\\d+) +RDY: 0*(\\d+)"),
                "%s %s total %s ready %s");
    }

    private static List<String> rows(List<String> lines, Pattern row, String format) {
        String joined = String.join(" ", lines).replaceAll(" +", " ");
        return row.matcher(joined)
                .results()
                .map(found -> format.formatted(IntStream.rangeClosed(1, found.groupCount())
                        .mapToObj(found::group)
                        .toArray()))
                .toList();
    }

    static void assertWhole(List<EchoClient> clients) {
        assertThat(clients).allSatisfy(client -> {
            assertThat(client.fault()).isEmpty();
            assertThat(client.received()).isLessThanOrEqualTo(client.sent());
        });
    }

    void assertStatus(Status a, Status b, Status c) {
        assertThat(sysa.status(DVIPA)).as("SYSA").contains(a);
        assertThat(sysb.status(DVIPA)).as("SYSB").contains(b);
        assertThat(sysc.status(DVIPA)).as("SYSC").contains(c);
    }

    /** Stations that claimed the DVIPA by answer or unasked, in order, each run of claims of one station once. */
    List<String> claimants() {
        List<String> order = new ArrayList<>();
        for (ArpClaim claim : sysplex.lan().claims()) {
            if (claim.address().equals(DVIPA)
                    && (order.isEmpty() || !order.getLast().equals(claim.station()))) {
                order.add(claim.station());
            }
        }
        return order;
    }

    /** Positions in the trace at which a system's lines with these texts stand. */
    List<Integer> order(SimulatedLpar lpar, String... texts) {
        List<String> lines = sysplex.trace().lines();
        return Stream.of(texts)
                .map(text -> IntStream.range(0, lines.size())
                        .filter(at -> lines.get(at).contains(lpar.name() + " ")
                                && lines.get(at).contains(text))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(lpar.name() + " never said " + text)))
                .toList();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw new AssertionError(failure.getMessage() + "\n" + sysplex.report(), failure);
    }
}
