package io.openplex.stackd.console;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.stackd.tcp.TcpState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The sample sysplex of operations.md as SYSA sees it, both families; also answers commands and remembers them. */
public final class LabStack implements StackView, SysplexCommands, StackControl {
    /** Wall clock of the tests: 2025-11-15 10:11:09 UTC. */
    public static final long NOW = Instant.parse("2025-11-15T10:11:09Z").toEpochMilli();

    /** What the console passed on. */
    public final List<String> calls = new ArrayList<>();

    /** Whether the stack is in its group. */
    public boolean member = true;

    /** Whether a second stack is active on the system. */
    public boolean secondStack;

    /** What the next command answers. */
    public CommandOutcome outcome = CommandOutcome.carriedOut();

    /** Whether XCF information is current. */
    public boolean current = true;

    /** How long SYSC has not been heard, milliseconds; its signalling link is down when this is not 0. */
    public long silence;

    /** Intervals and policy. */
    public XcfFacts facts = XcfFacts.defaults();

    /** Console log. */
    public final MessageLog log = new MessageLog("SYSA", 1000);

    /** Questions to the operator. */
    public final OutstandingReplies replies = new OutstandingReplies(log);

    /** Ends the last removal that was begun. */
    public Optional<SysplexCommands.RemovalEnd> removal = Optional.empty();

    /** Whether a removal ends at once. */
    public boolean removesAtOnce;

    /** Connections beside the standard ones. */
    public int extraConnections;

    /** A console on this stack. */
    public OperatorConsole console() {
        return new OperatorConsole(this, this, this, replies, ZoneOffset.UTC);
    }

    @Override
    public String system() {
        return "SYSA";
    }

    @Override
    public String stack() {
        return "TCPIPA";
    }

    @Override
    public List<StackStatus> stacks() {
        List<StackStatus> stacks = new ArrayList<>(List.of(new StackStatus("TCPIPA", "CS V2R5", true)));
        if (secondStack) {
            stacks.add(new StackStatus("TCPIPX", "CS V2R5", true));
        }
        return stacks;
    }

    @Override
    public int maxRecords() {
        return 100;
    }

    @Override
    public List<HomeEntry> home() {
        return List.of(
                new HomeEntry(
                        "dvipa6a", false, address("2001:db8:1::11"), Optional.of(HomeEntry.Type.GLOBAL), List.of()),
                link("EZASAMEMVS", "192.0.2.1"),
                link("IQDIOLNKC0000201", "192.0.2.1"),
                link("EZAXCFC3", "192.0.2.1"),
                new HomeEntry(
                        "OSA1", false, address("203.0.113.21"), Optional.empty(), List.of(HomeEntry.Flag.PRIMARY)),
                link("VIPLC633640B", "198.51.100.11"),
                link("LOOPBACK", "127.0.0.1"),
                new HomeEntry("LOOPBACK6", false, address("::1"), Optional.of(HomeEntry.Type.LOOPBACK), List.of()));
    }

    private static HomeEntry link(String name, String address) {
        return new HomeEntry(name, true, address(address), Optional.empty(), List.of());
    }

    @Override
    public List<ConnectionEntry> connections() {
        List<ConnectionEntry> all = new ArrayList<>();
        all.add(socket(0x3b, "0.0.0.0", 8080, "0.0.0.0", 0, TcpState.LISTEN));
        all.add(new ConnectionEntry(
                "WEBSRV1",
                0xa7,
                end("198.51.100.11", 8080),
                Optional.of(end("203.0.113.80", 51514)),
                Optional.of(TcpState.ESTABLISHED),
                Optional.of("REQ0001")));
        all.add(socket(0xffffffff, "2001:db8:1::11", 8080, "2001:db8:1::80", 40000, TcpState.CLOSE_WAIT));
        all.add(socket(0xa8, "198.51.100.11", 8080, "203.0.113.80", 51515, TcpState.TIME_WAIT));
        all.add(new ConnectionEntry(
                "SYSLOGD", 0x11, end("0.0.0.0", 514), Optional.empty(), Optional.empty(), Optional.empty()));
        for (int i = 0; i < extraConnections; i++) {
            all.add(socket(0x1000 + i, "198.51.100.11", 80, "203.0.113.80", 1024 + i, TcpState.ESTABLISHED));
        }
        return all;
    }

    private static ConnectionEntry socket(
            int id, String local, int localPort, String foreign, int foreignPort, TcpState state) {
        return new ConnectionEntry(
                "WEBSRV1",
                id,
                end(local, localPort),
                Optional.of(end(foreign, foreignPort)),
                Optional.of(state),
                Optional.empty());
    }

    @Override
    public List<DvipaEntry> dvipas() {
        if (!member) {
            return List.of();
        }
        OptionalLong activated =
                OptionalLong.of(Instant.parse("2025-11-15T09:14:07Z").toEpochMilli());
        return List.of(
                dvipa("198.51.100.11/28", "", DvipaStatus.ACTIVE, DvipaOrigin.VIPADEFINE, DistStatus.BOTH, activated),
                dvipa(
                        "198.51.100.12/28",
                        "",
                        DvipaStatus.BACKUP,
                        DvipaOrigin.VIPABACKUP,
                        DistStatus.DEST,
                        OptionalLong.empty()),
                new DvipaEntry(
                        IpPrefix.parse("198.51.100.17/29"),
                        Optional.empty(),
                        DvipaStatus.ACTIVE,
                        DvipaOrigin.VIPARANGE_BIND,
                        DistStatus.NONE,
                        OptionalLong.of(Instant.parse("2025-11-15T10:02:44Z").toEpochMilli()),
                        Optional.of("PAYSRV1")),
                dvipa(
                        "2001:db8:1::11/64",
                        "DVIPA6A",
                        DvipaStatus.ACTIVE,
                        DvipaOrigin.VIPADEFINE,
                        DistStatus.DIST,
                        activated));
    }

    private static DvipaEntry dvipa(
            String prefix,
            String name,
            DvipaStatus status,
            DvipaOrigin origin,
            DistStatus dist,
            OptionalLong activated) {
        Optional<String> interfaceName = name.isEmpty() ? Optional.empty() : Optional.of(name);
        return new DvipaEntry(IpPrefix.parse(prefix), interfaceName, status, origin, dist, activated, Optional.empty());
    }

    @Override
    public List<VipaRouteEntry> vipaRoutes() {
        return List.of(
                new VipaRouteEntry(address("192.0.2.2"), address("203.0.113.22"), VipaRouteEntry.Status.ACTIVE),
                new VipaRouteEntry(address("192.0.2.3"), address("203.0.113.23"), VipaRouteEntry.Status.UNAVAIL));
    }

    @Override
    public List<DptRow> destinationPorts() {
        DptRow.Parts parts = new DptRow.Parts(64, 0, 0);
        return member
                ? List.of(
                        row("198.51.100.11", "192.0.2.1", 12, 1, Optional.of(new DptRow.Weight(64, parts, parts)), 3),
                        row("198.51.100.11", "192.0.2.2", 11, 0, Optional.empty(), 2),
                        row("2001:db8:1::11", "2001:db8:2::2", 7, 1, Optional.empty(), 0))
                : List.of();
    }

    private static DptRow row(
            String dvipa, String target, long total, int ready, Optional<DptRow.Weight> weight, long active) {
        int percent = ready == 0 ? 0 : 100;
        return new DptRow(
                end(dvipa, 8080),
                address(target),
                total,
                ready,
                ready * 16,
                percent,
                "ServerWLM",
                List.of(),
                percent,
                percent,
                percent,
                weight,
                0,
                100,
                active);
    }

    @Override
    public List<CrtEntry> connectionRoutes() {
        return List.of(
                new CrtEntry(
                        end("198.51.100.11", 8080),
                        end("203.0.113.80", 51514),
                        address("192.0.2.2"),
                        Optional.of(new CrtEntry.Path("OSA1", true, IpAddress.ANY4)),
                        Optional.of(false),
                        Optional.empty()),
                new CrtEntry(
                        end("198.51.100.12", 443),
                        end("203.0.113.80", 0),
                        address("192.0.2.3"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new CrtEntry.Affinity(30, 1, 21))),
                new CrtEntry(
                        end("2001:db8:1::11", 8080),
                        end("2001:db8:1::80", 40000),
                        address("2001:db8:2::2"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Override
    public Optional<String> group() {
        return member ? Optional.of("EZBTCPCS") : Optional.empty();
    }

    @Override
    public List<GroupDvipa> groupDvipas() {
        return List.of(
                new GroupDvipa(
                        address("198.51.100.11"),
                        Optional.of(new GroupDvipa.Local(Optional.of("VIPLC633640B"), 28, DvipaOrigin.VIPADEFINE)),
                        List.of(
                                line("TCPIPA", "SYSA", DvipaStatus.ACTIVE, 0, DistStatus.BOTH),
                                line("TCPIPB", "SYSB", DvipaStatus.BACKUP, 100, DistStatus.DEST),
                                line("TCPIPC", "SYSC", DvipaStatus.BACKUP, 50, DistStatus.DEST))),
                new GroupDvipa(
                        address("198.51.100.12"),
                        Optional.of(new GroupDvipa.Local(Optional.empty(), 28, DvipaOrigin.VIPABACKUP)),
                        List.of(
                                line("TCPIPB", "SYSB", DvipaStatus.ACTIVE, 0, DistStatus.DIST),
                                line("TCPIPA", "SYSA", DvipaStatus.BACKUP, 100, DistStatus.NONE))),
                new GroupDvipa(
                        address("2001:db8:1::11"),
                        Optional.of(new GroupDvipa.Local(Optional.of("DVIPA6A"), 64, DvipaOrigin.VIPADEFINE)),
                        List.of(line("TCPIPA", "SYSA", DvipaStatus.ACTIVE, 0, DistStatus.DIST))));
    }

    private static GroupDvipa.Line line(String tcp, String mvs, DvipaStatus status, int rank, DistStatus dist) {
        return new GroupDvipa.Line(tcp, mvs, status, rank == 0 ? OptionalInt.empty() : OptionalInt.of(rank), dist);
    }

    @Override
    public List<XcfGroupEntry> xcfGroups() {
        return List.of(
                new XcfGroupEntry(
                        "EZBTCPCS",
                        List.of(xcf("SYSA", "TCPIPA", 17), xcf("SYSB", "TCPIPB", 18), xcf("SYSC", "TCPIPC", 19))),
                new XcfGroupEntry("EZBT1121", List.of(xcf("SYSA", "TCPIPX", 20), xcf("SYSB", "TCPIPY", 21))),
                new XcfGroupEntry("ISTCFS01", List.of()),
                new XcfGroupEntry("ISTXCF", List.of()));
    }

    private XcfMember xcf(String system, String job, long incarnation) {
        long heard = system.equals("SYSC") ? silence : system.equals("SYSB") ? 12 : 0;
        return new XcfMember(
                system + job,
                system,
                job,
                system.equals("SYSC") ? "CPC2" : "CPC1",
                XcfMember.Status.ACTIVE,
                !system.equals("SYSC") || silence == 0,
                OptionalLong.of(heard),
                incarnation);
    }

    @Override
    public String sysplex() {
        return "LABPLEX";
    }

    @Override
    public XcfFacts xcfFacts() {
        return facts;
    }

    @Override
    public void removeSystem(String system, RemovalEnd end) {
        calls.add("remove " + system);
        removal = Optional.of(end);
        if (removesAtOnce) {
            end.ended(outcome, NOW);
        }
    }

    @Override
    public boolean xcfCurrent() {
        return current;
    }

    @Override
    public CommandOutcome leaveGroup() {
        return called("leave");
    }

    @Override
    public CommandOutcome joinGroup() {
        return called("join");
    }

    @Override
    public CommandOutcome deactivate(String dvipa) {
        return called("deactivate " + dvipa);
    }

    @Override
    public CommandOutcome reactivate(String dvipa) {
        return called("reactivate " + dvipa);
    }

    @Override
    public CommandOutcome quiesce(ServerSelection servers) {
        return called("quiesce " + servers);
    }

    @Override
    public CommandOutcome resume(ServerSelection servers) {
        return called("resume " + servers);
    }

    @Override
    public CommandOutcome drop(int connectionId) {
        return called("drop " + Integer.toHexString(connectionId));
    }

    @Override
    public CommandOutcome syntaxCheck(String dataSet) {
        return called("check " + dataSet);
    }

    @Override
    public void stop() {
        calls.add("stop");
    }

    private CommandOutcome called(String what) {
        calls.add(what);
        return outcome;
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text);
    }

    private static IpEndpoint end(String address, int port) {
        return new IpEndpoint(address(address), port);
    }
}
