package io.openplex.hwsim.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.adapters.lan.Frames;
import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.lan.MemoryLanPort;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EthernetSwitchTest {
    private static final long A = 0x020000000001L;
    private static final long B = 0x020000000002L;
    private static final long ALL = MacAddress.BROADCAST.bits();

    private final EthernetSwitch lan = new EthernetSwitch(4);
    private final List<LanPort> stations = new ArrayList<>();
    private final List<SwitchPort> ports = new ArrayList<>();
    private long now = 1_000;

    EthernetSwitchTest() {
        for (int i = 0; i < 3; i++) {
            MemoryLanPort.Pair cable = MemoryLanPort.pair(16, 1500);
            stations.add(cable.left());
            ports.add(lan.attach("P" + i, cable.right()));
        }
    }

    private void send(int station, long destination, long source) {
        send(station, Frames.ethernet(destination, source, Ethernet.TYPE_IPV4, 60, 0));
    }

    private void send(int station, Frame frame) {
        stations.get(station).send(frame, now);
        lan.poll(16, now);
        lan.flush();
    }

    /** How many frames each station has got since the last call. */
    private List<Integer> received() {
        return stations.stream()
                .map(station -> station.poll((frame, at) -> {}, 100, now))
                .toList();
    }

    @Test
    void floodsTheUnknownLearnsAndNeverEchoes() {
        send(0, B, A);
        assertThat(received()).containsExactly(0, 1, 1);
        send(1, A, B);
        assertThat(received()).containsExactly(1, 0, 0);
        send(0, B, A);
        assertThat(received()).containsExactly(0, 1, 0);
        assertThat(lan.portOf(new MacAddress(A), now)).isZero();
        assertThat(lan.flooded()).isEqualTo(1);
    }

    @Test
    void floodsBroadcastAndMulticast() {
        send(1, ALL, B);
        assertThat(received()).containsExactly(1, 0, 1);
        send(1, 0x01005e000005L, B);
        assertThat(received()).containsExactly(1, 0, 1);
    }

    @Test
    void filtersWhatIsBehindTheSamePort() {
        send(0, ALL, A);
        send(0, ALL, B);
        received();
        send(0, B, A);
        assertThat(received()).containsExactly(0, 0, 0);
        assertThat(lan.filtered()).isEqualTo(1);
    }

    @Test
    void followsAStationThatMoves() {
        send(0, ALL, A);
        send(2, ALL, A);
        received();
        send(1, A, B);
        assertThat(received()).containsExactly(0, 0, 1);
    }

    @Test
    void forgetsSilentStations() {
        send(0, ALL, A);
        received();
        now += EthernetSwitch.AGE_NANOS - 1;
        send(1, A, B);
        assertThat(received()).containsExactly(1, 0, 0);
        now += 1;
        send(1, A, B);
        assertThat(received()).containsExactly(1, 0, 1);
        assertThat(lan.portOf(new MacAddress(A), now)).isEqualTo(-1);
    }

    @Test
    void rememberNoMoreStationsThanItHasRoomFor() {
        for (int i = 0; i < 6; i++) {
            send(0, ALL, 0x020000000010L + i);
        }
        assertThat(lan.stationCount()).isEqualTo(4);
        assertThat(lan.notLearned()).isEqualTo(2);
        now += EthernetSwitch.AGE_NANOS;
        send(1, ALL, B);
        assertThat(lan.portOf(new MacAddress(B), now)).as("old ones make room").isEqualTo(1);
        assertThat(lan.stationCount()).isEqualTo(1);
    }

    @Test
    void cableOutLosesBothDirectionsAndForgetsTheStations() {
        send(0, ALL, A);
        send(1, ALL, B);
        received();
        ports.get(1).cableOut(true);
        assertThat(ports.get(1).linkUp()).isFalse();
        assertThat(ports.get(0).linkUp()).isTrue();
        send(1, A, B);
        assertThat(received()).containsExactly(0, 0, 0);
        assertThat(lan.portOf(new MacAddress(B), now)).isEqualTo(-1);
        send(0, B, A);
        assertThat(received()).as("flooded, but not into the open end").containsExactly(0, 0, 1);
        assertThat(ports.get(1).lost()).isEqualTo(2);
        ports.get(1).cableOut(false);
        send(1, A, B);
        assertThat(received()).containsExactly(1, 0, 0);
    }

    @Test
    void dropsRuntsAndGroupSources() {
        send(0, Frames.hex("02 00 00 00 00 02 02 00"));
        send(0, B, ALL);
        assertThat(received()).containsExactly(0, 0, 0);
        assertThat(ports.get(0).dropped()).isEqualTo(2);
        assertThat(lan.stationCount()).isZero();
    }

    /** hardware.md 8.7 invariant 2: received and lost make what was sent. */
    @Test
    void accountsForEveryFrame() {
        for (int i = 0; i < 40; i++) {
            stations.get(0).send(Frames.ethernet(ALL, A, 0x0800, 60, i), now);
            lan.poll(1, now);
        }
        long arrived = received().stream().mapToInt(Integer::intValue).sum();
        SwitchPort in = ports.get(0);
        assertThat(in.framesIn()).isEqualTo(40);
        assertThat(arrived).isEqualTo(32);
        for (int i = 1; i < 3; i++) {
            assertThat(ports.get(i).framesOut() + ports.get(i).lost()).isEqualTo(40);
        }
        assertThat(lan.ports()).extracting(SwitchPort::name).containsExactly("P0", "P1", "P2");
        lan.close();
        assertThat(stations.get(0).linkUp()).isFalse();
    }
}
