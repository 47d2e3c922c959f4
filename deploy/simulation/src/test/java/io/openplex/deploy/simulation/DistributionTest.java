package io.openplex.deploy.simulation;

import static io.openplex.deploy.simulation.LabWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.simulation.client.EchoClient;
import io.openplex.dvipa.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A distributed address: connections are shared out, and survive whatever happens to other stacks. */
final class DistributionTest {
    @RegisterExtension
    final LabWorld world = new LabWorld(2, LabWorld.DISTRIBUTOR);

    @Test
    @DisplayName("dvipa scenario 20: nine connections, three on each stack")
    void nineConnectionsAreSharedOut() {
        world.started();
        List<EchoClient> clients = world.connect(9);
        world.exchange(clients, 20_000);
        assertThat(world.bySystem(clients).values())
                .hasSize(3)
                .allSatisfy(at -> assertThat(at).hasSize(3));
        assertThat(world.dpt(world.sysa))
                .containsExactly(
                        "7 192.0.2.1 total 3 ready 1",
                        "7 192.0.2.2 total 3 ready 1",
                        "7 192.0.2.3 total 3 ready 1",
                        "80 192.0.2.1 total 0 ready 1",
                        "80 192.0.2.2 total 0 ready 1",
                        "80 192.0.2.3 total 0 ready 1");
        assertThat(world.crt(world.sysa)).hasSize(9);
        assertThat(world.crt(world.sysb)).hasSize(3).allMatch(row -> row.endsWith(" 192.0.2.2"));
        assertThat(world.flags(world.sysa)).isEmpty();
        assertThat(world.flags(world.sysb)).isEqualTo("INTERNAL");
        assertThat(world.flags(world.sysc)).isEqualTo("INTERNAL");
        assertThat(world.claimants()).containsExactly("SYSA");
    }

    @Test
    void whoamiIsAnsweredByEverySystemInTurn() {
        world.started();
        assertThat(world.whoami(6)).containsExactly("SYSA", "SYSB", "SYSC", "SYSA", "SYSB", "SYSC");
    }

    @Test
    @DisplayName("dvipa scenario 41: only the owner answers ping, and refuses a port that nobody distributes")
    void onlyTheOwnerAnswersPing() {
        world.started();
        int answers = world.pingAnswers(3);
        assertThat(answers).isEqualTo(3);
        EchoClient refused = world.edge.echo(new io.openplex.hwsim.wire.IpEndpoint(LabWorld.DVIPA, 9999));
        world.sysplex.runUntil("refused", SOON, () -> refused.closeReason().isPresent());
        assertThat(refused.closeReason()).contains(EchoClient.CloseReason.REFUSED);
        world.kill(world.sysa);
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.settle();
        assertThat(world.pingAnswers(3)).isEqualTo(3);
    }

    @Test
    @DisplayName("dvipa scenarios 23 and 24: the distributor dies and returns, the others' connections go on")
    void distributorDiesAndReturns() {
        world.started();
        List<EchoClient> clients = world.connect(9);
        Map<SimulatedLpar, List<EchoClient>> at = world.bySystem(clients);
        List<EchoClient> surviving = new ArrayList<>(at.get(world.sysb));
        surviving.addAll(at.get(world.sysc));
        world.keepBusy(surviving);
        world.sysplex.run(Duration.ofMillis(200));

        world.kill(world.sysa);
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.settle();
        assertThat(world.crt(world.sysb)).hasSize(6);
        assertThat(world.dpt(world.sysb)).hasSize(4).noneMatch(row -> row.contains("192.0.2.1"));
        assertThat(surviving).allMatch(EchoClient::open);
        for (EchoClient dead : at.get(world.sysa)) {
            dead.send(1, world.now());
            world.sysplex.runUntil("reset", Duration.ofMillis(5), () -> !dead.open());
            assertThat(dead.closeReason()).contains(EchoClient.CloseReason.RESET);
        }
        assertThat(world.whoami(4)).containsExactlyInAnyOrder("SYSB", "SYSC", "SYSB", "SYSC");

        world.start(world.sysa);
        world.settle();
        assertThat(world.sysa.status(LabWorld.DVIPA)).contains(Status.ACTIVE);
        assertThat(world.crt(world.sysa))
                .filteredOn(row -> row.startsWith("7 "))
                .hasSize(6);
        world.rest(surviving);
        assertThat(surviving).allMatch(EchoClient::open);
        assertThat(world.bySystem(surviving).get(world.sysb)).isEqualTo(at.get(world.sysb));
        assertThat(world.whoami(6)).contains("SYSA", "SYSB", "SYSC");
        assertThat(world.claimants()).containsExactly("SYSA", "SYSB", "SYSA");
    }

    @Test
    @DisplayName("dvipa scenario 48: a target dies, its clients are reset at their next packet")
    void targetDies() {
        world.started();
        List<EchoClient> clients = world.connect(6);
        Map<SimulatedLpar, List<EchoClient>> at = world.bySystem(clients);
        List<EchoClient> surviving = new ArrayList<>(at.get(world.sysa));
        surviving.addAll(at.get(world.sysb));
        world.keepBusy(surviving);
        world.kill(world.sysc);
        world.settle();
        assertThat(world.dpt(world.sysa)).hasSize(4).noneMatch(row -> row.contains("192.0.2.3"));
        for (EchoClient dead : at.get(world.sysc)) {
            dead.send(1, world.now());
            world.sysplex.runUntil("reset", Duration.ofMillis(5), () -> !dead.open());
            assertThat(dead.closeReason()).contains(EchoClient.CloseReason.RESET);
        }
        world.rest(surviving);
        assertThat(world.crt(world.sysa)).hasSize(4);
        assertThat(world.whoami(4)).doesNotContain("SYSC");
    }

    @Test
    @DisplayName("dvipa scenarios 10 and 11, distributed: the distributor changes twice, no connection notices")
    void distributorIsDeactivatedAndReactivated() {
        world.started();
        List<EchoClient> clients = world.connect(9);
        world.keepBusy(clients);
        world.sysplex.run(Duration.ofMillis(200));
        world.sysa.command("V TCPIP,TCPIPA,SYSPLEX,DEACTIVATE,DVIPA=198.51.100.11");
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.settle();
        assertThat(world.crt(world.sysb)).hasSize(9);
        world.sysa.command("V TCPIP,TCPIPA,SYSPLEX,REACTIVATE,DVIPA=198.51.100.11");
        world.untilStatus(world.sysa, Status.ACTIVE);
        world.settle();
        assertThat(world.crt(world.sysa)).hasSize(9);
        world.rest(clients);
        assertThat(clients).allMatch(EchoClient::open);
        assertThat(world.whoami(3)).containsExactlyInAnyOrder("SYSA", "SYSB", "SYSC");
        assertThat(world.claimants()).containsExactly("SYSA", "SYSB", "SYSA");
    }

    @Test
    @DisplayName("dvipa scenario 21: a server that stops listening gets no more connections, its old ones go on")
    void aServerThatStopsListeningGetsNoMoreConnections() {
        world.started();
        List<EchoClient> before = world.connect(3);
        world.sysb.stack().tcp().listeners().stream()
                .filter(listener -> listener.local().port() == 7)
                .forEach(listener -> listener.close(world.now()));
        world.settle();
        assertThat(world.dpt(world.sysa)).contains("7 192.0.2.2 total 1 ready 0");
        assertThat(world.bySystem(world.connect(4))).doesNotContainKey(world.sysb);
        world.exchange(before, 2000);
    }
}
