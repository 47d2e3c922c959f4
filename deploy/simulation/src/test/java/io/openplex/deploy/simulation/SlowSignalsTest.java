package io.openplex.deploy.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.simulation.client.EchoClient;
import io.openplex.deploy.simulation.xcf.XcfTiming;
import io.openplex.dvipa.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signals between stacks take so long that clients meet a new owner which has not heard of their connections yet. */
final class SlowSignalsTest {
    private static final XcfTiming SLOW = new XcfTiming(400_000_000L, 1_000_000L, 10_000_000L, 6_000_000_000L);

    @RegisterExtension
    final LabWorld world = new LabWorld(5, LabWorld.DISTRIBUTOR, SLOW);

    @Test
    void noConnectionToASurvivorIsResetWhileTheNewOwnerWaitsForReports() {
        world.started();
        world.sysplex.run(Duration.ofSeconds(5));
        List<EchoClient> clients = world.connect(9);
        Map<SimulatedLpar, List<EchoClient>> at = world.bySystem(clients);
        List<EchoClient> surviving = new ArrayList<>(at.get(world.sysb));
        surviving.addAll(at.get(world.sysc));
        world.keepBusy(clients);
        world.sysplex.run(Duration.ofSeconds(2));
        world.kill(world.sysa);
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.sysplex.run(Duration.ofMillis(100));
        assertThat(world.sysb.stack().sysplex().distributor().rebuilding(LabWorld.DVIPA, world.now()))
                .as("the reports are still under way")
                .isTrue();
        world.sysplex.run(Duration.ofSeconds(6));
        assertThat(surviving).allMatch(EchoClient::open);
        assertThat(at.get(world.sysa)).noneMatch(EchoClient::open);
        world.rest(surviving);
    }

    @Test
    void aTakebackLosesNothingThoughItsSignalsAreLate() {
        world.started();
        world.sysplex.run(Duration.ofSeconds(5));
        world.kill(world.sysa);
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.sysplex.run(Duration.ofSeconds(6));
        List<EchoClient> clients = world.connect(6);
        world.keepBusy(clients);
        world.sysplex.run(Duration.ofSeconds(1));
        world.sysa.start();
        world.untilStatus(world.sysa, Status.ACTIVE);
        world.sysplex.run(Duration.ofSeconds(5));
        assertThat(clients).allMatch(EchoClient::open);
        world.rest(clients);
        assertThat(world.claimants()).containsExactly("SYSA", "SYSB", "SYSA");
    }

    @Test
    void theNewOwnerKnowsTheFormerOnesConnectionsWhenItActivates() {
        world.started();
        world.sysplex.run(Duration.ofSeconds(5));
        world.kill(world.sysa);
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.sysplex.run(Duration.ofSeconds(6));
        List<EchoClient> atB = world.bySystem(world.connect(6)).get(world.sysb);
        assertThat(atB).hasSize(3);
        world.sysa.start();
        world.untilStatus(world.sysa, Status.ACTIVE);
        world.sysplex.run(Duration.ofMillis(10));
        assertThat(world.crt(world.sysa))
                .as("they came with the address; a question and its answer would take 600 ms")
                .containsExactlyInAnyOrderElementsOf(atB.stream()
                        .map(client -> "7 " + client.local().port() + " 192.0.2.2")
                        .toList());
    }
}
