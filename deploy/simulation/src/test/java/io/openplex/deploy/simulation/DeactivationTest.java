package io.openplex.deploy.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.simulation.client.EchoClient;
import io.openplex.dvipa.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An address is given up by command and taken back, with its connections kept. */
final class DeactivationTest {
    /** A request that the server closed first leaves a connection in TIME-WAIT for 60 s, and that one too stays. */
    private static final Duration TIME_WAIT_OVER = Duration.ofSeconds(61);

    @RegisterExtension
    final LabWorld world = new LabWorld(4, LabWorld.OWNER);

    @Test
    @DisplayName("dvipa scenarios 10 and 11: DEACTIVATE gives the address to the backup, REACTIVATE takes it back")
    void deactivatesAndReactivates() {
        world.started();
        List<EchoClient> old = world.connect(1);
        world.keepBusy(old);
        world.sysplex.run(Duration.ofMillis(200));
        world.sysa.command("V TCPIP,TCPIPA,SYSPLEX,DEACTIVATE,DVIPA=198.51.100.11");
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.settle();
        world.assertStatus(Status.QUIESCING, Status.ACTIVE, Status.BACKUP);
        assertThat(world.whoami(1)).containsExactly("SYSB");
        world.rest(old);
        old.getFirst().finish(world.now());
        world.settle();
        assertThat(old.getFirst().closeReason()).contains(EchoClient.CloseReason.FINISHED);
        world.assertStatus(Status.DEACTIVATED, Status.ACTIVE, Status.BACKUP);

        List<EchoClient> onBackup = world.connect(1);
        world.keepBusy(onBackup);
        world.sysa.command("V TCPIP,TCPIPA,SYSPLEX,REACTIVATE,DVIPA=198.51.100.11");
        world.untilStatus(world.sysa, Status.ACTIVE);
        world.settle();
        world.assertStatus(Status.ACTIVE, Status.MOVING, Status.BACKUP);
        assertThat(world.whoami(1)).containsExactly("SYSA");
        world.rest(onBackup);
        onBackup.getFirst().finish(world.now());
        world.sysplex.run(TIME_WAIT_OVER);
        world.assertStatus(Status.ACTIVE, Status.BACKUP, Status.BACKUP);
        assertThat(world.claimants()).containsExactly("SYSA", "SYSB", "SYSA");
    }

    @Test
    void aDeactivatedOwnerThatIsReactivatedWhileItsConnectionsRemainKeepsThem() {
        world.started();
        List<EchoClient> old = world.connect(1);
        world.keepBusy(old);
        world.sysa.command("V TCPIP,TCPIPA,SYSPLEX,DEACTIVATE,DVIPA=198.51.100.11");
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.sysplex.run(Duration.ofMillis(300));
        world.sysa.command("V TCPIP,TCPIPA,SYSPLEX,REACTIVATE,DVIPA=198.51.100.11");
        world.untilStatus(world.sysa, Status.ACTIVE);
        world.sysplex.run(Duration.ofMillis(300));
        world.rest(old);
        assertThat(old).allMatch(EchoClient::open);
        world.assertStatus(Status.ACTIVE, Status.BACKUP, Status.BACKUP);
    }
}
