package io.openplex.distributor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.distributor.config.Method;
import io.openplex.distributor.config.VipaDistribute;
import io.openplex.hwsim.wire.ConnectionId;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.hwsim.wire.Tcp;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Scenarios of dvipa-and-distributor.md section 7 as the distributing stack sees them, by number. */
class DistributorScenariosTest {
    private static final IpAddress D = IpAddress.parse("192.0.2.20");
    private static final IpAddress E = IpAddress.parse("192.0.2.21");
    private static final IpAddress CLIENT = IpAddress.parse("203.0.113.80");
    private static final long SECOND = 1_000_000_000L;
    private static final int PORT = 8080;

    private final Member a = member("A", 1);
    private final Member b = member("B", 2);
    private final Member c = member("C", 3);
    private DistributorEngine engine = new DistributorEngine(DistributorSettings.withKey(3, 4));
    private long now = SECOND;

    private static Member member(String letter, long incarnation) {
        IpAddress xcf = IpAddress.v4(0xc6336400 + letter.charAt(0) - 'A' + 1);
        return new Member(
                incarnation,
                new MemberInfo(
                        "SYS" + letter, "TCP" + letter, letter, "CPC", letter, Optional.of(xcf), Optional.empty()));
    }

    private List<DistributorAction> feed(DistributorEvent event) {
        return engine.handle(event, now);
    }

    private void listen(Member at, int ready) {
        feed(new DistributorEvent.ListenersChanged(
                at, List.of(new ListenerCount(Optional.empty(), PORT, ready, "SRV"))));
    }

    private void report(Member from, long epoch, RemoteConnection... connections) {
        feed(new DistributorEvent.ConnectionsReported(from, D, epoch, List.of(connections)));
    }

    private int packet(int remotePort, int flags) {
        return engine.classify(D.high(), D.low(), PORT, CLIENT.high(), CLIENT.low(), remotePort, flags, now);
    }

    private String route(int remotePort, int flags) {
        return switch (packet(remotePort, flags)) {
            case DistributorEngine.LOCAL -> "local";
            case DistributorEngine.FORWARD ->
                engine.target(engine.chosenTarget()).info().system();
            case DistributorEngine.RESET -> "reset";
            case DistributorEngine.DROP -> "drop";
            default -> "not owned";
        };
    }

    private static RemoteConnection from(int remotePort) {
        return new RemoteConnection(PORT, CLIENT, remotePort);
    }

    @BeforeEach
    void ownerWithThreeTargets() {
        feed(new DistributorEvent.Configured(List.of(VipaDistribute.roundRobin(D, PORT))));
        feed(new DistributorEvent.Joined(a, List.of(b, c)));
        feed(new DistributorEvent.OwnershipGained(D, 1));
        List.of(a, b, c).forEach(member -> {
            listen(member, 1);
            report(member, 1);
        });
    }

    @Test
    @DisplayName("distributor scenario 20: 9 connections, 3 for each target; established segments follow")
    void roundRobin() {
        List<String> routes = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            routes.add(route(5000 + i, Tcp.SYN));
            assertThat(route(5000 + i, Tcp.ACK)).isEqualTo(routes.getLast());
        }
        assertThat(routes).startsWith("local", "SYSB", "SYSC", "local");
        assertThat(engine.destinationPorts())
                .hasSize(3)
                .allMatch(row -> row.ready() == 1 && row.totalConnections() == 3 && row.activeConnections() == 3);
        assertThat(engine.connections()).hasSize(9);
        assertThat(engine.role(D)).isEqualTo(TargetRole.BOTH);
    }

    @Test
    @DisplayName("distributor scenarios 21 and 22: Rdy counts listeners; 0 gets nothing new and keeps what it has")
    void listeners() {
        for (int i = 0; i < 3; i++) {
            packet(5000 + i, Tcp.SYN);
        }
        listen(b, 0);
        listen(c, 2);
        for (int i = 0; i < 6; i++) {
            assertThat(route(6000 + i, Tcp.SYN)).isNotEqualTo("SYSB");
        }
        assertThat(route(5001, Tcp.ACK)).isEqualTo("SYSB");
        assertThat(engine.destinationPorts())
                .extracting(DestinationPortRow::ready)
                .containsExactly(1, 0, 2);
    }

    @Test
    @DisplayName("an owner without rules says so, and those who went by the rules of the one before stop")
    void ownerWithoutRules() {
        engine = new DistributorEngine(DistributorSettings.withKey(3, 4));
        feed(new DistributorEvent.Joined(b, List.of(a, c)));
        assertThat(feed(new DistributorEvent.OwnershipGained(D, 5)))
                .noneMatch(DistributorAction.SendRules.class::isInstance);
        assertThat(feed(new DistributorEvent.OwnershipGained(E, 5)))
                .noneMatch(DistributorAction.SendRules.class::isInstance);
        now = engine.nextDeadlineNanos();
        List<DistributorAction> told = feed(new DistributorEvent.Timer());
        assertThat(told)
                .as("once for both")
                .containsOnlyOnce(new DistributorAction.SendRules(Optional.empty(), List.of(), List.of()));

        engine = new DistributorEngine(DistributorSettings.withKey(3, 4));
        feed(new DistributorEvent.Joined(c, List.of(a, b)));
        var rule = new DistributionRule(D, List.of(PORT), Method.ROUNDROBIN, true, List.of());
        feed(new DistributorEvent.RulesReceived(a, List.of(rule), List.of(1L)));
        feed(new DistributorEvent.MemberLeft(a));
        feed(new DistributorEvent.OwnerAnnounced(b, D, 5));
        assertThat(engine.role(D)).isEqualTo(TargetRole.TARGET);
        feed(new DistributorEvent.RulesReceived(b, List.of(), List.of()));
        assertThat(engine.role(D)).isEqualTo(TargetRole.NEITHER);
    }

    @Test
    @DisplayName("distributor scenario 23: the backup rebuilds; survivors go on, the dead target's are reset")
    void rebuild() {
        engine = new DistributorEngine(DistributorSettings.withKey(3, 4));
        feed(new DistributorEvent.Joined(b, List.of(a, c)));
        listen(b, 1);
        listen(c, 1);
        var rule = new DistributionRule(D, List.of(PORT), Method.ROUNDROBIN, true, List.of());
        var role = feed(new DistributorEvent.RulesReceived(a, List.of(rule), List.of(1L)));
        assertThat(role).containsExactly(new DistributorAction.RoleChanged(D, TargetRole.TARGET));
        assertThat(feed(new DistributorEvent.OwnerAnnounced(a, D, 1)))
                .containsExactly(new DistributorAction.SendReport(a, D, 1));
        feed(new DistributorEvent.MemberLeft(a));
        assertThat(feed(new DistributorEvent.OwnershipGained(D, 2)))
                .contains(new DistributorAction.SendReport(b, D, 2))
                .contains(new DistributorAction.RoleChanged(D, TargetRole.BOTH));
        assertThat(route(5001, Tcp.ACK)).isEqualTo("drop");
        report(b, 2, from(5001), from(5002), from(5003));
        assertThat(route(5004, Tcp.ACK)).isEqualTo("drop");
        report(c, 2, from(5004), from(5005), from(5006));
        assertThat(route(5001, Tcp.ACK)).isEqualTo("local");
        assertThat(route(5004, Tcp.ACK)).isEqualTo("SYSC");
        assertThat(route(5007, Tcp.ACK)).as("ended on A").isEqualTo("reset");
        assertThat(engine.destinationPorts())
                .extracting(DestinationPortRow::activeConnections)
                .containsExactly(3L, 3L);
        assertThat(route(5008, Tcp.SYN)).isEqualTo("local");
        assertThat(route(5009, Tcp.SYN)).isEqualTo("SYSC");
    }

    @Test
    @DisplayName(
            "dvipa scenario 4, distributor scenario 24: connections that stay at the former owner are forwarded to it")
    void takeBack() {
        feed(new DistributorEvent.OwnershipLost(D));
        assertThat(route(5000, Tcp.SYN)).isEqualTo("not owned");
        feed(new DistributorEvent.MoveGiven(b, D, 3, List.of(from(7000))));
        feed(new DistributorEvent.OwnershipGained(D, 3));
        assertThat(route(7000, Tcp.ACK)).isEqualTo("SYSB");
        feed(new DistributorEvent.ConnectionsEnded(b, D, 2, List.of(from(7000))));
        assertThat(engine.connectionCount()).as("older epoch refused").isEqualTo(1);
        feed(new DistributorEvent.ConnectionsEnded(b, D, 3, List.of(from(7000))));
        assertThat(engine.connectionCount()).isZero();
    }

    @Test
    @DisplayName("The rebuild window closes after 5 s even if a member never reports")
    void windowEnds() {
        feed(new DistributorEvent.OwnershipLost(D));
        feed(new DistributorEvent.OwnershipGained(D, 3));
        assertThat(route(5000, Tcp.ACK)).isEqualTo("drop");
        now += 5 * SECOND;
        assertThat(route(5000, Tcp.ACK)).isEqualTo("reset");
    }

    @Test
    @DisplayName("a connection to a port that is not distributed begins while the table is rebuilt, and goes on")
    void otherPortsWhileRebuilding() {
        feed(new DistributorEvent.OwnershipLost(D));
        feed(new DistributorEvent.OwnershipGained(D, 3));
        assertThat(otherPort(5000, Tcp.ACK)).as("may be another's").isEqualTo(DistributorEngine.DROP);
        assertThat(otherPort(5001, Tcp.SYN)).isEqualTo(DistributorEngine.LOCAL);
        assertThat(otherPort(5001, Tcp.ACK)).isEqualTo(DistributorEngine.LOCAL);
        now += 5 * SECOND;
        assertThat(otherPort(5000, Tcp.ACK)).as("nobody has reported it").isEqualTo(DistributorEngine.LOCAL);
        assertThat(otherPort(5001, Tcp.ACK)).isEqualTo(DistributorEngine.LOCAL);
        feed(new DistributorEvent.LocalConnectionEnded(
                new ConnectionId(new IpEndpoint(D, 9999), new IpEndpoint(CLIENT, 5001))));
        assertThat(engine.connectionCount()).isZero();
    }

    private int otherPort(int remotePort, int flags) {
        return engine.classify(D.high(), D.low(), 9999, CLIENT.high(), CLIENT.low(), remotePort, flags, now);
    }

    @Test
    @DisplayName("distributor scenario 41: ports that are not distributed are the owner's own")
    void otherPorts() {
        int result = engine.classify(D.high(), D.low(), 9999, CLIENT.high(), CLIENT.low(), 5000, Tcp.SYN, now);
        assertThat(result).isEqualTo(DistributorEngine.LOCAL);
    }

    @Test
    @DisplayName("distributor scenario 48: a dead target's connection is reset at its next packet, its row is gone")
    void targetDies() {
        for (int i = 0; i < 3; i++) {
            packet(5000 + i, Tcp.SYN);
        }
        feed(new DistributorEvent.MemberLeft(c));
        assertThat(route(5002, Tcp.ACK)).isEqualTo("reset");
        assertThat(route(5001, Tcp.ACK)).isEqualTo("SYSB");
        assertThat(engine.destinationPorts()).hasSize(2);
        assertThat(engine.connectionCount()).isEqualTo(2);
    }

    @Test
    @DisplayName("an isolated target may come back: its connections are held, and reset only when 5 s have passed")
    void isolatedTargetIsWaitedFor() {
        for (int i = 0; i < 3; i++) {
            packet(5000 + i, Tcp.SYN);
        }
        feed(new DistributorEvent.MemberLeft(c, false));
        assertThat(route(5002, Tcp.ACK)).isEqualTo("drop");
        assertThat(route(5002, Tcp.SYN)).as("a new connection").isIn("local", "SYSB");
        Member back = new Member(9, c.info());
        feed(new DistributorEvent.MemberJoined(back));
        report(back, 1, from(5002), from(5009));
        assertThat(route(5002, Tcp.ACK)).isEqualTo("SYSC");
        assertThat(route(5009, Tcp.ACK)).isEqualTo("SYSC");
        assertThat(route(5010, Tcp.ACK)).as("all have reported").isEqualTo("reset");
        feed(new DistributorEvent.MemberLeft(back, false));
        now += 6 * SECOND;
        assertThat(route(5009, Tcp.ACK)).isEqualTo("reset");
    }

    @Test
    @DisplayName("a new owner waits for the one that was isolated before it, too")
    void isolatedOwnerIsWaitedFor() {
        feed(new DistributorEvent.OwnershipLost(D));
        feed(new DistributorEvent.MemberLeft(c, false));
        feed(new DistributorEvent.OwnershipGained(D, 3));
        report(a, 3);
        report(b, 3);
        assertThat(route(5002, Tcp.ACK)).isEqualTo("drop");
        now += 6 * SECOND;
        assertThat(route(5002, Tcp.ACK)).isEqualTo("reset");
    }

    @Test
    @DisplayName("a SYN sent again after its target died goes to another target, it is not refused")
    void synOfDeadTargetIsRoutedAnew() {
        for (int i = 0; i < 3; i++) {
            packet(5000 + i, Tcp.SYN);
        }
        feed(new DistributorEvent.MemberLeft(c));
        assertThat(route(5002, Tcp.SYN)).isIn("SYSA", "SYSB", "local");
        assertThat(engine.connectionCount()).isEqualTo(3);
        assertThat(engine.counters().resets()).isZero();
    }

    @Test
    @DisplayName("a slow target's answer to a SYN that was sent again elsewhere since takes no connection away")
    void halfOpenReportTakesNothingAway() {
        feed(new DistributorEvent.OwnershipLost(D));
        feed(new DistributorEvent.OwnershipGained(D, 3));
        assertThat(route(5000, Tcp.SYN)).isEqualTo("local");
        RemoteConnection half = new RemoteConnection(PORT, CLIENT, 5000, true);
        report(b, 3, half);
        assertThat(route(5000, Tcp.ACK)).as("before the client has answered").isEqualTo("local");
        report(b, 3, half);
        assertThat(route(5000, Tcp.ACK)).as("and after").isEqualTo("local");
        report(c, 3, from(5000));
        assertThat(route(5000, Tcp.ACK)).as("a complete handshake decides").isEqualTo("SYSC");
        feed(new DistributorEvent.MemberLeft(c));
        report(b, 3, half);
        assertThat(route(5000, Tcp.ACK)).as("nobody else has it").isEqualTo("SYSB");
    }

    @Test
    @DisplayName("a half-open connection that only a report knows is routed, and ages like any half-open one")
    void halfOpenReportIsRouted() {
        report(b, 1, new RemoteConnection(PORT, CLIENT, 5000, true));
        assertThat(route(5000, Tcp.SYN)).isEqualTo("SYSB");
        now += 361 * SECOND;
        feed(new DistributorEvent.Timer());
        assertThat(engine.connectionCount()).isZero();
    }

    @Test
    @DisplayName("a full table drops new connections, keeps those it has, and has room again in seconds")
    void fullTableIsBounded() {
        DistributorEngine small =
                new DistributorEngine(DistributorSettings.withKey(1, 2).withMaximumConnections(100));
        engine = small;
        ownerWithThreeTargets();
        packet(4000, Tcp.SYN);
        packet(4000, Tcp.ACK);
        for (int i = 0; i < 500; i++) {
            packet(5000 + i, Tcp.SYN);
        }
        assertThat(engine.connectionCount()).isEqualTo(100);
        assertThat(route(4000, Tcp.ACK)).isNotIn("drop", "reset");
        assertThat(route(6000, Tcp.SYN)).isEqualTo("drop");
        now += 11 * SECOND;
        for (int i = 0; i < 300; i++) {
            feed(new DistributorEvent.Timer());
            now = engine.nextDeadlineNanos();
        }
        assertThat(route(6000, Tcp.SYN)).isNotIn("drop", "reset");
        assertThat(route(4000, Tcp.ACK)).isNotIn("drop", "reset");
    }

    @Test
    @DisplayName("Half-open and closing entries leave after 6 minutes, established ones stay")
    void ageing() {
        packet(5000, Tcp.SYN);
        packet(5001, Tcp.SYN);
        packet(5001, Tcp.ACK);
        packet(5002, Tcp.SYN);
        packet(5002, Tcp.ACK);
        packet(5002, Tcp.FIN | Tcp.ACK);
        now += 361 * SECOND;
        for (int i = 0; i < 10; i++) {
            feed(new DistributorEvent.Timer());
            now = engine.nextDeadlineNanos();
        }
        assertThat(engine.connections())
                .extracting(row -> row.connection().remote().port())
                .containsExactly(5001);
        assertThat(engine.destinationPorts())
                .extracting(DestinationPortRow::activeConnections)
                .containsExactly(0L, 1L, 0L);
    }

    @Test
    @DisplayName("A target tells the owner what ended; without a successor its role ends after 5 s")
    void target() {
        feed(new DistributorEvent.Configured(List.of()));
        engine = new DistributorEngine(DistributorSettings.withKey(3, 4));
        feed(new DistributorEvent.Joined(c, List.of(a)));
        var rule = new DistributionRule(D, List.of(PORT), Method.ROUNDROBIN, true, List.of());
        feed(new DistributorEvent.RulesReceived(a, List.of(rule), List.of(4L)));
        var id = new ConnectionId(new IpEndpoint(D, PORT), new IpEndpoint(CLIENT, 5000));
        assertThat(feed(new DistributorEvent.LocalConnectionEnded(id)))
                .containsExactly(new DistributorAction.SendEnded(a, D, 4, List.of(from(5000))));
        feed(new DistributorEvent.MemberLeft(a));
        assertThat(engine.role(D)).isEqualTo(TargetRole.TARGET);
        now = engine.nextDeadlineNanos();
        assertThat(feed(new DistributorEvent.Timer()))
                .containsExactly(new DistributorAction.RoleChanged(D, TargetRole.NEITHER));
    }

    @Test
    @DisplayName("Methods and options without behaviour are refused")
    void unsupported() {
        VipaDistribute good = VipaDistribute.roundRobin(D, 1);
        var hot = new VipaDistribute(
                false,
                VipaDistribute.MethodOptions.of(Method.HOTSTANDBY),
                false,
                OptionalInt.empty(),
                0,
                VipaDistribute.TierOptions.NONE,
                good.address(),
                "",
                good.ports(),
                true,
                List.of());
        assertThat(feed(new DistributorEvent.Configured(List.of(hot))))
                .contains(new DistributorAction.RefuseStatement(hot, StatementRefusal.UNSUPPORTED_METHOD));
    }

    @Test
    @DisplayName("A port distributed while owning: all stacks, this one included, are asked for their connections")
    void portAddedLater() {
        assertThat(feed(new DistributorEvent.Configured(List.of(VipaDistribute.roundRobin(D, 7)))))
                .contains(new DistributorAction.AskReports(D, 1), new DistributorAction.SendReport(a, D, 1));
    }
}
