package io.openplex.deploy.simulation;

import static io.openplex.deploy.simulation.LabWorld.DVIPA;
import static io.openplex.deploy.simulation.LabWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.simulation.client.ClientHost;
import io.openplex.deploy.simulation.client.EchoClient;
import io.openplex.deploy.simulation.lan.ArpClaim;
import io.openplex.dvipa.Status;
import io.openplex.hwsim.wire.IpPrefix;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stack that stood still may find that the group has gone on without it: its promises are over. */
final class FrozenStackTest {
    /** A silent owner is replaced within this time with the default values (ownership rule, worst cases). */
    private static final Duration REPLACED = Duration.ofMillis(400);

    /** Members that have just joined are spared for longer. */
    private static final Duration NEWCOMERS_NO_MORE = Duration.ofSeconds(2);

    @RegisterExtension
    final LabWorld world = new LabWorld(6, LabWorld.DISTRIBUTOR);

    private List<ArpClaim> claimsOfA(long since) {
        return world.sysplex.lan().claims().stream()
                .filter(claim ->
                        claim.address().equals(DVIPA) && claim.station().equals("SYSA") && claim.nanos() >= since)
                .toList();
    }

    /** A host that has never heard of the DVIPA asks for it: the question waits at the frozen stack's adapter. */
    private ClientHost stranger() {
        ClientHost stranger = world.sysplex.client(
                "STRANGER", IpPrefix.parse("203.0.113.9/24"), List.of(IpPrefix.parse("198.51.100.0/28")));
        stranger.pinger().send(DVIPA, world.now());
        return stranger;
    }

    @Test
    void aFrozenOwnerIsReplacedWithinTheTimeOfTheRule() {
        world.started();
        world.sysplex.run(NEWCOMERS_NO_MORE);
        long frozen = world.now();
        world.sysa.freeze();
        world.untilStatus(world.sysb, Status.ACTIVE);
        assertThat(Duration.ofNanos(world.now() - frozen)).isLessThan(REPLACED);
        assertThat(world.whoami(2)).doesNotContain("SYSA");
    }

    @Test
    void anOwnerFrozenForAMomentGoesOnAndAnswersOnlyWhenItHasPromisesAgain() {
        world.started();
        world.sysa.freeze();
        world.sysplex.run(Duration.ofMillis(100));
        ClientHost stranger = stranger();
        world.sysplex.run(Duration.ofMillis(60));
        world.sysa.thaw();
        world.settle();
        assertThat(stranger.pinger().answers(DVIPA)).isEqualTo(1);
        world.assertStatus(Status.ACTIVE, Status.BACKUP, Status.BACKUP);
        assertThat(world.claimants()).containsExactly("SYSA");
    }

    @Test
    void anOwnerWhoseAddressWasTakenWhileItWasFrozenDoesNotAnswerForItAgain() {
        world.started();
        world.sysa.freeze();
        world.untilStatus(world.sysb, Status.ACTIVE);
        ClientHost stranger = stranger();
        world.sysplex.run(Duration.ofSeconds(2));
        assertThat(stranger.pinger().answers(DVIPA)).isEqualTo(1);
        long thawed = world.now();
        world.sysa.thaw();
        world.sysplex.runUntil(
                "it has heard that it is out",
                SOON,
                () -> world.sysa.enf().getLast().reason().name().equals("SYSTEM_REMOVED"));
        assertThat(claimsOfA(thawed)).isEmpty();
        world.untilStatus(world.sysa, Status.ACTIVE);
        world.settle();
        assertThat(world.sysa.console()).contains("EZZ8302I VIPA 198.51.100.11 TAKEN FROM TCPIPB ON SYSB");
        assertThat(world.claimants()).containsExactly("SYSA", "SYSB", "SYSA");
        assertThat(world.whoami(3)).contains("SYSA", "SYSB", "SYSC");
    }

    @Test
    void connectionsOfAnIsolatedStackGoOnWhenItIsBack() {
        world.started();
        List<EchoClient> clients = world.connect(6);
        world.exchange(clients, 3000);
        EchoClient onA = clients.stream()
                .filter(client -> world.at(client).name().equals("SYSA"))
                .findFirst()
                .orElseThrow();
        world.sysa.freeze();
        world.untilStatus(world.sysb, Status.ACTIVE);
        world.sysplex.run(Duration.ofSeconds(1));
        world.sysa.thaw();
        world.untilStatus(world.sysa, Status.ACTIVE);
        world.exchange(clients, 3000);
        assertThat(onA.closeReason()).isEmpty();
        assertThat(world.at(onA).name()).isEqualTo("SYSA");
    }
}
