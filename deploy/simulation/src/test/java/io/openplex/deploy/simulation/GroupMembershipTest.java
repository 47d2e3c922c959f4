package io.openplex.deploy.simulation;

import static io.openplex.deploy.simulation.LabWorld.DVIPA;
import static io.openplex.deploy.simulation.LabWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.simulation.client.EchoClient;
import io.openplex.dvipa.Status;
import io.openplex.stackd.enf.EnfEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Joining and leaving, and what ENF 80 tells of it. */
final class GroupMembershipTest {
    @RegisterExtension
    final LabWorld world = new LabWorld(3, LabWorld.DISTRIBUTOR);

    private static List<String> signals(SimulatedLpar lpar) {
        return lpar.enf().stream()
                .map(event -> event.kind() + " " + event.reason())
                .toList();
    }

    @Test
    void aStackSignalsJoinOnceItHasJoinedAndBegunWithItsAddresses() {
        world.started();
        assertThat(world.lpars()).allSatisfy(lpar -> {
            assertThat(signals(lpar)).containsExactly("JOIN STACK_START");
            assertThat(world.order(lpar, "EZD1176I", "ENF 80 JOIN", "EZD1214I")).isSorted();
        });
        EnfEvent last = world.sysc.enf().getFirst();
        assertThat(last.membersAfter()).containsExactly("SYSATCPIPA", "SYSBTCPIPB", "SYSCTCPIPC");
    }

    @Test
    void anOrderlyStopSignalsLeaveAfterTheAddressesAreGone() {
        world.started();
        world.stop(world.sysa);
        assertThat(signals(world.sysa)).containsExactly("JOIN STACK_START", "LEAVE STACK_STOP");
        assertThat(world.sysa.enf().getLast().membersAfter()).containsExactly("SYSBTCPIPB", "SYSCTCPIPC");
        assertThat(world.sysa.enf().getLast().dvipas())
                .noneMatch(dvipa -> dvipa.status().equals("ACTIVE"));
        assertThat(signals(world.sysb)).containsExactly("JOIN STACK_START");
    }

    @Test
    void aStackThatIsStartedAgainSignalsAnotherJoin() {
        world.started();
        world.kill(world.sysb);
        world.settle();
        world.start(world.sysb);
        assertThat(signals(world.sysb)).containsExactly("JOIN STACK_START", "JOIN STACK_START");
    }

    @Test
    @DisplayName("dvipa scenario 42: LEAVEGROUP gives everything up, JOINGROUP takes it back")
    void leavesAndJoinsByCommand() {
        world.started();
        List<EchoClient> clients = world.connect(3);
        EchoClient ownedByA = world.bySystem(clients).get(world.sysa).getFirst();
        world.sysa.command("V TCPIP,TCPIPA,SYSPLEX,LEAVEGROUP");
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.settle();
        assertThat(signals(world.sysa)).containsExactly("JOIN STACK_START", "LEAVE OPERATOR");
        assertThat(world.home(world.sysa)).doesNotContain("  ADDRESS:  " + DVIPA);
        assertThat(world.sysa.status(DVIPA)).contains(Status.DEACTIVATED_LEAVE_GROUP);
        assertThat(ownedByA.open()).as("its connection is broken").isFalse();
        assertThat(world.whoami(2)).containsExactlyInAnyOrder("SYSB", "SYSC");

        world.sysa.command("V TCPIP,TCPIPA,SYSPLEX,JOINGROUP");
        world.untilStatus(world.sysa, Status.ACTIVE);
        world.settle();
        assertThat(signals(world.sysa)).containsExactly("JOIN STACK_START", "LEAVE OPERATOR", "JOIN OPERATOR");
        assertThat(world.whoami(3)).contains("SYSA");
        clients.remove(ownedByA);
        world.exchange(clients, 3000);
        assertThat(world.claimants()).containsExactly("SYSA", "SYSB", "SYSA");
    }

    @Test
    @DisplayName("dvipa scenario 12: a deactivated backup is passed over")
    void deactivatedBackupIsPassedOver() {
        world.started();
        world.sysb.command("V TCPIP,TCPIPB,SYSPLEX,DEACTIVATE,DVIPA=198.51.100.11");
        world.settle();
        assertThat(world.sysb.status(DVIPA)).contains(Status.DEACTIVATED);
        world.kill(world.sysa);
        world.untilStatus(world.sysc, Status.ACTIVE);
        world.exchange(world.connect(2), 3000);
        assertThat(world.claimants()).containsExactly("SYSA", "SYSC");
    }

    @Test
    void theLastStackOfAGroupGoesOnAlone() {
        world.started();
        List<EchoClient> clients = world.connect(3);
        EchoClient atC = world.bySystem(clients).get(world.sysc).getFirst();
        world.keepBusy(List.of(atC));
        world.kill(world.sysa);
        world.kill(world.sysb);
        world.untilStatus(world.sysc, Status.ACTIVE);
        world.sysplex.runUntil("the connection has gone on", SOON, () -> atC.received() > 50_000);
        world.rest(List.of(atC));
    }

    @Test
    void aStackThatLeavesWhileTheServiceIsAwayIsReplacedWhenItAnswersAgain() {
        world.started();
        world.sysa.command("V TCPIP,TCPIPA,SYSPLEX,LEAVEGROUP");
        world.sysplex.xcf().faults().serviceAway(true);
        world.sysplex.run(Duration.ofSeconds(2));
        assertThat(world.sysb.status(DVIPA)).as("nobody can write the record").contains(Status.BACKUP);
        world.sysplex.xcf().faults().serviceAway(false);
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.exchange(world.connect(2), 1000);
        world.kill(world.sysc);
        world.settle();
        world.start(world.sysc);
        assertThat(world.claimants()).containsExactly("SYSA", "SYSB");
    }
}
