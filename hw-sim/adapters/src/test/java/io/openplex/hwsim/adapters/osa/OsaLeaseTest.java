package io.openplex.hwsim.adapters.osa;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.adapters.DuplicateAddressListener;
import io.openplex.hwsim.adapters.RegistrationGate;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.lan.LanStatistics;
import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Tcp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deadline of a leased address: after it nothing leaves the adapter that claims the address. */
class OsaLeaseTest {
    private static final String ANNOUNCED = "announce 198.51.100.11 to all";
    private static final String ANSWERED = "198.51.100.11 is mine, 203.0.113.1 to peer";
    private static final String SEGMENT = "800 to peer 60";
    private static final IpAddress ELSEWHERE = IpAddress.parse("198.51.100.12");

    private final OsaBench bench = new OsaBench();
    private final DedicatedOsa osa = bench.osa;
    private long deadline;

    /** The DVIPA is registered with 200 ms to go, its announcements are over, and the gateway is known. */
    @BeforeEach
    void registered() {
        osa.renewLease(Long.MAX_VALUE);
        osa.register(OsaBench.HOME, RegistrationKind.PERMANENT, false, bench.now);
        osa.register(OsaBench.DVIPA, RegistrationKind.LEASED, true, bench.now);
        for (int millis = 0; millis < 3_000; millis++) {
            bench.at(millis);
        }
        deadline = bench.now + 200 * OsaBench.MILLIS;
        bench.fromWire(OsaBench.request(OsaBench.DVIPA));
        osa.renewLease(deadline);
        bench.left();
    }

    private void asked() {
        bench.fromWire(OsaBench.request(OsaBench.DVIPA));
    }

    private boolean send(IpAddress source, int flags) {
        return bench.transmit(bench.segment(source, flags), OsaBench.GATEWAY);
    }

    @Test
    @DisplayName("ownership clause 13: ARP requests are answered until the deadline and not from it on")
    void answersUntilTheDeadline() {
        bench.now = deadline - 1;
        asked();
        assertThat(bench.left()).containsExactly(ANSWERED);
        bench.now = deadline;
        asked();
        assertThat(bench.left()).isEmpty();
        assertThat(bench.drops(OsaDrop.LEASE_OVER)).isEqualTo(1);
        assertThat(osa.claims(OsaBench.DVIPA, deadline - 1)).isTrue();
        assertThat(osa.claims(OsaBench.DVIPA, deadline)).isFalse();
        assertThat(osa.claims(OsaBench.HOME, deadline)).isTrue();
    }

    @Test
    void aRenewedLeaseIsInForceAgain() {
        bench.now = deadline;
        osa.renewLease(deadline + 10);
        asked();
        assertThat(bench.left()).containsExactly(ANSWERED);
        osa.renewLease(deadline);
        asked();
        assertThat(bench.left()).as("ended early").isEmpty();
    }

    @Test
    void withoutAnyLeaseNothingIsClaimed() {
        OsaBench fresh = new OsaBench();
        fresh.osa.register(OsaBench.DVIPA, RegistrationKind.LEASED, true, fresh.now);
        assertThat(fresh.left()).isEmpty();
        assertThat(fresh.drops(OsaDrop.LEASE_OVER)).isEqualTo(1);
    }

    @Test
    void permanentAddressesNeedNoLease() {
        bench.now = deadline;
        bench.fromWire(OsaBench.request(OsaBench.HOME));
        osa.register(OsaBench.HOME, RegistrationKind.PERMANENT, false, bench.now);
        assertThat(send(OsaBench.HOME, Tcp.SYN | Tcp.ACK)).isTrue();
        assertThat(send(OsaBench.HOME, Tcp.RST)).isTrue();
        assertThat(bench.left())
                .containsExactly(
                        "203.0.113.21 is mine, 203.0.113.1 to peer", "announce 203.0.113.21 to all", SEGMENT, SEGMENT);
        assertThat(bench.drops(OsaDrop.LEASE_OVER)).isZero();
    }

    @Test
    @DisplayName("ownership clause 7: announcements wait for the lease, and none of them is lost")
    void announcementsWaitForTheLease() {
        bench.now = deadline;
        osa.register(OsaBench.DVIPA, RegistrationKind.LEASED, true, bench.now);
        for (int millis = 0; millis < 100; millis++) {
            bench.now += OsaBench.MILLIS;
            bench.poll();
        }
        assertThat(bench.left()).isEmpty();
        assertThat(bench.drops(OsaDrop.LEASE_OVER)).isEqualTo(6);
        osa.renewLease(Long.MAX_VALUE);
        for (int millis = 0; millis < 3_000; millis++) {
            bench.now += OsaBench.MILLIS;
            bench.poll();
        }
        assertThat(bench.left()).containsExactly(ANNOUNCED, ANNOUNCED, ANNOUNCED, ANNOUNCED, ANNOUNCED);
    }

    @Test
    void aForeignClaimIsReportedButNotContestedWithoutTheLease() {
        bench.now = deadline;
        bench.fromWire(OsaBench.announcement(OsaBench.PEER, OsaBench.DVIPA));
        assertThat(bench.left()).isEmpty();
        assertThat(bench.duplicates).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {Tcp.SYN | Tcp.ACK, Tcp.RST, Tcp.RST | Tcp.ACK})
    @DisplayName("ownership clause 7: SYN-ACK and RST of a leased source are held to the deadline")
    void connectionAnswersEndWithTheLease(int flags) {
        bench.now = deadline - 1;
        assertThat(send(OsaBench.DVIPA, flags)).isTrue();
        assertThat(bench.left()).containsExactly(SEGMENT);
        bench.now = deadline;
        assertThat(send(OsaBench.DVIPA, flags)).isFalse();
        assertThat(bench.left()).isEmpty();
        assertThat(bench.drops(OsaDrop.LEASE_OVER)).isEqualTo(1);
        assertThat(send(ELSEWHERE, flags)).as("not registered here").isTrue();
        assertThat(bench.left()).containsExactly(SEGMENT);
        assertThat(bench.pool.outstanding()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {Tcp.ACK, Tcp.ACK | Tcp.PSH, Tcp.FIN | Tcp.ACK, Tcp.SYN})
    @DisplayName("ownership clause 11: what is left ends ownership, not connections")
    void otherSegmentsGoOn(int flags) {
        bench.now = deadline + 1;
        assertThat(send(OsaBench.DVIPA, flags)).isTrue();
        assertThat(bench.left()).containsExactly(SEGMENT);
    }

    @Test
    void packetsThatAreNoSegmentsGoOn() {
        bench.now = deadline + 1;
        assertThat(bench.transmit(bench.packet(40, 1), OsaBench.GATEWAY))
                .as("UDP")
                .isTrue();
        Frame later = bench.segment(OsaBench.DVIPA, Tcp.RST);
        later.buffer().putShort(later.offset() + 6, (short) 185);
        assertThat(bench.transmit(later, OsaBench.GATEWAY)).as("later fragment").isTrue();
        Frame stub = bench.segment(OsaBench.DVIPA, Tcp.RST);
        stub.length(39);
        stub.buffer().putShort(stub.offset() + Ipv4.TOTAL_LENGTH, (short) 39);
        assertThat(bench.transmit(stub, OsaBench.GATEWAY)).as("no whole header").isTrue();
        Frame options = bench.segment(OsaBench.DVIPA, Tcp.RST);
        options.buffer().put(options.offset(), (byte) 0x46);
        assertThat(bench.transmit(options, OsaBench.GATEWAY))
                .as("no whole header behind options")
                .isTrue();
        assertThat(bench.left()).hasSize(4);
    }

    @Test
    void ipOptionsHideNothing() {
        bench.now = deadline;
        Frame packet = bench.segment(OsaBench.DVIPA, Tcp.ACK);
        packet.length(44);
        packet.buffer().put(packet.offset(), (byte) 0x46);
        packet.buffer().putShort(packet.offset() + 24 + Tcp.OFFSET_FLAGS, (short) (0x5000 | Tcp.RST));
        assertThat(bench.transmit(packet, OsaBench.GATEWAY)).isFalse();
        assertThat(bench.drops(OsaDrop.LEASE_OVER)).isEqualTo(1);
    }

    @Test
    void segmentsThatWaitedForTheirNextHopAreHeldToTheDeadlineWhenTheyLeave() {
        osa.purgeArpCache();
        assertThat(send(OsaBench.DVIPA, Tcp.RST)).isTrue();
        assertThat(send(OsaBench.DVIPA, Tcp.ACK)).isTrue();
        bench.left();
        bench.now = deadline;
        bench.fromWire(OsaBench.arp(Arp.REPLY, OsaBench.PEER, OsaBench.GATEWAY, OsaBench.HOME, OsaBench.MAC));
        assertThat(bench.left()).containsExactly(SEGMENT);
        assertThat(bench.drops(OsaDrop.LEASE_OVER)).isEqualTo(1);
        assertThat(bench.pool.outstanding()).isZero();
    }

    @Test
    @DisplayName("ownership clause 13: a freeze between the loop's look at its clock and the call is caught")
    void theAdapterTrustsItsOwnClock() {
        bench.ahead = 200 * OsaBench.MILLIS;
        assertThat(send(OsaBench.DVIPA, Tcp.SYN | Tcp.ACK)).isFalse();
        asked();
        osa.register(OsaBench.DVIPA, RegistrationKind.LEASED, true, bench.now);
        assertThat(bench.left()).isEmpty();
        assertThat(bench.drops(OsaDrop.LEASE_OVER)).isEqualTo(3);
    }

    @Test
    @DisplayName("ownership clause 13: of a batch that a freeze cuts, what follows the freeze does not leave")
    void aFreezeWithinABatchIsCaught() {
        FreezingPort cable = new FreezingPort();
        DedicatedOsa port = new DedicatedOsa(
                OsaBench.settings(), cable, () -> cable.nanos, RegistrationGate.OPEN, DuplicateAddressListener.NONE);
        port.renewLease(100);
        port.register(OsaBench.DVIPA, RegistrationKind.LEASED, false, 0);
        cable.nanos = 0;
        cable.sent = 0;
        IpAddress group = IpAddress.parse("224.0.0.5");
        for (int i = 0; i < 3; i++) {
            port.transmit(bench.segment(OsaBench.DVIPA, Tcp.RST), group.high(), group.low(), 0);
        }
        assertThat(cable.sent).isEqualTo(1);
        assertThat(port.statistics().dropped(OsaDrop.LEASE_OVER)).isEqualTo(2);
    }

    @Test
    @DisplayName("hardware 2.9: a second port of the stack delivers, leaves ARP to the first, and obeys the lease")
    void aSilentRegistrationLeavesArpToAnotherPort() {
        OsaBench silent = new OsaBench(OsaBench.settings().withRouting(OsaSettings.Routing.ROUTELCL));
        long end = silent.now + 200 * OsaBench.MILLIS;
        silent.osa.renewLease(end);
        silent.osa.register(OsaBench.DVIPA, RegistrationKind.LEASED_SILENT, true, silent.now);
        silent.fromWire(OsaBench.request(OsaBench.DVIPA));
        silent.fromWire(OsaBench.announcement(OsaBench.PEER, OsaBench.DVIPA));
        for (int millis = 0; millis < 100; millis++) {
            silent.at(millis);
        }
        assertThat(silent.left()).isEmpty();
        assertThat(silent.duplicates).as("the stack's other port").isEmpty();
        assertThat(silent.osa.claims(OsaBench.DVIPA, silent.now)).isFalse();
        silent.fromWire(OsaBench.ip(OsaBench.MAC, OsaBench.DVIPA));
        assertThat(silent.delivered).hasSize(1);
        silent.now = end;
        silent.transmit(silent.segment(OsaBench.DVIPA, Tcp.RST), IpAddress.parse("224.0.0.5"));
        assertThat(silent.left()).isEmpty();
        assertThat(silent.drops(OsaDrop.LEASE_OVER)).isEqualTo(1);
        silent.osa.renewLease(Long.MAX_VALUE);
        silent.osa.register(OsaBench.DVIPA, RegistrationKind.LEASED, true, silent.now);
        assertThat(silent.left()).as("takes over from the first port").containsExactly(ANNOUNCED);
    }

    /** A cable at which the process freezes, for as long as leases last, after each frame. */
    private static final class FreezingPort implements LanPort {
        private long nanos;
        private int sent;

        @Override
        public boolean send(Frame frame, long nowNanos) {
            nanos += 100;
            sent++;
            return true;
        }

        @Override
        public int poll(Receiver receiver, int limit, long nowNanos) {
            return 0;
        }

        @Override
        public void flush() {
            // Nothing is queued.
        }

        @Override
        public boolean linkUp() {
            return true;
        }

        @Override
        public int mtu() {
            return 1500;
        }

        @Override
        public LanStatistics statistics() {
            throw new UnsupportedOperationException("no test needs it");
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
