package io.openplex.hwsim.adapters.osa;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.adapters.ArpEntry;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.lan.Frames;
import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Next hops, their MAC addresses and the packets that wait for them. */
class OsaOutboundTest {
    private static final String ASKED = "who has 203.0.113.1, tell 203.0.113.21 to all";
    private static final long MOVED = 0x0200000000bbL;

    private final OsaBench bench = new OsaBench();
    private final DedicatedOsa osa = bench.osa;

    @AfterEach
    void everyFrameIsBackInThePool() {
        osa.close();
        assertThat(bench.pool.outstanding()).isZero();
    }

    private void gatewayAnswers(long mac) {
        bench.fromWire(OsaBench.arp(Arp.REPLY, mac, OsaBench.GATEWAY, OsaBench.HOME, OsaBench.MAC));
    }

    private boolean transmit(int length) {
        return bench.transmit(bench.packet(length, 1), OsaBench.GATEWAY);
    }

    @Test
    @DisplayName("hardware 2.9: a packet for an unknown next hop waits for the answer and then leaves in order")
    void packetsWaitForTheAnswer() {
        for (int i = 0; i < 3; i++) {
            assertThat(bench.transmit(bench.packet(40, i), OsaBench.GATEWAY)).isTrue();
        }
        assertThat(bench.left()).containsExactly(ASKED);
        gatewayAnswers(OsaBench.PEER);
        List<Integer> numbers = new ArrayList<>();
        bench.wire.poll(
                (frame, at) -> numbers.add(frame.buffer().getShort(frame.offset() + 14 + 4) & 0xffff), 10, bench.now);
        assertThat(numbers).containsExactly(0, 1, 2);
        assertThat(transmit(1500)).isTrue();
        assertThat(bench.left()).containsExactly("800 to peer 1514");
        assertThat(osa.statistics().packetsOut()).isEqualTo(4);
        assertThat(osa.statistics().bytesOut()).isEqualTo(3 * 40 + 1500);
    }

    @Test
    void shortPacketsArePaddedWithZeros() {
        gatewayKnown();
        Frame packet = bench.packet(20, 1);
        for (int i = 20; i < 60; i++) {
            packet.buffer().put(packet.offset() + i, (byte) 0xee);
        }
        bench.transmit(packet, OsaBench.GATEWAY);
        bench.wire.poll(
                (frame, at) -> {
                    byte[] bytes = Frames.bytes(frame);
                    assertThat(bytes).hasSize(60);
                    assertThat(bytes).endsWith(new byte[26]);
                },
                10,
                bench.now);
    }

    private void gatewayKnown() {
        transmit(40);
        gatewayAnswers(OsaBench.PEER);
        bench.left();
    }

    @Test
    @DisplayName("hardware 2.9: without an answer it asks again, gives up, and drops silently")
    void givesUpSilently() {
        transmit(40);
        assertThat(bench.left()).containsExactly(ASKED);
        for (long millis = 0; millis < 2_000; millis++) {
            bench.at(millis);
        }
        assertThat(bench.left()).containsExactly(ASKED, ASKED, ASKED, ASKED);
        assertThat(bench.drops(OsaDrop.UNRESOLVED)).isEqualTo(1);
        assertThat(osa.statistics().arpRequestsOut()).isEqualTo(5);
        assertThat(bench.pool.outstanding()).isZero();
        transmit(40);
        assertThat(bench.left()).as("the next packet asks anew").containsExactly(ASKED);
    }

    @Test
    void waitingIsBounded() {
        for (int i = 0; i < 11; i++) {
            bench.transmit(bench.packet(40, i), OsaBench.GATEWAY);
        }
        assertThat(bench.drops(OsaDrop.QUEUE_FULL)).isEqualTo(3);
        for (int i = 0; i < 20; i++) {
            boolean waits = bench.transmit(bench.packet(40, i), IpAddress.v4(0x0a000000 + i));
            assertThat(waits).isEqualTo(i < 15);
        }
        assertThat(bench.drops(OsaDrop.TOO_MANY_HOPS)).isEqualTo(5);
        assertThat(bench.pool.outstanding()).as("copies wait").isZero();
        bench.left();
        gatewayAnswers(OsaBench.PEER);
        List<Integer> numbers = new ArrayList<>();
        bench.wire.poll(
                (frame, at) -> numbers.add(frame.buffer().getShort(frame.offset() + 18) & 0xffff), 20, bench.now);
        assertThat(numbers).as("the newest").containsExactly(3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    @DisplayName("hardware 2.9: a gratuitous ARP moves a known next hop at once, and an unknown one is not learned")
    void followsAnAddressThatMoves() {
        bench.fromWire(OsaBench.announcement(OsaBench.PEER, OsaBench.GATEWAY));
        assertThat(osa.arpEntries(bench.now)).isEmpty();
        gatewayKnown();
        bench.fromWire(OsaBench.announcement(MOVED, OsaBench.GATEWAY));
        transmit(60);
        assertThat(bench.left()).containsExactly("800 to 02:00:00:00:00:bb 74");
    }

    @Test
    void anyArpOfASenderMovesAKnownNextHop() {
        gatewayKnown();
        bench.fromWire(
                OsaBench.arp(Arp.REQUEST, MOVED, OsaBench.GATEWAY, IpAddress.parse("203.0.113.77"), OsaBench.ALL));
        transmit(60);
        assertThat(bench.left()).containsExactly("800 to 02:00:00:00:00:bb 74");
    }

    @Test
    void aGratuitousArpEndsWaiting() {
        transmit(60);
        bench.left();
        bench.fromWire(OsaBench.announcement(MOVED, OsaBench.GATEWAY));
        assertThat(bench.left()).containsExactly("800 to 02:00:00:00:00:bb 74");
    }

    @Test
    void whoeverAsksForUsIsKnown() {
        osa.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, true, bench.now);
        bench.fromWire(OsaBench.request(OsaBench.DVIPA));
        bench.left();
        transmit(60);
        assertThat(bench.left()).containsExactly("800 to peer 74");
        assertThat(osa.arpEntries(bench.now))
                .singleElement()
                .satisfies(entry -> assertThat(entry.address()).isEqualTo(OsaBench.GATEWAY));
    }

    @Test
    @DisplayName("hardware 2.9: entries age after 20 minutes, and PURGECACHE empties the cache")
    void entriesAgeAndCanBePurged() {
        gatewayKnown();
        bench.now += OsaTiming.ARP_AGE_NANOS - 1;
        transmit(60);
        assertThat(bench.left()).containsExactly("800 to peer 74");
        bench.now += 1;
        assertThat(osa.arpEntries(bench.now)).isEmpty();
        transmit(60);
        assertThat(bench.left()).containsExactly(ASKED);
        gatewayAnswers(OsaBench.PEER);
        bench.left();
        osa.purgeArpCache();
        transmit(60);
        assertThat(bench.left()).containsExactly(ASKED);
    }

    @Test
    void aFullCacheForgetsTheOldest() {
        osa.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, false, bench.now);
        for (int i = 0; i <= OsaTiming.ARP_ENTRIES; i++) {
            bench.now += 1;
            bench.fromWire(OsaBench.arp(
                    Arp.REQUEST, OsaBench.PEER, IpAddress.v4(0x0a000000 + i), OsaBench.DVIPA, OsaBench.ALL));
            bench.left();
        }
        List<ArpEntry> entries = osa.arpEntries(bench.now);
        assertThat(entries).hasSize(OsaTiming.ARP_ENTRIES);
        assertThat(entries.get(0).address()).hasToString("10.0.0.1");
    }

    @Test
    void groupsNeedNoQuestion() {
        bench.transmit(bench.packet(60, 1), IpAddress.parse("224.0.0.5"));
        bench.transmit(bench.packet(60, 1), IpAddress.parse("255.255.255.255"));
        bench.transmit(bench.packet(60, 1), IpAddress.parse("ff02::5"));
        assertThat(bench.left())
                .containsExactly("800 to 01:00:5e:00:00:05 74", "800 to all 74", "800 to 33:33:00:00:00:05 74");
    }

    @Test
    void refusesWhatCannotLeave() {
        assertThat(transmit(1501)).isFalse();
        assertThat(bench.drops(OsaDrop.TOO_LONG)).isEqualTo(1);
        Frame partial = bench.packet(40, 1);
        partial.checksum = Frame.CHECKSUM_PARTIAL;
        assertThat(bench.transmit(partial, OsaBench.GATEWAY)).isFalse();
        Frame segments = bench.packet(40, 1);
        segments.segmentation = Frame.SEGMENT_TCP4;
        assertThat(bench.transmit(segments, OsaBench.GATEWAY)).isFalse();
        assertThat(bench.transmit(Objects.requireNonNull(bench.pool.acquire()), OsaBench.GATEWAY))
                .isFalse();
        assertThat(bench.drops(OsaDrop.UNFINISHED)).isEqualTo(3);
        assertThat(bench.transmit(bench.packet(40, 1), IpAddress.parse("2001:db8::1")))
                .isFalse();
        assertThat(bench.drops(OsaDrop.NO_NEIGHBOUR)).isEqualTo(1);
        bench.cable.plugged(false);
        assertThat(transmit(40)).isFalse();
        assertThat(bench.drops(OsaDrop.NO_LINK)).isEqualTo(1);
        assertThat(bench.left()).isEmpty();
    }

    @Test
    void aFullWireIsCounted() {
        gatewayKnown();
        for (int i = 0; i < 65; i++) {
            assertThat(transmit(40)).isEqualTo(i < 64);
        }
        assertThat(bench.drops(OsaDrop.PORT_FULL)).isEqualTo(1);
        bench.left();
    }

    @Test
    void packetsWithoutHeadroomAreRefused() {
        gatewayKnown();
        Frame packet = bench.packet(40, 1);
        packet.buffer().put(13, packet.buffer(), packet.offset(), 40);
        packet.bounds(13, 40);
        assertThat(bench.transmit(packet, OsaBench.GATEWAY)).isFalse();
        assertThat(bench.drops(OsaDrop.UNFINISHED)).isEqualTo(1);
    }
}
