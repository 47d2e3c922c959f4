package io.openplex.hwsim.adapters.osa;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.adapters.RegistrationGate;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Registration, answers and announcements: everything that claims an address on the LAN. */
class OsaClaimsTest {
    private static final String ANNOUNCED = "announce 198.51.100.11 to all";
    private static final String ANSWERED = "198.51.100.11 is mine, 203.0.113.1 to peer";

    private final OsaBench bench = new OsaBench();
    private final DedicatedOsa osa = bench.osa;

    /** Milliseconds at which anything left, polling every millisecond. */
    private List<Long> timesOfClaims(long from, long until) {
        List<Long> times = new ArrayList<>();
        for (long millis = from; millis <= until; millis++) {
            bench.at(millis);
            for (String line : bench.left()) {
                assertThat(line).isEqualTo(ANNOUNCED);
                times.add(millis);
            }
        }
        return times;
    }

    @Test
    @DisplayName("hardware 2.2: a registration announces at once and again after 20 ms, 100 ms, 500 ms and 2 s")
    void announcesAtOnceAndRepeats() {
        assertThat(osa.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, true, bench.now))
                .isEqualTo(AdapterSession.OK);
        assertThat(bench.left()).containsExactly(ANNOUNCED);
        assertThat(timesOfClaims(0, 5_000)).containsExactly(20L, 100L, 500L, 2_000L);
        assertThat(osa.statistics().announcements()).isEqualTo(5);
    }

    @Test
    @DisplayName("hardware 2.9: ARP requests are answered for registered addresses only")
    void answersForRegisteredAddressesOnly() {
        bench.fromWire(OsaBench.request(OsaBench.DVIPA));
        assertThat(bench.left()).isEmpty();
        osa.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, false, bench.now);
        bench.settle();
        bench.fromWire(OsaBench.request(OsaBench.DVIPA));
        bench.fromWire(OsaBench.request(IpAddress.parse("198.51.100.12")));
        assertThat(bench.left()).containsExactly(ANSWERED);
        assertThat(osa.statistics().arpRepliesOut()).isEqualTo(1);
    }

    @Test
    void probesWithoutSenderAreAnsweredAndNotLearned() {
        osa.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, false, bench.now);
        bench.settle();
        bench.fromWire(OsaBench.arp(Arp.REQUEST, OsaBench.PEER, IpAddress.ANY4, OsaBench.DVIPA, OsaBench.ALL));
        assertThat(bench.left()).containsExactly("198.51.100.11 is mine, 0.0.0.0 to peer");
        assertThat(osa.arpEntries(bench.now)).isEmpty();
    }

    @Test
    @DisplayName("hardware 8.7 invariant 5: nothing claims an address after its registration ended")
    void deregistrationSilencesEverything() {
        osa.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, true, bench.now);
        bench.left();
        osa.deregister(OsaBench.DVIPA, bench.now);
        bench.fromWire(OsaBench.request(OsaBench.DVIPA));
        bench.fromWire(OsaBench.announcement(OsaBench.PEER, OsaBench.DVIPA));
        assertThat(timesOfClaims(0, 3_000)).isEmpty();
        assertThat(bench.duplicates).isEmpty();
        osa.deregister(OsaBench.DVIPA, bench.now);
    }

    @Test
    @DisplayName("ownership clause 7: without the right to own neither answer nor announcement leaves")
    void theGateStandsBeforeEveryClaim() {
        bench.refused.add(OsaBench.DVIPA);
        osa.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, true, bench.now);
        osa.register(OsaBench.HOME, RegistrationKind.PERMANENT, false, bench.now);
        bench.fromWire(OsaBench.request(OsaBench.DVIPA));
        bench.fromWire(OsaBench.announcement(OsaBench.PEER, OsaBench.DVIPA));
        assertThat(bench.left()).containsExactly("announce 203.0.113.21 to all");
        assertThat(osa.statistics().claimsRefused()).isPositive();
        osa.deregister(OsaBench.HOME, bench.now);
        assertThat(timesOfClaims(1, 300)).isEmpty();
        bench.refused.clear();
        assertThat(timesOfClaims(301, 3_000))
                .as("made up for when the right returns")
                .hasSizeBetween(5, 6);
        bench.fromWire(OsaBench.request(OsaBench.DVIPA));
        assertThat(bench.left()).containsExactly(ANSWERED);
    }

    @Test
    @DisplayName("hardware 1.9 E080, 8.7 invariant 15: registered without link, announced when the link returns")
    void linkReturnsReplayRegistrations() {
        bench.cable.plugged(false);
        assertThat(osa.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, true, bench.now))
                .isEqualTo(AdapterSession.LAN_OFFLINE);
        assertThat(timesOfClaims(0, 100)).isEmpty();
        bench.cable.plugged(true);
        assertThat(timesOfClaims(101, 3_000)).containsExactly(101L, 121L, 201L, 601L, 2_101L);
        bench.cable.plugged(false);
        bench.at(3_001);
        bench.cable.plugged(true);
        assertThat(timesOfClaims(3_002, 3_002)).containsExactly(3_002L);
    }

    @Test
    @DisplayName("hardware 1.9 E00A: another station's claim is counted and reported")
    void reportsDuplicates() {
        osa.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, false, bench.now);
        timesOfClaims(0, 3_000);
        bench.left();
        bench.fromWire(OsaBench.arp(Arp.REPLY, OsaBench.PEER, OsaBench.DVIPA, OsaBench.HOME, OsaBench.MAC));
        assertThat(bench.duplicates).containsExactly("198.51.100.11 02:00:00:00:00:aa");
        assertThat(osa.statistics().duplicates()).isEqualTo(1);
        assertThat(bench.left()).as("without takeover it is not contested").isEmpty();
        assertThat(osa.arpEntries(bench.now))
                .as("an own address is never learned")
                .isEmpty();
    }

    @Test
    @DisplayName("ownership clause 13: the new owner repeats its announcement when it sees a foreign one")
    void takeoverRegistrationsAnswerForeignAnnouncements() {
        osa.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, true, bench.now);
        timesOfClaims(0, 3_000);
        bench.left();
        bench.fromWire(OsaBench.arp(Arp.REPLY, OsaBench.PEER, OsaBench.DVIPA, OsaBench.GATEWAY, OsaBench.ALL));
        assertThat(bench.left()).containsExactly(ANNOUNCED);
        assertThat(bench.duplicates).containsExactly("198.51.100.11 02:00:00:00:00:aa takeover");
        // A burst of foreign claims makes one more announcement, 20 ms after the last: two owners cannot storm.
        for (int i = 0; i < 10; i++) {
            bench.fromWire(OsaBench.arp(Arp.REPLY, OsaBench.PEER, OsaBench.DVIPA, OsaBench.GATEWAY, OsaBench.ALL));
        }
        assertThat(timesOfClaims(3_001, 4_000)).containsExactly(3_020L);
    }

    @Test
    void twoPortsFindEachOther() {
        OsaSettings other = OsaSettings.of("OSAPORT2", new MacAddress(OsaBench.PEER), HOME2);
        List<String> heard = new ArrayList<>();
        DedicatedOsa second = new DedicatedOsa(
                other,
                bench.wire,
                () -> bench.now,
                RegistrationGate.OPEN,
                (address, mac, takeover, at) -> heard.add(address.toString()));
        osa.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, false, bench.now);
        bench.now += 100 * OsaBench.MILLIS;
        bench.poll();
        second.poll((packet, at) -> {}, 10, bench.now);
        second.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, false, bench.now);
        bench.poll();
        second.poll((packet, at) -> {}, 10, bench.now);
        assertThat(bench.duplicates).containsExactly("198.51.100.11 02:00:00:00:00:aa");
        assertThat(heard).as("E00A through the answer").containsExactly("198.51.100.11");
    }

    private static final IpAddress HOME2 = IpAddress.parse("203.0.113.22");

    @Test
    void ipv6AddressesAreRegisteredWithoutArp() {
        IpAddress v6 = IpAddress.parse("2001:db8::11");
        assertThat(osa.register(v6, RegistrationKind.PERMANENT, true, bench.now))
                .isEqualTo(AdapterSession.OK);
        assertThat(timesOfClaims(0, 3_000)).isEmpty();
        osa.deregister(v6, bench.now);
    }

    @Test
    void tableFullIsAnAnswer() {
        int room = OsaTiming.REGISTRATIONS;
        for (int i = 0; i < room; i++) {
            assertThat(osa.register(IpAddress.of(1, i), RegistrationKind.PERMANENT, false, bench.now))
                    .isEqualTo(AdapterSession.OK);
        }
        assertThat(osa.register(IpAddress.of(2, 0), RegistrationKind.PERMANENT, false, bench.now))
                .isEqualTo(AdapterSession.TABLE_FULL);
        assertThat(osa.register(IpAddress.of(1, 5), RegistrationKind.PERMANENT, false, bench.now))
                .as("again is no new row")
                .isEqualTo(AdapterSession.OK);
    }
}
