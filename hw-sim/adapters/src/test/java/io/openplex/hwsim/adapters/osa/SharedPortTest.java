package io.openplex.hwsim.adapters.osa;

import static io.openplex.hwsim.adapters.osa.SharedBench.A;
import static io.openplex.hwsim.adapters.osa.SharedBench.ALL;
import static io.openplex.hwsim.adapters.osa.SharedBench.B;
import static io.openplex.hwsim.adapters.osa.SharedBench.BURNED_IN;
import static io.openplex.hwsim.adapters.osa.SharedBench.DVIPA;
import static io.openplex.hwsim.adapters.osa.SharedBench.ELSEWHERE;
import static io.openplex.hwsim.adapters.osa.SharedBench.HOST;
import static io.openplex.hwsim.adapters.osa.SharedBench.PEER;
import static io.openplex.hwsim.adapters.osa.SharedBench.mac;
import static io.openplex.hwsim.adapters.osa.SharedBench.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.SessionEnd;
import io.openplex.hwsim.adapters.SessionRefused;
import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.MacAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two and more stacks on one port: scenarios of hardware.md section 9. */
class SharedPortTest {
    private static final long VMAC_A = 0x02000000000aL;
    private static final long VMAC_B = 0x02000000000bL;
    private static final IpAddress OSPF = IpAddress.parse("224.0.0.5");
    private static final long OSPF_MAC = 0x01005e000005L;

    private final SharedBench bench = new SharedBench();

    private SharedBench.Stack burnedIn(String name, IpAddress address, RouterRole role) throws SessionRefused {
        SharedBench.Stack stack = bench.stack(name, settings(name, address).withRouter(role));
        stack.session.setRouter(false, role);
        return stack;
    }

    @Test
    @DisplayName("hardware 9.1: at the burned-in address a registered address decides")
    void registeredAddressDecides() throws SessionRefused {
        SharedBench.Stack a = burnedIn("A", A, RouterRole.PRIROUTER);
        SharedBench.Stack b = burnedIn("B", B, RouterRole.NONROUTER);
        bench.fromWire(SharedBench.ip(BURNED_IN, B, 1));
        assertThat(b.got()).containsExactly("192.0.2.12 #1");
        assertThat(a.got()).isEmpty();
    }

    @Test
    @DisplayName("hardware 9.2: what is for nobody's address goes to the primary router")
    void primaryRouterGetsTheRest() throws SessionRefused {
        SharedBench.Stack a = burnedIn("A", A, RouterRole.PRIROUTER);
        SharedBench.Stack b = burnedIn("B", B, RouterRole.NONROUTER);
        bench.fromWire(SharedBench.ip(BURNED_IN, ELSEWHERE, 1));
        assertThat(a.got()).containsExactly("203.0.113.77 #1");
        assertThat(b.got()).isEmpty();
    }

    @Test
    @DisplayName("hardware 9.3: the secondary router takes over inside the adapter, without a frame on the LAN")
    void secondaryRouterTakesOver() throws SessionRefused {
        SharedBench.Stack a = burnedIn("A", A, RouterRole.PRIROUTER);
        SharedBench.Stack b = burnedIn("B", B, RouterRole.SECROUTER);
        SharedBench.Stack c = burnedIn("C", IpAddress.parse("192.0.2.13"), RouterRole.SECROUTER);
        bench.port.end(a.session, SessionEnd.RESET, bench.now);
        bench.fromWire(SharedBench.ip(BURNED_IN, ELSEWHERE, 2));
        bench.pass(3_000);
        assertThat(b.got()).containsExactly("203.0.113.77 #2");
        assertThat(c.got()).isEmpty();
        assertThat(bench.left()).isEmpty();
        assertThat(a.told).containsExactly("ended RESET");
    }

    @Test
    @DisplayName("hardware 9.4: without a router it is dropped and counted once")
    void noRouter() throws SessionRefused {
        SharedBench.Stack a = burnedIn("A", A, RouterRole.NONROUTER);
        SharedBench.Stack b = burnedIn("B", B, RouterRole.NONROUTER);
        bench.fromWire(SharedBench.ip(BURNED_IN, ELSEWHERE, 1));
        assertThat(a.got()).isEmpty();
        assertThat(b.got()).isEmpty();
        assertThat(bench.port.statistics().dropped()).isEqualTo(1);
        assertThat(bench.port.statistics().dropped(OsaDrop.NO_ROUTER)).isEqualTo(1);
    }

    @Test
    @DisplayName("hardware 9.5: a second primary router gets E010 and goes on as NONROUTER")
    void secondPrimaryRouterIsRefused() throws SessionRefused {
        SharedBench.Stack a = burnedIn("A", A, RouterRole.PRIROUTER);
        SharedBench.Stack b = bench.stack("B", settings("B", B));
        assertThat(b.session.setRouter(false, RouterRole.PRIROUTER)).isEqualTo(0xE010);
        assertThat(b.session.setRouter(true, RouterRole.PRIROUTER))
                .as("the roles of the IP versions are separate")
                .isEqualTo(AdapterSession.OK);
        assertThat(b.session.role(false)).isEqualTo(RouterRole.NONROUTER);
        assertThat(a.session.role(false)).isEqualTo(RouterRole.PRIROUTER);
        bench.fromWire(SharedBench.ip(BURNED_IN, ELSEWHERE, 1));
        bench.fromWire(SharedBench.ip(BURNED_IN, B, 2));
        assertThat(a.got()).containsExactly("203.0.113.77 #1");
        assertThat(b.got()).containsExactly("192.0.2.12 #2");
    }

    @Test
    @DisplayName("hardware 9.6: VMAC ROUTEALL gets whatever is sent to its VMAC")
    void routeAll() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A, VMAC_A));
        bench.fromWire(SharedBench.ip(VMAC_A, ELSEWHERE, 1));
        assertThat(a.got()).containsExactly("203.0.113.77 #1");
    }

    @Test
    @DisplayName("hardware 9.7: what VMAC ROUTELCL does not want falls to no router")
    void routeLocal() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A, VMAC_A).withRouting(OsaSettings.Routing.ROUTELCL));
        SharedBench.Stack b = burnedIn("B", B, RouterRole.PRIROUTER);
        bench.fromWire(SharedBench.ip(VMAC_A, ELSEWHERE, 1));
        assertThat(a.got()).isEmpty();
        assertThat(b.got()).isEmpty();
        assertThat(a.drops(OsaDrop.NOT_REGISTERED)).isEqualTo(1);
    }

    @Test
    @DisplayName("hardware 9.8: an address that another session has is refused with E005, and stays where it is")
    void duplicateOnThePort() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A, VMAC_A));
        SharedBench.Stack b = bench.stack("B", settings("B", B, VMAC_B));
        a.register(DVIPA);
        bench.pass(150);
        bench.left();
        assertThat(b.register(DVIPA)).isEqualTo(0xE005);
        bench.fromWire(SharedBench.request(DVIPA));
        assertThat(bench.left()).containsExactly(mac(VMAC_A) + ">" + mac(PEER) + " 203.0.113.10 is mine");
        bench.fromWire(SharedBench.ip(VMAC_A, DVIPA, 1));
        assertThat(a.got()).containsExactly("203.0.113.10 #1");
    }

    @Test
    @DisplayName("hardware 9.9: an address that a host on the LAN has is refused with E00A, and not answered for")
    void duplicateOnTheLan() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A, VMAC_A));
        a.register(HOST);
        assertThat(bench.left())
                .as("the question")
                .containsExactly(mac(VMAC_A) + ">" + mac(ALL) + " announce 192.0.2.50");
        bench.fromWire(SharedBench.request(HOST));
        assertThat(bench.left()).as("while it asks").isEmpty();
        bench.fromWire(SharedBench.arp(Arp.REPLY, PEER, HOST, VMAC_A, HOST));
        assertThat(a.told).containsExactly("registered 192.0.2.50 e00a", "duplicate 192.0.2.50");
        bench.pass(500);
        bench.fromWire(SharedBench.request(HOST));
        assertThat(bench.left()).isEmpty();
        bench.fromWire(SharedBench.ip(VMAC_A, HOST, 1));
        assertThat(a.session.rows()).extracting(OsaSession.Row::address).containsExactly(A);
    }

    @Test
    @DisplayName("hardware 9.11: after the owner's reset its rows are gone; the next owner announces and is reached")
    void takenOverAfterAReset() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A, VMAC_A));
        SharedBench.Stack b = bench.stack("B", settings("B", B, VMAC_B));
        a.session.renewLease(Long.MAX_VALUE);
        b.session.renewLease(Long.MAX_VALUE);
        a.session.setIp(DVIPA, RegistrationKind.LEASED, true, bench.now);
        bench.pass(50);
        bench.left();
        bench.port.end(a.session, SessionEnd.RESET, bench.now);
        bench.fromWire(SharedBench.request(DVIPA));
        assertThat(bench.left()).as("hardware 8.7 invariant 5").isEmpty();
        assertThat(b.session.setIp(DVIPA, RegistrationKind.LEASED, true, bench.now))
                .isEqualTo(AdapterSession.OK);
        assertThat(bench.left()).containsExactly(mac(VMAC_B) + ">" + mac(ALL) + " announce 203.0.113.10");
        bench.fromWire(SharedBench.ip(VMAC_B, DVIPA, 1));
        assertThat(b.got()).containsExactly("203.0.113.10 #1");
    }

    @Test
    @DisplayName("hardware 9.12: a hung owner is answered for, its ring fills; E005 until its lease is over")
    void hungOwner() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A, VMAC_A));
        SharedBench.Stack b = bench.stack("B", settings("B", B, VMAC_B));
        a.session.renewLease(bench.now + 200 * SharedBench.MILLIS);
        b.session.renewLease(Long.MAX_VALUE);
        a.session.setIp(DVIPA, RegistrationKind.LEASED, true, bench.now);
        a.room = 2;
        bench.pass(50);
        bench.left();
        for (int i = 0; i < 5; i++) {
            bench.fromWire(SharedBench.ip(VMAC_A, DVIPA, i));
        }
        assertThat(a.drops(OsaDrop.RING_FULL)).isEqualTo(3);
        bench.fromWire(SharedBench.request(DVIPA));
        assertThat(bench.left()).containsExactly(mac(VMAC_A) + ">" + mac(PEER) + " 203.0.113.10 is mine");
        assertThat(b.session.setIp(DVIPA, RegistrationKind.LEASED, true, bench.now))
                .isEqualTo(0xE005);
        bench.pass(200);
        bench.left();
        bench.fromWire(SharedBench.request(DVIPA));
        assertThat(bench.left()).as("nobody's turn").isEmpty();
        assertThat(b.session.setIp(DVIPA, RegistrationKind.LEASED, true, bench.now))
                .isEqualTo(AdapterSession.OK);
        assertThat(bench.left()).containsExactly(mac(VMAC_B) + ">" + mac(ALL) + " announce 203.0.113.10");
        a.session.renewLease(Long.MAX_VALUE);
        bench.fromWire(SharedBench.request(DVIPA));
        assertThat(bench.left())
                .as("who wakes up late does not answer for it again")
                .containsExactly(mac(VMAC_B) + ">" + mac(PEER) + " 203.0.113.10 is mine");
        assertThat(a.session.setIp(DVIPA, RegistrationKind.LEASED, true, bench.now))
                .isEqualTo(0xE005);
    }

    @Test
    @DisplayName("hardware 9.13: between sessions of a port nothing is on the wire, and the cable is not needed")
    void inside() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A));
        SharedBench.Stack b = bench.stack("B", settings("B", B));
        assertThat(a.send(B, 1)).isTrue();
        assertThat(b.send(A, 2)).isTrue();
        assertThat(b.got()).containsExactly("192.0.2.12 #1");
        assertThat(a.got()).containsExactly("192.0.2.11 #2");
        bench.cable.plugged(false);
        bench.pass(2);
        assertThat(a.send(B, 3)).isTrue();
        assertThat(b.got()).containsExactly("192.0.2.12 #3");
        bench.cable.plugged(true);
        assertThat(bench.left()).isEmpty();
        assertThat(a.told).containsExactly("LAN stopped");
    }

    @Test
    @DisplayName("hardware 9.14: ISOLATE of either side stops unicast and multicast inside, not on the LAN")
    void isolated() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A));
        SharedBench.Stack b = bench.stack("B", settings("B", B).withIsolate(true));
        a.session.joinGroup(OSPF);
        b.session.joinGroup(OSPF);
        assertThat(a.send(B, 1)).isFalse();
        assertThat(b.send(A, 2)).isFalse();
        assertThat(a.drops(OsaDrop.ISOLATED)).isEqualTo(1);
        assertThat(b.drops(OsaDrop.ISOLATED)).isEqualTo(1);
        a.send(OSPF, 3);
        assertThat(b.got()).isEmpty();
        assertThat(bench.left()).containsExactly(mac(BURNED_IN) + ">" + mac(OSPF_MAC) + " 224.0.0.5 #3");
        bench.fromWire(SharedBench.arp(Arp.REQUEST, PEER, HOST, ALL, B));
        bench.left();
        assertThat(b.send(HOST, 4)).isTrue();
        assertThat(bench.left()).containsExactly(mac(BURNED_IN) + ">" + mac(PEER) + " 192.0.2.50 #4");
    }

    @Test
    @DisplayName("hardware 9.15: sessions of two VLANs hear their own tag only, and not each other")
    void twoVlans() throws SessionRefused {
        SharedBench.Stack a =
                bench.stack("A", settings("A", A, VMAC_A).withVlan(10).withGroups(true, false));
        SharedBench.Stack b =
                bench.stack("B", settings("B", B, VMAC_B).withVlan(20).withGroups(true, false));
        IpAddress broadcast = IpAddress.parse("192.0.2.255");
        bench.fromWire(SharedBench.tagged(SharedBench.ip(ALL, broadcast, 1), 10));
        bench.fromWire(SharedBench.tagged(SharedBench.ip(ALL, broadcast, 2), 20));
        bench.fromWire(SharedBench.ip(ALL, broadcast, 3));
        assertThat(a.got()).containsExactly("192.0.2.255 #1");
        assertThat(b.got()).containsExactly("192.0.2.255 #2");
        assertThat(a.send(B, 4)).as("waits for an answer from the LAN").isTrue();
        assertThat(b.got()).isEmpty();
        assertThat(bench.left()).containsExactly(mac(VMAC_A) + ">" + mac(ALL) + " VLAN 10 who has 192.0.2.12");
        bench.fromWire(SharedBench.tagged(SharedBench.arp(Arp.REQUEST, PEER, HOST, ALL, A), 20));
        assertThat(bench.left()).as("asked on another VLAN").isEmpty();
        bench.fromWire(SharedBench.tagged(SharedBench.arp(Arp.REQUEST, PEER, HOST, ALL, A), 10));
        assertThat(bench.left()).containsExactly(mac(VMAC_A) + ">" + mac(PEER) + " VLAN 10 192.0.2.11 is mine");
        bench.fromWire(SharedBench.tagged(SharedBench.ip(VMAC_A, A, 5), 20));
        assertThat(a.got()).isEmpty();
        assertThat(a.drops(OsaDrop.WRONG_VLAN)).isEqualTo(1);
    }

    @Test
    @DisplayName("hardware 9.17: a group goes to who registered it, and its MAC address alone is not enough")
    void multicast() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A));
        SharedBench.Stack b = bench.stack("B", settings("B", B));
        assertThat(a.session.joinGroup(OSPF)).isEqualTo(AdapterSession.OK);
        bench.fromWire(SharedBench.ip(OSPF_MAC, OSPF, 1));
        bench.fromWire(SharedBench.ip(OSPF_MAC, IpAddress.parse("225.0.0.5"), 2));
        assertThat(a.got()).containsExactly("224.0.0.5 #1");
        b.send(OSPF, 3);
        assertThat(a.got()).containsExactly("224.0.0.5 #3");
        assertThat(b.got()).as("a session never hears itself").isEmpty();
        assertThat(bench.left()).containsExactly(mac(BURNED_IN) + ">" + mac(OSPF_MAC) + " 224.0.0.5 #3");
        assertThat(a.session.leaveGroup(OSPF)).isEqualTo(AdapterSession.OK);
        assertThat(a.session.leaveGroup(OSPF)).isEqualTo(0xE00B);
        bench.fromWire(SharedBench.ip(OSPF_MAC, OSPF, 4));
        assertThat(a.got()).isEmpty();
    }

    @Test
    @DisplayName("hardware 9.20: without link E080, and the registration takes effect when the link comes")
    void registeredWithoutLink() throws SessionRefused {
        bench.cable.plugged(false);
        SharedBench.Stack a = bench.new Stack("A", settings("A", A));
        assertThat(a.register(A)).isEqualTo(0xE080);
        bench.pass(200);
        bench.cable.plugged(true);
        bench.pass(200);
        assertThat(bench.left()).containsExactly(mac(BURNED_IN) + ">" + mac(ALL) + " announce 192.0.2.11");
        assertThat(a.told).containsExactly("LAN stopped", "LAN started", "registered 192.0.2.11 0");
        bench.fromWire(SharedBench.request(A));
        assertThat(bench.left()).containsExactly(mac(BURNED_IN) + ">" + mac(PEER) + " 192.0.2.11 is mine");
    }

    @Test
    @DisplayName("hardware 9.22: a 25 Gigabit port has no link with a 10 Gigabit switch port")
    void speedMismatch() throws SessionRefused {
        SharedBench other = new SharedBench(
                new OsaHardware(SharedBench.PORT, 0x2e, 0, new MacAddress(BURNED_IN), OsaFeature.E7S_25GBE, 10_000));
        SharedBench.Stack a = other.new Stack("A", settings("A", A));
        assertThat(a.register(A)).isEqualTo(0xE080);
        other.pass(500);
        other.fromWire(SharedBench.request(A));
        assertThat(other.left()).isEmpty();
        assertThat(other.port.linkUp()).isFalse();
    }

    @Test
    @DisplayName("hardware 9.23: CHPID offline ends every session; online again they can be activated anew")
    void chpidOffline() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A, VMAC_A));
        SharedBench.Stack b = bench.stack("B", settings("B", B));
        bench.port.offline(bench.now);
        assertThat(a.told).containsExactly("ended CHPID_OFFLINE");
        assertThat(b.told).containsExactly("ended CHPID_OFFLINE");
        bench.fromWire(SharedBench.request(A));
        assertThat(bench.left()).isEmpty();
        assertThat(a.send(B, 1)).isFalse();
        assertThatExceptionOfType(SessionRefused.class)
                .isThrownBy(() -> bench.stack("A", settings("A", A, VMAC_A)))
                .withMessageContaining("offline");
        bench.port.online();
        SharedBench.Stack again = bench.stack("A", settings("A", A, VMAC_A));
        assertThat(again.session.generation()).isGreaterThan(a.session.generation());
        assertThat(a.register(DVIPA)).as("a stale session").isEqualTo(AdapterSession.NOT_READY);
        assertThat(bench.port.sessions()).containsExactly(again.session);
    }

    @Test
    @DisplayName("hardware 9.24: one stack's full ring costs the others nothing")
    void fullRing() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A));
        SharedBench.Stack b = bench.stack("B", settings("B", B));
        a.room = 0;
        for (int i = 0; i < 100; i++) {
            bench.fromWire(SharedBench.ip(BURNED_IN, A, i));
            bench.fromWire(SharedBench.ip(BURNED_IN, B, i));
        }
        assertThat(a.drops(OsaDrop.RING_FULL)).isEqualTo(100);
        assertThat(b.got()).hasSize(100);
        assertThat(b.session.statistics().dropped()).isZero();
    }

    @Test
    @DisplayName("hardware 9.38: flag VIPA announces nothing; flags 0 announces once, and then answers")
    void announcements() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A));
        a.session.renewLease(Long.MAX_VALUE);
        a.session.setIp(IpAddress.parse("203.0.113.20"), RegistrationKind.LEASED_SILENT, true, bench.now);
        assertThat(bench.left()).as("flag VIPA").isEmpty();
        a.register(IpAddress.parse("203.0.113.21"));
        bench.pass(3_000);
        assertThat(bench.left()).containsExactly(mac(BURNED_IN) + ">" + mac(ALL) + " announce 203.0.113.21");
        bench.fromWire(SharedBench.request(IpAddress.parse("203.0.113.21")));
        assertThat(bench.left()).containsExactly(mac(BURNED_IN) + ">" + mac(PEER) + " 203.0.113.21 is mine");
    }

    @Test
    @DisplayName("hardware 1.6, 1.9: a wrong port name and a VMAC that is taken are refused")
    void activationRefused() throws SessionRefused {
        bench.stack("A", settings("A", A, VMAC_A));
        assertThatExceptionOfType(SessionRefused.class)
                .isThrownBy(() -> bench.stack("B", settings("B", B, VMAC_A)))
                .withMessage("session of A has the MAC address 02000000000A (code 2005)");
        OsaSettings elsewhere = OsaSettings.of("B", "OTHER", OsaSettings.Vmac.NONE, B);
        assertThatExceptionOfType(SessionRefused.class)
                .isThrownBy(() -> bench.stack("B", elsewhere))
                .withMessage("the port is named OSDPORT, not OTHER (code 0022)");
    }

    @Test
    @DisplayName("hardware 2.4: a generated VMAC is a local one, differs between sessions and survives a restart")
    void generatedVmacs() throws SessionRefused {
        OsaSettings a = OsaSettings.of("A", SharedBench.PORT, OsaSettings.Vmac.GENERATED, A);
        OsaSettings b = OsaSettings.of("B", SharedBench.PORT, OsaSettings.Vmac.GENERATED, B);
        SharedBench.Stack first = bench.stack("A", a);
        SharedBench.Stack other = bench.stack("B", b);
        long mac = first.session.mac().bits();
        assertThat(mac >>> 40).isEqualTo(2);
        assertThat(other.session.mac()).isNotEqualTo(first.session.mac());
        bench.port.end(first.session, SessionEnd.CLOSED, bench.now);
        assertThat(bench.stack("A", a).session.mac().bits()).isEqualTo(mac);
    }

    @Test
    @DisplayName("hardware 2.3 step 1: a tag that nobody has goes to the default router, if there is one")
    void unknownTag() throws SessionRefused {
        bench.fromWire(SharedBench.tagged(SharedBench.ip(BURNED_IN, ELSEWHERE, 1), 99));
        assertThat(bench.port.statistics().dropped(OsaDrop.WRONG_VLAN)).isEqualTo(1);
        SharedBench.Stack a = burnedIn("A", A, RouterRole.PRIROUTER);
        bench.fromWire(SharedBench.tagged(SharedBench.ip(BURNED_IN, ELSEWHERE, 2), 99));
        assertThat(a.got()).containsExactly("203.0.113.77 #2");
    }

    @Test
    @DisplayName("hardware 2.3 step 3: on each VLAN of a port an address is one session's")
    void oneAddressOnTwoVlans() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A, VMAC_A).withVlan(10));
        SharedBench.Stack b = bench.stack("A", settings("A", B, VMAC_B).withVlan(20));
        assertThat(a.register(DVIPA)).isEqualTo(AdapterSession.OK);
        assertThat(b.register(DVIPA)).isEqualTo(AdapterSession.OK);
        bench.pass(150);
        bench.left();
        bench.fromWire(SharedBench.tagged(SharedBench.request(DVIPA), 20));
        assertThat(bench.left()).containsExactly(mac(VMAC_B) + ">" + mac(PEER) + " VLAN 20 203.0.113.10 is mine");
    }

    @Test
    @DisplayName("RFC 826, 5227: who has no right to its address does not ask with it")
    void refusedAddressesAskNobody() throws SessionRefused {
        SharedBench.Stack a = bench.new Stack("A", settings("A", A, VMAC_A));
        a.register(A);
        bench.left();
        a.send(HOST, 1);
        assertThat(bench.askers()).as("while it is looked for").containsExactly("0.0.0.0");
        bench.fromWire(SharedBench.arp(Arp.REPLY, PEER, A, VMAC_A, A));
        assertThat(a.told).contains("registered 192.0.2.11 e00a");
        bench.pass(1_100);
        bench.askers();
        a.send(ELSEWHERE, 2);
        assertThat(bench.askers()).as("after E00A").containsExactly("0.0.0.0");
        SharedBench.Stack b = bench.stack("B", settings("B", B, VMAC_B));
        b.send(IpAddress.parse("192.0.2.77"), 3);
        assertThat(bench.askers()).as("with a right").contains("192.0.2.12");
    }

    @Test
    void aPacketThatSaysMoreThanItHoldsIsDropped() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A));
        SharedBench.Stack b = bench.stack("B", settings("B", B));
        Frame liar = bench.packet(A, B, 1);
        Ipv4.write(liar.buffer(), liar.offset(), 1400, 1, 0, 64, 17, A.v4Bits(), B.v4Bits());
        assertThat(a.session.send(liar, B.high(), B.low(), bench.now)).isFalse();
        assertThat(a.session.send(liar, OSPF.high(), OSPF.low(), bench.now)).isFalse();
        liar.release();
        assertThat(a.drops(OsaDrop.BAD_IP)).isEqualTo(2);
        assertThat(b.got()).isEmpty();
    }

    @Test
    @DisplayName("hardware 1.7 STOPLAN: ends roles and what waits; another session can be primary router")
    void stoppedSessionsAreSilent() throws SessionRefused {
        SharedBench.Stack a = burnedIn("A", A, RouterRole.PRIROUTER);
        SharedBench.Stack b = bench.stack("B", settings("B", B));
        a.send(HOST, 1);
        bench.left();
        a.session.stopLan();
        assertThat(b.session.setRouter(false, RouterRole.PRIROUTER)).isEqualTo(AdapterSession.OK);
        a.session.startLan(bench.now);
        assertThat(a.session.role(false)).isEqualTo(RouterRole.NONROUTER);
        bench.fromWire(SharedBench.arp(Arp.REPLY, PEER, HOST, BURNED_IN, A));
        assertThat(bench.left()).as("what waited").isEmpty();
    }

    @Test
    @DisplayName("an address that was given up is no next hop inside the port any more")
    void givenUpAddressesAreNoNextHops() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A));
        SharedBench.Stack c = bench.stack("C", settings("C", B));
        a.session.renewLease(Long.MAX_VALUE);
        a.session.setIp(DVIPA, RegistrationKind.LEASED, true, bench.now);
        bench.left();
        c.send(DVIPA, 1);
        assertThat(a.got()).containsExactly("203.0.113.10 #1");
        a.session.setIp(DVIPA, RegistrationKind.FORBIDDEN, false, bench.now);
        c.send(DVIPA, 2);
        assertThat(a.got()).isEmpty();
        assertThat(bench.left()).containsExactly(mac(BURNED_IN) + ">" + mac(ALL) + " who has 203.0.113.10");
    }

    @Test
    @DisplayName("an address that its owner gave up passes to the next session, and what it still sends claims nothing")
    void handedOverOnOnePort() throws SessionRefused {
        SharedBench.Stack a = bench.stack("A", settings("A", A, VMAC_A));
        SharedBench.Stack b = bench.stack("B", settings("B", B, VMAC_B));
        a.session.renewLease(Long.MAX_VALUE);
        b.session.renewLease(Long.MAX_VALUE);
        a.session.setIp(DVIPA, RegistrationKind.LEASED, true, bench.now);
        a.session.setIp(DVIPA, RegistrationKind.FORBIDDEN, false, bench.now);
        bench.fromWire(SharedBench.ip(VMAC_A, DVIPA, 1));
        assertThat(a.got()).as("until somebody else has it").containsExactly("203.0.113.10 #1");
        assertThat(b.session.setIp(DVIPA, RegistrationKind.LEASED, true, bench.now))
                .isEqualTo(AdapterSession.OK);
        bench.left();
        bench.fromWire(SharedBench.request(DVIPA));
        assertThat(bench.left()).containsExactly(mac(VMAC_B) + ">" + mac(PEER) + " 203.0.113.10 is mine");
        a.session.deleteIp(DVIPA);
        bench.fromWire(SharedBench.request(DVIPA));
        assertThat(bench.left()).containsExactly(mac(VMAC_B) + ">" + mac(PEER) + " 203.0.113.10 is mine");
        assertThat(b.session.rows()).contains(new OsaSession.Row(DVIPA, RegistrationKind.LEASED, true, true));
    }
}
