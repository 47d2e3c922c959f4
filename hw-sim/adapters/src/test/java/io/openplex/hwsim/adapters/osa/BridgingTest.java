package io.openplex.hwsim.adapters.osa;

import static io.openplex.hwsim.adapters.osa.SharedBench.A;
import static io.openplex.hwsim.adapters.osa.SharedBench.ALL;
import static io.openplex.hwsim.adapters.osa.SharedBench.B;
import static io.openplex.hwsim.adapters.osa.SharedBench.BURNED_IN;
import static io.openplex.hwsim.adapters.osa.SharedBench.HOST;
import static io.openplex.hwsim.adapters.osa.SharedBench.PEER;
import static io.openplex.hwsim.adapters.osa.SharedBench.mac;
import static io.openplex.hwsim.adapters.osa.SharedBench.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.adapters.SessionRefused;
import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A layer-2 and a layer-3 session on one port (hardware.md 2.5, 9.33). */
class BridgingTest {
    private static final long GUEST_MAC = 0x026f5c50ff00L;

    private final SharedBench bench = new SharedBench();
    private SharedBench.Stack zos;
    private SharedBench.Stack guest;

    @BeforeEach
    void open() throws SessionRefused {
        zos = bench.stack("A", settings("A", A));
        guest = bench.stack("B", settings("B", B, GUEST_MAC).withLayer2());
    }

    @Test
    @DisplayName("hardware 9.33: on an OSA port layer 2 and layer 3 find and reach each other")
    void findEachOther() {
        guest.session.sendFrame(SharedBench.arp(Arp.REQUEST, GUEST_MAC, B, ALL, A), bench.now);
        assertThat(guest.got()).as("answered from the OAT").containsExactly(hex(GUEST_MAC) + hex(BURNED_IN) + "0806");
        assertThat(bench.left())
                .as("the LAN is asked, too")
                .containsExactly(mac(GUEST_MAC) + ">" + mac(ALL) + " who has 192.0.2.11");
        guest.session.sendFrame(SharedBench.ip(BURNED_IN, GUEST_MAC, A, 1), bench.now);
        assertThat(zos.got()).containsExactly("192.0.2.11 #1");
        assertThat(zos.send(B, 2)).isTrue();
        assertThat(guest.got()).containsExactly(hex(GUEST_MAC) + hex(BURNED_IN) + "0800");
        assertThat(bench.left()).as("nothing of it on the wire").isEmpty();
    }

    private static String hex(long bits) {
        return mac(bits).toLowerCase(Locale.ROOT);
    }

    @Test
    @DisplayName("hardware 2.9: the adapter's question for a next hop reaches layer-2 sessions as it reaches the LAN")
    void asksLayer2Sessions() {
        assertThat(zos.send(B, 1)).isTrue();
        assertThat(bench.left()).containsExactly(mac(BURNED_IN) + ">" + mac(ALL) + " who has 192.0.2.12");
        assertThat(guest.got()).containsExactly(hex(ALL) + hex(BURNED_IN) + "0806");
        guest.session.sendFrame(SharedBench.arp(Arp.REPLY, GUEST_MAC, B, BURNED_IN, A), bench.now);
        assertThat(guest.got()).as("the packet that waited").containsExactly(hex(GUEST_MAC) + hex(BURNED_IN) + "0800");
        assertThat(bench.left()).isEmpty();
    }

    @Test
    void layer2GetsWholeFramesOfTheLanAndSendsThem() {
        bench.fromWire(SharedBench.ip(GUEST_MAC, B, 1));
        assertThat(guest.got()).containsExactly(hex(GUEST_MAC) + hex(PEER) + "0800");
        bench.fromWire(SharedBench.request(B));
        assertThat(guest.got()).as("ARP is the host's").containsExactly(hex(ALL) + hex(PEER) + "0806");
        assertThat(bench.left()).isEmpty();
        guest.session.sendFrame(SharedBench.ip(PEER, GUEST_MAC, HOST, 2), bench.now);
        assertThat(bench.left()).containsExactly(mac(GUEST_MAC) + ">" + mac(PEER) + " 192.0.2.50 #2");
    }

    @Test
    @DisplayName("hardware 8.7 invariant 9: no frame leaves with a source that is not the session's")
    void foreignSourceIsRefused() {
        Frame forged = SharedBench.ip(PEER, PEER, HOST, 1);
        assertThat(guest.session.sendFrame(forged, bench.now)).isFalse();
        assertThat(guest.drops(OsaDrop.WRONG_SOURCE)).isEqualTo(1);
        assertThat(bench.left()).isEmpty();
    }

    @Test
    @DisplayName("hardware 1.7 SETGMAC: group frames go to layer-2 sessions that registered the group")
    void groups() {
        bench.fromWire(SharedBench.ip(0x01005e000005L, HOST, 1));
        assertThat(guest.got()).isEmpty();
        guest.session.joinGroup(new MacAddress(0x01005e000005L));
        bench.fromWire(SharedBench.ip(0x01005e000005L, HOST, 2));
        assertThat(guest.got()).containsExactly(hex(0x01005e000005L) + hex(PEER) + "0800");
    }

    @Test
    @DisplayName("hardware 2.6: an isolated session is not found inside the port either")
    void isolationHidesTheAddress() throws SessionRefused {
        IpAddress hidden = IpAddress.parse("192.0.2.13");
        bench.stack("C", settings("C", hidden, 0x02000000000cL).withIsolate(true));
        guest.got();
        guest.session.sendFrame(SharedBench.arp(Arp.REQUEST, GUEST_MAC, B, ALL, hidden), bench.now);
        assertThat(guest.got()).isEmpty();
    }

    @Test
    void layer2RegistersNoAddresses() {
        assertThat(guest.register(B)).isEqualTo(AdapterSession.NOT_SUPPORTED);
    }

    @Test
    void layer2NeedsAnAddressOfItsOwn() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings("C", B).withLayer2());
    }
}
