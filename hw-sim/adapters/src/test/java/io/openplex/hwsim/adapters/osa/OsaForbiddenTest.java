package io.openplex.hwsim.adapters.osa;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Tcp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An address that another stack claims now, while connections of this one go on (ownership clauses 7 and 11). */
class OsaForbiddenTest {
    private static final String SEGMENT = "800 to peer 60";

    private final OsaBench bench = new OsaBench(OsaBench.settings().withRouting(OsaSettings.Routing.ROUTELCL));
    private final DedicatedOsa osa = bench.osa;

    /** The DVIPA was claimed until a moment ago, with announcements to come; the lease of others goes on. */
    @BeforeEach
    void handedOver() {
        osa.renewLease(Long.MAX_VALUE);
        osa.register(OsaBench.HOME, RegistrationKind.PERMANENT, false, bench.now);
        osa.register(OsaBench.DVIPA, RegistrationKind.LEASED, true, bench.now);
        bench.at(1);
        bench.fromWire(OsaBench.request(OsaBench.HOME));
    }

    private void forbid() {
        osa.register(OsaBench.DVIPA, RegistrationKind.FORBIDDEN, false, bench.now);
        bench.left();
    }

    private boolean send(int flags) {
        return bench.transmit(bench.segment(OsaBench.DVIPA, flags), OsaBench.GATEWAY);
    }

    private void gatewayAnswers() {
        bench.fromWire(OsaBench.arp(Arp.REPLY, OsaBench.PEER, OsaBench.GATEWAY, OsaBench.HOME, OsaBench.MAC));
    }

    @Test
    @DisplayName("no announcement that was due leaves, no request is answered, no foreign claim is contested")
    void silent() {
        forbid();
        for (int millis = 2; millis < 3_000; millis++) {
            bench.at(millis);
        }
        bench.fromWire(OsaBench.request(OsaBench.DVIPA));
        bench.fromWire(OsaBench.announcement(OsaBench.PEER, OsaBench.DVIPA));
        assertThat(bench.left()).isEmpty();
        assertThat(bench.duplicates).isEmpty();
        assertThat(osa.claims(OsaBench.DVIPA, bench.now)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {Tcp.SYN | Tcp.ACK, Tcp.RST, Tcp.RST | Tcp.ACK})
    @DisplayName("SYN-ACK and RST do not leave, whatever the lease says")
    void noConnectionAnswers(int flags) {
        forbid();
        assertThat(send(flags)).isFalse();
        assertThat(bench.left()).isEmpty();
        assertThat(bench.drops(OsaDrop.CLAIM_FORBIDDEN)).isEqualTo(1);
        assertThat(bench.pool.outstanding()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {Tcp.ACK, Tcp.ACK | Tcp.PSH, Tcp.FIN | Tcp.ACK})
    @DisplayName("what connections send goes on, and what comes for them is delivered")
    void connectionsGoOn(int flags) {
        forbid();
        assertThat(send(flags)).isTrue();
        assertThat(bench.left()).containsExactly(SEGMENT);
        bench.fromWire(OsaBench.ip(OsaBench.MAC, OsaBench.DVIPA));
        assertThat(bench.delivered).hasSize(1);
    }

    @Test
    @DisplayName("claims that wait for their next hop are dropped; data that waits is not")
    void waitingClaims() {
        osa.purgeArpCache();
        assertThat(send(Tcp.SYN | Tcp.ACK)).isTrue();
        assertThat(send(Tcp.ACK)).isTrue();
        assertThat(send(Tcp.RST)).isTrue();
        forbid();
        assertThat(bench.drops(OsaDrop.CLAIM_FORBIDDEN)).isEqualTo(2);
        gatewayAnswers();
        assertThat(bench.left()).containsExactly(SEGMENT);
        assertThat(bench.pool.outstanding()).isZero();
    }

    @Test
    @DisplayName("a claim that waits for its next hop does not outlive the registration; those of other addresses stay")
    void waitingClaimsAtDeregistration() {
        osa.purgeArpCache();
        assertThat(send(Tcp.SYN | Tcp.ACK)).isTrue();
        assertThat(bench.transmit(bench.segment(OsaBench.HOME, Tcp.RST), OsaBench.GATEWAY))
                .isTrue();
        osa.deregister(OsaBench.DVIPA, bench.now);
        bench.left();
        gatewayAnswers();
        assertThat(bench.left()).containsExactly(SEGMENT);
        assertThat(bench.drops(OsaDrop.CLAIM_FORBIDDEN)).isEqualTo(1);
        assertThat(bench.pool.outstanding()).isZero();
    }

    @Test
    @DisplayName("claimed again, it is announced and answered for; deregistered, it is nobody's business")
    void after() {
        forbid();
        osa.register(OsaBench.DVIPA, RegistrationKind.LEASED, true, bench.now);
        assertThat(send(Tcp.SYN | Tcp.ACK)).isTrue();
        assertThat(bench.left()).containsExactly("announce 198.51.100.11 to all", SEGMENT);
        forbid();
        osa.deregister(OsaBench.DVIPA, bench.now);
        assertThat(send(Tcp.RST)).isTrue();
        bench.fromWire(OsaBench.ip(OsaBench.MAC, OsaBench.DVIPA));
        assertThat(bench.delivered).isEmpty();
    }
}
