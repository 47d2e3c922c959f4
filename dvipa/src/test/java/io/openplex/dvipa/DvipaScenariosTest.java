package io.openplex.dvipa;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.dvipa.config.Moveable;
import io.openplex.dvipa.config.Tier;
import io.openplex.dvipa.config.VipaBackup;
import io.openplex.dvipa.config.VipaDefine;
import io.openplex.dvipa.config.VipaDelete;
import io.openplex.dvipa.config.VipaRoute;
import io.openplex.dvipa.config.VipaStatement;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Scenarios of dvipa-and-distributor.md section 7, by number. */
class DvipaScenariosTest {
    private static final IpAddress V = IpAddress.parse("192.0.2.10");
    private static final IpPrefix V24 = IpPrefix.parse("192.0.2.10/24");

    private final GroupSimulator group = new GroupSimulator(1);
    private final GroupSimulator.Node a = group.add("A", VipaDefine.immediate(V24));
    private final GroupSimulator.Node b = group.add("B", VipaBackup.passive(100, V));
    private final GroupSimulator.Node c = group.add("C", VipaBackup.passive(50, V));

    private void startAll() {
        a.start();
        b.start();
        c.start();
        group.run(2000);
    }

    @Test
    @DisplayName("dvipa scenario 1: the VIPADEFINE stack owns, the others back up with their ranks")
    void defineOwns() {
        startAll();
        assertThat(group.claimers(V)).containsExactly("A");
        assertThat(a.status(V)).contains(Status.ACTIVE);
        assertThat(b.status(V)).contains(Status.BACKUP);
        assertThat(a.engine.localRows().getFirst().linkName()).isEqualTo("VIPLC000020A");
        assertThat(b.home).isEmpty();
        assertThat(a.messages).containsExactly("EZD1214I TCPA");
        for (GroupSimulator.Node node : List.of(a, b, c)) {
            assertThat(node.engine.groupRows().getFirst().lines())
                    .extracting(line -> line.member().name() + " " + line.status() + " " + line.rank())
                    .containsExactly("SYSATCPA ACTIVE 255", "SYSBTCPB BACKUP 100", "SYSCTCPC BACKUP 50");
        }
    }

    @Test
    @DisplayName("dvipa scenarios 2 and 3: the best backup takes over, then the next")
    void takeOver() {
        startAll();
        a.crash();
        group.run(50);
        assertThat(group.claimers(V)).containsExactly("B");
        assertThat(b.messages).contains("EZZ8301I 192.0.2.10 TCPA SYSA");
        assertThat(c.status(V)).contains(Status.BACKUP);
        b.crash();
        group.run(50);
        assertThat(group.claimers(V)).containsExactly("C");
        assertThat(c.messages).contains("EZZ8301I 192.0.2.10 TCPB SYSB");
    }

    @Test
    @DisplayName("dvipa scenarios 4 to 6: take-back keeps connections; MOVING ends with the last, or owns again")
    void takeBack() {
        startAll();
        a.crash();
        group.run(1000);
        b.connections.put(V, 1);
        a.start();
        group.run(1000);
        assertThat(group.claimers(V)).containsExactly("A");
        assertThat(a.messages).containsExactly("EZZ8302I 192.0.2.10 TCPB SYSB", "EZD1214I TCPA");
        assertThat(b.messages).contains("EZZ8303I 192.0.2.10 TCPA SYSA");
        assertThat(b.status(V)).contains(Status.MOVING);
        assertThat(b.home).containsEntry(V, HomeKind.LINGERING);
        a.crash();
        group.run(1000);
        assertThat(group.claimers(V)).containsExactly("B");
        assertThat(b.connections).containsEntry(V, 1);
        assertThat(b.broken).isEmpty();
        a.start();
        group.run(1000);
        b.connect(V, 0);
        assertThat(b.status(V)).contains(Status.BACKUP);
        assertThat(b.home).isEmpty();
    }

    @Test
    @DisplayName("dvipa scenario 7: WHENIDLE stays until the last connection ends")
    void whenIdle() {
        GroupSimulator idle = new GroupSimulator(7);
        var define = new VipaDefine(V24, "", Tier.NONE, false, Moveable.WHEN_IDLE, false);
        GroupSimulator.Node owner = idle.add("A", define);
        GroupSimulator.Node backup = idle.add("B", VipaBackup.passive(100, V));
        owner.start();
        backup.start();
        idle.run(1000);
        owner.crash();
        idle.run(1000);
        backup.connections.put(V, 1);
        owner.start();
        idle.run(3000);
        assertThat(idle.claimers(V)).containsExactly("B");
        assertThat(owner.status(V)).contains(Status.BACKUP);
        backup.connect(V, 0);
        idle.run(1000);
        assertThat(idle.claimers(V)).containsExactly("A");
        assertThat(backup.status(V)).contains(Status.BACKUP);
    }

    @Test
    @DisplayName("dvipa scenario 8: VIPABACKUP MOVEABLE activates; the VIPADEFINE stack takes the address later")
    void activatingBackup() {
        GroupSimulator early = new GroupSimulator(8);
        var activation = Optional.of(new VipaBackup.Activation(Moveable.IMMEDIATE, false, 24));
        GroupSimulator.Node owner = early.add("A", VipaDefine.immediate(V24));
        GroupSimulator.Node backup = early.add("B", new VipaBackup(100, V, "", Tier.NONE, false, activation));
        backup.start();
        early.run(1000);
        assertThat(early.claimers(V)).containsExactly("B");
        assertThat(backup.engine.localRows().getFirst().origin()).isEqualTo(Origin.BACKUP);
        owner.start();
        early.run(1000);
        assertThat(early.claimers(V)).containsExactly("A");
    }

    @Test
    @DisplayName("dvipa scenario 9: a passive backup alone activates nothing")
    void passiveAlone() {
        b.start();
        group.run(3000);
        assertThat(group.claimers(V)).isEmpty();
        assertThat(b.status(V)).contains(Status.BACKUP);
        assertThat(b.home).isEmpty();
        assertThat(group.records).isEmpty();
    }

    @Test
    @DisplayName("dvipa scenarios 10 and 11: DEACTIVATE with a connection, then REACTIVATE")
    void deactivate() {
        startAll();
        a.connections.put(V, 1);
        a.feed(new DvipaEvent.Deactivate(V));
        group.run(1000);
        assertThat(a.commands).containsExactly(CommandOutcome.ACCEPTED);
        assertThat(a.status(V)).contains(Status.QUIESCING);
        assertThat(group.claimers(V)).containsExactly("B");
        a.connect(V, 0);
        assertThat(a.status(V)).contains(Status.DEACTIVATED);
        a.feed(new DvipaEvent.Reactivate(V));
        group.run(1000);
        assertThat(group.claimers(V)).containsExactly("A");
        assertThat(b.status(V)).contains(Status.BACKUP);
    }

    @Test
    @DisplayName("dvipa scenario 12: a deactivated backup is not in line")
    void deactivatedBackup() {
        startAll();
        b.feed(new DvipaEvent.Deactivate(V));
        group.run(100);
        a.crash();
        group.run(1000);
        assertThat(group.claimers(V)).containsExactly("C");
        assertThat(b.status(V)).contains(Status.DEACTIVATED);
    }

    @Test
    @DisplayName("dvipa scenario 42: LEAVEGROUP drops everything, JOINGROUP takes it back")
    void leaveAndJoin() {
        startAll();
        a.connections.put(V, 1);
        a.leave();
        assertThat(a.home).isEmpty();
        assertThat(a.broken).containsExactly(V);
        assertThat(a.status(V)).contains(Status.DEACTIVATED_LEAVE_GROUP);
        assertThat(a.engine.configuration()).hasSize(1);
        group.run(1000);
        assertThat(group.claimers(V)).containsExactly("B");
        a.join();
        group.run(1000);
        assertThat(group.claimers(V)).containsExactly("A");
    }

    @Test
    @DisplayName("dvipa scenario 43: two definers at once end with one owner, the later definition")
    void simultaneousDefiners() {
        for (int seed = 0; seed < 200; seed++) {
            GroupSimulator two = new GroupSimulator(seed);
            GroupSimulator.Node first = two.add("A", VipaDefine.immediate(V24));
            GroupSimulator.Node second = two.add("B", VipaDefine.immediate(V24));
            first.start();
            second.start();
            two.run(2000);
            assertThat(two.claimers(V)).as("seed " + seed).containsExactly("B");
            assertThat(first.status(V)).contains(Status.BACKUP);
            assertThat(two.records.get(V).version()).as("moves, seed " + seed).isLessThanOrEqualTo(1);
        }
    }

    @Test
    @DisplayName("dvipa scenario 44: the 1025th address is refused with EZZ8309I")
    void tooMany() {
        List<VipaStatement> many = new ArrayList<>();
        for (int i = 0; i < 1025; i++) {
            many.add(VipaDefine.immediate(new IpPrefix(IpAddress.v4(0x0a000000 + i), 24)));
        }
        GroupSimulator alone = new GroupSimulator(44);
        GroupSimulator.Node node = alone.add("A", many.toArray(VipaStatement[]::new));
        node.start();
        assertThat(node.refusals).containsExactly(StatementRefusal.TOO_MANY);
        assertThat(node.messages).contains("EZZ8309I 10.0.4.0");
        alone.run(1000);
        assertThat(node.claimed).hasSize(1024);
        assertThat(node.messages).contains("EZD1214I TCPA");
    }

    @Test
    @DisplayName("dvipa scenario 50: VIPADELETE then VIPADEFINE with another mask in one data set")
    void redefine() {
        startAll();
        VipaStatement other = VipaDefine.immediate(IpPrefix.parse("192.0.2.10/28"));
        a.feed(new DvipaEvent.Configured(List.of(other), false));
        assertThat(a.refusals).containsExactly(StatementRefusal.ALREADY_DEFINED);
        a.feed(new DvipaEvent.Configured(List.of(VipaDelete.of(V), other), false));
        group.run(1000);
        assertThat(group.claimers(V)).containsExactly("A");
        assertThat(a.engine.localRows().getFirst().prefixLength()).isEqualTo(28);
    }

    @Test
    @DisplayName("VIPADELETE without any backup breaks the connections and leaves the record without owner")
    void deleteAlone() {
        a.start();
        group.run(1000);
        a.connections.put(V, 1);
        a.feed(new DvipaEvent.Configured(List.of(VipaDelete.of(V)), false));
        group.run(1000);
        assertThat(a.broken).containsExactly(V);
        assertThat(a.home).isEmpty();
        assertThat(a.status(V)).isEmpty();
        assertThat(group.records.get(V).owner()).isEmpty();
    }

    @Test
    @DisplayName("What has no behaviour yet is refused, not ignored")
    void unsupported() {
        a.start();
        var tier = new VipaDefine(IpPrefix.parse("192.0.2.11/24"), "", Tier.TIER1, false, Moveable.IMMEDIATE, false);
        var route = new VipaRoute(false, V, V);
        a.feed(new DvipaEvent.Configured(List.of(tier, route), false));
        assertThat(a.refusals).containsExactly(StatementRefusal.UNSUPPORTED, StatementRefusal.UNSUPPORTED);
    }

    @Test
    @DisplayName("A stack that resigns gives its address to the next in line, and takes it back when its time has come")
    void resigned() {
        startAll();
        a.feed(new DvipaEvent.Resigned(group.now + 2_000_000_000L));
        group.run(500);
        assertThat(group.claimers(V)).doesNotContain("A").hasSize(1);
        group.run(1_400);
        assertThat(group.claimers(V)).doesNotContain("A").hasSize(1);
        group.run(1_000);
        assertThat(group.claimers(V)).containsExactly("A");
    }

    @Test
    @DisplayName("A stack that is about to leave hands its address over first and wants no other")
    void leaving() {
        startAll();
        a.feed(new DvipaEvent.Leaving());
        group.run(500);
        assertThat(a.engine.holdsNothing()).isTrue();
        assertThat(group.claimers(V)).doesNotContain("A").hasSize(1);
        group.run(3_000);
        assertThat(group.claimers(V)).doesNotContain("A").hasSize(1);
    }
}
