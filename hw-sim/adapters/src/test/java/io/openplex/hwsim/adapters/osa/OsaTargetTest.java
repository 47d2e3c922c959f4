package io.openplex.hwsim.adapters.osa;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.wire.Tcp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An address whose connections another stack forwards here over XCF. */
class OsaTargetTest {
    private static final String SEGMENT = "800 to peer 60";

    private final OsaBench bench = new OsaBench(OsaBench.settings().withRouting(OsaSettings.Routing.ROUTELCL));
    private final DedicatedOsa osa = bench.osa;
    private final long leaseEnd = bench.now + 200 * OsaBench.MILLIS;

    @BeforeEach
    void target() {
        osa.renewLease(leaseEnd);
        osa.register(OsaBench.HOME, RegistrationKind.PERMANENT, false, bench.now);
        osa.register(OsaBench.DVIPA, RegistrationKind.TARGET, true, bench.now);
        bench.fromWire(OsaBench.request(OsaBench.HOME));
        bench.left();
    }

    private boolean send(int flags) {
        return bench.transmit(bench.segment(OsaBench.DVIPA, flags), OsaBench.GATEWAY);
    }

    @Test
    @DisplayName("nothing of it is to be seen on the LAN, and nothing for it is delivered")
    void silent() {
        bench.fromWire(OsaBench.request(OsaBench.DVIPA));
        bench.fromWire(OsaBench.announcement(OsaBench.PEER, OsaBench.DVIPA));
        bench.fromWire(OsaBench.ip(OsaBench.MAC, OsaBench.DVIPA));
        assertThat(bench.left()).isEmpty();
        assertThat(bench.delivered).isEmpty();
        assertThat(bench.duplicates).as("the owner may announce it").isEmpty();
        assertThat(osa.claims(OsaBench.DVIPA, bench.now)).isFalse();
        assertThat(bench.drops(OsaDrop.NOT_REGISTERED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {Tcp.SYN | Tcp.ACK, Tcp.RST, Tcp.RST | Tcp.ACK})
    @DisplayName("connection answers leave as long as the lease lasts, and not a moment longer")
    void answersNeedTheLease(int flags) {
        assertThat(send(flags)).isTrue();
        assertThat(bench.left()).hasSize(1);
        bench.now = leaseEnd;
        send(flags);
        assertThat(bench.left()).isEmpty();
        assertThat(bench.drops(OsaDrop.LEASE_OVER)).isEqualTo(1);
        assertThat(bench.pool.outstanding()).isZero();
    }

    @Test
    @DisplayName("connections go on without a lease")
    void connectionsGoOn() {
        bench.now = leaseEnd;
        assertThat(send(Tcp.ACK)).isTrue();
        assertThat(bench.left()).containsExactly(SEGMENT);
    }
}
