package io.openplex.deploy.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.simulation.client.EchoClient;
import io.openplex.dvipa.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The world is a function of its seed. */
final class SameSeedTest {
    /** Three stacks, nine busy connections, death of the owner, take-over, return, take-back. */
    private static List<String> takeoverAndTakeback(long seed) {
        LabWorld world = new LabWorld(seed, LabWorld.DISTRIBUTOR).started();
        List<EchoClient> clients = world.connect(9);
        world.keepBusy(clients);
        world.sysplex.run(Duration.ofMillis(300));
        world.sysa.kill();
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.sysplex.run(Duration.ofSeconds(1));
        world.start(world.sysa);
        world.sysplex.run(Duration.ofSeconds(1));
        LabWorld.assertWhole(clients);
        assertThat(clients).filteredOn(EchoClient::open).hasSize(6);
        assertThat(world.claimants()).containsExactly("SYSA", "SYSB", "SYSA");
        return world.sysplex.trace().lines();
    }

    @Test
    void oneThreadRunsATakeoverOfThreeStacksWithLiveConnectionsAndTheSameSeedGivesTheSameTrace() {
        List<String> once = takeoverAndTakeback(7);
        assertThat(once).hasSizeGreaterThan(1000);
        assertThat(takeoverAndTakeback(7)).isEqualTo(once);
    }

    @Test
    void anotherSeedGivesAnotherTrace() {
        assertThat(takeoverAndTakeback(8)).isNotEqualTo(takeoverAndTakeback(9));
    }
}
