package io.openplex.deploy.simulation;

import static io.openplex.deploy.simulation.LabWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.simulation.client.EchoClient;
import io.openplex.deploy.simulation.lan.ArpClaim;
import io.openplex.dvipa.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An address that is not distributed moves to its backup when its owner is gone, and back. */
final class TakeoverTest {
    @RegisterExtension
    final LabWorld world = new LabWorld(1, LabWorld.OWNER);

    @Test
    @DisplayName("dvipa scenario 1: the definer is active, the backups wait with their ranks")
    void definerIsActiveAndBackupsWait() {
        world.started();
        world.assertStatus(Status.ACTIVE, Status.BACKUP, Status.BACKUP);
        assertThat(world.sysc.command("D TCPIP,,SYSPLEX,VIPADYN"))
                .contains(
                        "    TCPIPA   SYSA     ACTIVE           ".stripTrailing(),
                        "    TCPIPB   SYSB     BACKUP 100",
                        "    TCPIPC   SYSC     BACKUP 050");
        assertThat(world.home(world.sysa)).contains("LINKNAME:   VIPLC633640B", "  ADDRESS:  198.51.100.11");
        assertThat(world.home(world.sysb)).doesNotContain("  ADDRESS:  198.51.100.11");
        assertThat(world.home(world.sysc)).doesNotContain("  ADDRESS:  198.51.100.11");
        assertThat(world.answersPing()).isTrue();
        assertThat(world.claimants()).containsExactly("SYSA");
    }

    @Test
    @DisplayName("dvipa scenario 2: the owner dies, the backup with the highest rank takes over")
    void bestBackupTakesOver() {
        world.started();
        List<EchoClient> onOwner = world.connect(1);
        world.exchange(onOwner, 5000);
        world.kill(world.sysa);
        world.untilStatus(world.sysb, Status.ACTIVE);
        assertThat(world.sysb.console()).contains("EZZ8301I VIPA 198.51.100.11 TAKEN OVER FROM TCPIPA ON SYSA");
        world.sysplex.run(Duration.ofMillis(1));
        assertThat(world.sysplex.lan().claims().getLast())
                .as("said unasked, at once")
                .matches(claim -> claim.station().equals("SYSB") && claim.kind() == ArpClaim.Kind.GRATUITOUS);
        world.settle();
        assertThat(world.sysc.status(LabWorld.DVIPA)).contains(Status.BACKUP);
        assertThat(world.answersPing()).isTrue();
        assertThat(world.claimants()).containsExactly("SYSA", "SYSB");
        world.exchange(world.connect(1), 5000);

        EchoClient dead = onOwner.getFirst();
        assertThat(dead.open()).as("nothing has been sent on it since").isTrue();
        long sentAt = world.now();
        dead.send(100, sentAt);
        world.sysplex.runUntil("the dead connection is reset", SOON, () -> !dead.open());
        assertThat(dead.closeReason()).contains(EchoClient.CloseReason.RESET);
        assertThat(dead.closedNanos() - sentAt)
                .as("at its next packet, without a retransmission")
                .isLessThan(Duration.ofMillis(5).toNanos());
    }

    @Test
    @DisplayName("dvipa scenario 3: the second owner dies too, the last backup takes over")
    void lastBackupTakesOver() {
        world.started();
        world.kill(world.sysa);
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.kill(world.sysb);
        world.untilStatus(world.sysc, Status.ACTIVE);
        assertThat(world.sysc.console()).contains("EZZ8301I VIPA 198.51.100.11 TAKEN OVER FROM TCPIPB ON SYSB");
        world.exchange(world.connect(2), 5000);
        assertThat(world.claimants()).containsExactly("SYSA", "SYSB", "SYSC");
    }

    @Test
    void twoStacksThatDieAtOnceAreReplacedByTheThird() {
        world.started();
        world.kill(world.sysa);
        world.kill(world.sysb);
        world.untilStatus(world.sysc, Status.ACTIVE);
        world.exchange(world.connect(1), 5000);
        assertThat(world.claimants()).containsExactly("SYSA", "SYSC");
    }

    @Test
    void anOrderlyStopHandsTheAddressOnAndTheOldOwnerNeverAnswersAgain() {
        world.started();
        List<EchoClient> onOwner = world.connect(1);
        world.stop(world.sysa);
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.exchange(world.connect(1), 5000);
        assertThat(world.claimants()).containsExactly("SYSA", "SYSB");
        onOwner.getFirst().send(10, world.now());
        world.sysplex.runUntil("reset", SOON, () -> !onOwner.getFirst().open());
        assertThat(onOwner.getFirst().closeReason()).contains(EchoClient.CloseReason.RESET);
    }

    @Test
    @DisplayName("dvipa scenarios 4 and 5: the definer takes its address back, the old connection ends where it is")
    void definerTakesBackAndConnectionsStay() {
        world.started();
        world.kill(world.sysa);
        world.untilStatus(world.sysb, Status.ACTIVE);
        List<EchoClient> old = world.connect(1);
        world.keepBusy(old);
        world.sysplex.run(Duration.ofMillis(200));

        world.start(world.sysa);
        world.settle();
        world.assertStatus(Status.ACTIVE, Status.MOVING, Status.BACKUP);
        assertThat(world.sysa.console()).contains("EZZ8302I VIPA 198.51.100.11 TAKEN FROM TCPIPB ON SYSB");
        assertThat(world.sysb.console()).contains("EZZ8303I VIPA 198.51.100.11 GIVEN TO TCPIPA ON SYSA");
        assertThat(world.whoami(2)).containsExactly("SYSA", "SYSA");
        assertThat(world.crt(world.sysa)).contains("7 " + old.getFirst().local().port() + " 192.0.2.2");
        assertThat(world.at(old.getFirst())).isEqualTo(world.sysb);
        world.rest(old);

        old.getFirst().finish(world.now());
        world.sysplex.runUntil("closed", SOON, () -> !old.getFirst().open());
        assertThat(old.getFirst().closeReason()).contains(EchoClient.CloseReason.FINISHED);
        world.settle();
        world.assertStatus(Status.ACTIVE, Status.BACKUP, Status.BACKUP);
        assertThat(world.crt(world.sysa))
                .noneMatch(row -> row.contains(" " + old.getFirst().local().port() + " "));
        assertThat(world.claimants()).containsExactly("SYSA", "SYSB", "SYSA");
    }

    @Test
    @DisplayName("dvipa scenario 6: the definer dies again while the backup is MOVING, the old connection lives on")
    void movingBackupBecomesOwnerAgain() {
        world.started();
        world.kill(world.sysa);
        world.untilStatus(world.sysb, Status.ACTIVE);
        List<EchoClient> old = world.connect(2);
        world.keepBusy(old);
        world.sysplex.run(Duration.ofMillis(200));
        world.start(world.sysa);
        world.untilStatus(world.sysb, Status.MOVING);
        world.sysplex.run(Duration.ofMillis(200));
        world.kill(world.sysa);
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.rest(old);
        assertThat(old).allMatch(EchoClient::open);
        assertThat(world.claimants()).containsExactly("SYSA", "SYSB", "SYSA", "SYSB");
    }
}
