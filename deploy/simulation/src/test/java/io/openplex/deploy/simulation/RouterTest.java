package io.openplex.deploy.simulation;

import static io.openplex.deploy.simulation.LabWorld.DVIPA;
import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.simulation.client.ClientHost;
import io.openplex.deploy.simulation.client.EchoClient;
import io.openplex.deploy.simulation.client.Router;
import io.openplex.deploy.simulation.lan.SimulatedLan;
import io.openplex.dvipa.Status;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.MacAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients of another subnet reach a DVIPA by way of a router's ARP cache, which a take-over corrects. */
final class RouterTest {
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @RegisterExtension
    final LabWorld world = new LabWorld(11, LabWorld.DISTRIBUTOR);

    private final SimulatedLan branch = world.sysplex.addLan();
    private final Router router = router();
    private final ClientHost far =
            world.sysplex.client("FAR", branch, IpPrefix.parse("192.0.2.130/25"), IpAddress.parse("192.0.2.129"));

    private Router router() {
        Router added = world.sysplex.router("ROUTER");
        added.attach(world.sysplex.lan(), IpPrefix.parse("203.0.113.1/24"), List.of(LabWorld.DVIPAS));
        added.attach(branch, IpPrefix.parse("192.0.2.129/25"), List.of());
        return added;
    }

    private static MacAddress mac(SimulatedLpar lpar) {
        return lpar.stack().adapters().getFirst().mac();
    }

    @Test
    void connectionsFromBehindARouterAreSharedOutAndWhole() {
        world.started();
        List<EchoClient> clients = world.connect(far, 9);
        world.exchange(clients, 20_000);
        assertThat(world.bySystem(clients).values())
                .hasSize(3)
                .allSatisfy(at -> assertThat(at).hasSize(3));
        assertThat(router.neighbour(DVIPA)).contains(mac(world.sysa));
        assertThat(far.neighbour(DVIPA)).as("the host knows the router alone").isEmpty();
        assertThat(branch.claims()).noneMatch(claim -> claim.address().equals(DVIPA));
    }

    @Test
    void connectionsFromBehindARouterLiveOnWhenTheDistributorDies() {
        world.started();
        List<EchoClient> clients = world.connect(far, 9);
        Map<SimulatedLpar, List<EchoClient>> at = world.bySystem(clients);
        List<EchoClient> surviving = new ArrayList<>(at.get(world.sysb));
        surviving.addAll(at.get(world.sysc));
        world.keepBusy(surviving);
        world.sysplex.run(Duration.ofMillis(200));

        world.kill(world.sysa);
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.settle();
        assertThat(router.neighbour(DVIPA)).contains(mac(world.sysb));
        world.rest(surviving);
        assertThat(surviving).hasSize(6).allMatch(EchoClient::open);
        assertThat(world.claimants()).containsExactly("SYSA", "SYSB");
        assertThat(router.framesOutstanding()).isZero();
    }

    @Test
    void aNewConnectionFromBehindARouterIsAnsweredWithinASecondOfTheTakeOverAndOfTheTakeBack() {
        world.started();
        world.exchange(world.connect(far, 1), 5000);
        world.kill(world.sysa);
        world.untilStatus(world.sysb, Status.ACTIVE);
        assertAnswered(world.sysb);

        world.start(world.sysa);
        world.untilStatus(world.sysa, Status.ACTIVE);
        assertAnswered(world.sysa);
    }

    private void assertAnswered(SimulatedLpar owner) {
        EchoClient client = far.echo(LabWorld.ECHO);
        world.sysplex.runUntil(client + " is connected", A_SECOND, client::open);
        assertThat(router.neighbour(DVIPA)).contains(mac(owner));
    }
}
