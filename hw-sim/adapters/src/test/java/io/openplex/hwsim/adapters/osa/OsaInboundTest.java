package io.openplex.hwsim.adapters.osa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.lan.Frames;
import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What of the LAN reaches the stack. */
class OsaInboundTest {
    private static final IpAddress ELSEWHERE = IpAddress.parse("192.0.2.99");
    private static final IpAddress OSPF = IpAddress.parse("224.0.0.5");
    private static final IpAddress LIMITED_BROADCAST = IpAddress.parse("255.255.255.255");
    private static final long OSPF_MAC = 0x01005e000005L;

    private OsaBench bench = new OsaBench();

    @Test
    void cutsPaddingAndLinkHeader() {
        Frame frame = OsaBench.ip(OsaBench.MAC, OsaBench.HOME);
        byte[] expected = Arrays.copyOfRange(Frames.bytes(frame), 14, 44);
        bench.fromWire(frame);
        assertThat(bench.delivered).hasSize(1);
        assertThat(bench.delivered.get(0)).isEqualTo(expected);
        assertThat(bench.osa.statistics().packetsIn()).isEqualTo(1);
        assertThat(bench.osa.statistics().bytesIn()).isEqualTo(30);
    }

    @Test
    @DisplayName("hardware 2.3 step 2: ROUTEALL delivers everything that is sent to the port's MAC address")
    void routeAllDeliversAnything() {
        bench.fromWire(OsaBench.ip(OsaBench.MAC, ELSEWHERE));
        assertThat(bench.delivered).hasSize(1);
        bench.fromWire(OsaBench.ip(0x020000000022L, OsaBench.HOME));
        assertThat(bench.delivered).hasSize(1);
        assertThat(bench.drops(OsaDrop.WRONG_MAC)).isEqualTo(1);
    }

    @Test
    @DisplayName("hardware 2.3 step 2, 8.7 invariant 6: ROUTELCL delivers registered addresses only")
    void routeLclDeliversRegisteredOnly() {
        bench = new OsaBench(OsaBench.settings().withRouting(OsaSettings.Routing.ROUTELCL));
        bench.fromWire(OsaBench.ip(OsaBench.MAC, OsaBench.DVIPA));
        assertThat(bench.drops(OsaDrop.NOT_REGISTERED)).isEqualTo(1);
        bench.osa.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, true, bench.now);
        bench.fromWire(OsaBench.ip(OsaBench.MAC, OsaBench.DVIPA));
        assertThat(bench.delivered).hasSize(1);
        bench.osa.deregister(OsaBench.DVIPA, bench.now);
        bench.fromWire(OsaBench.ip(OsaBench.MAC, OsaBench.DVIPA));
        assertThat(bench.delivered).hasSize(1);
    }

    @Test
    @DisplayName("hardware 2.8: broadcast and multicast only where enabled, and only over a matching IP destination")
    void groupsAreDeliveredWhereEnabled() {
        bench.fromWire(OsaBench.ip(OsaBench.ALL, LIMITED_BROADCAST));
        bench.fromWire(OsaBench.ip(OSPF_MAC, OSPF));
        assertThat(bench.delivered).isEmpty();
        assertThat(bench.drops(OsaDrop.GROUP_DISABLED)).isEqualTo(2);
        bench = new OsaBench(OsaBench.settings().withGroups(true, true));
        bench.osa.register(OsaBench.HOME, RegistrationKind.PERMANENT, false, bench.now);
        bench.fromWire(OsaBench.ip(OsaBench.ALL, LIMITED_BROADCAST));
        bench.fromWire(OsaBench.ip(OSPF_MAC, OSPF));
        assertThat(bench.delivered).hasSize(2);
        bench.fromWire(OsaBench.ip(OsaBench.ALL, OsaBench.HOME));
        bench.fromWire(OsaBench.ip(OSPF_MAC, OsaBench.HOME));
        bench.fromWire(OsaBench.ip(OSPF_MAC, IpAddress.parse("224.0.0.6")));
        assertThat(bench.delivered).hasSize(2);
        assertThat(bench.drops(OsaDrop.GROUP_MISMATCH)).isEqualTo(3);
    }

    @Test
    @DisplayName("hardware 2.3 step 1: a port without VLAN takes untagged frames and null tags only")
    void filtersTagsWithoutVlan() {
        bench.fromWire(tagged(0x0007));
        assertThat(bench.drops(OsaDrop.WRONG_VLAN)).isEqualTo(1);
        bench.fromWire(tagged(0xe000));
        assertThat(bench.delivered).as("priority alone").hasSize(1);
        assertThat(bench.delivered.get(0)).hasSize(30);
    }

    @Test
    @DisplayName("hardware 2.3 step 1, 2.7: a port with VLAN takes its own tag only and tags what it sends")
    void filtersTagsWithVlan() {
        bench = new OsaBench(OsaBench.settings().withVlan(7));
        bench.fromWire(OsaBench.ip(OsaBench.MAC, OsaBench.HOME));
        bench.fromWire(tagged(8));
        bench.fromWire(tagged(0));
        assertThat(bench.drops(OsaDrop.WRONG_VLAN)).isEqualTo(3);
        bench.fromWire(tagged(0xa007));
        assertThat(bench.delivered).hasSize(1);
        bench.osa.register(OsaBench.HOME, RegistrationKind.PERMANENT, false, bench.now);
        bench.wire.poll(
                (frame, at) -> {
                    assertThat(frame.length()).isEqualTo(60);
                    assertThat(Ethernet.type(frame.buffer(), frame.offset())).isEqualTo(Ethernet.TYPE_VLAN);
                    assertThat(frame.buffer().getInt(frame.offset() + 14)).isEqualTo(7 << 16 | Ethernet.TYPE_ARP);
                    assertThat(Arp.check(frame.buffer(), frame.offset() + 18, 28))
                            .isTrue();
                },
                10,
                bench.now);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OsaBench.settings().withVlan(4095));
    }

    private static Frame tagged(int tag) {
        Frame frame = OsaBench.ip(OsaBench.MAC, OsaBench.HOME);
        byte[] plain = Frames.bytes(frame);
        byte[] bytes = new byte[64];
        System.arraycopy(plain, 0, bytes, 0, 12);
        System.arraycopy(plain, 12, bytes, 16, 48);
        bytes[12] = (byte) 0x81;
        bytes[14] = (byte) (tag >> 8);
        bytes[15] = (byte) tag;
        return Frames.of(bytes);
    }

    @Test
    @DisplayName("hardware 8.7 invariant 2: every bad frame is counted under its reason")
    void countsBadFramesByReason() {
        bench.fromWire(Frames.hex("020000000021 0200"));
        bench.fromWire(Frames.hex("020000000021 0200000000aa 8100 00"));
        assertThat(bench.drops(OsaDrop.RUNT)).isEqualTo(2);
        bench.fromWire(Frames.ethernet(OsaBench.MAC, OsaBench.PEER, 0x88cc, 60, 0));
        assertThat(bench.drops(OsaDrop.UNKNOWN_TYPE)).isEqualTo(1);
        bench.fromWire(Frames.hex("020000000021 0200000000aa 0800 45000014"));
        bench.fromWire(Frames.ethernet(OsaBench.MAC, OsaBench.PEER, 0x0800, 60, 0x65000014));
        bench.fromWire(Frames.ethernet(OsaBench.MAC, OsaBench.PEER, 0x0800, 60, 0x45000013));
        bench.fromWire(Frames.ethernet(OsaBench.MAC, OsaBench.PEER, 0x0800, 60, 0x4500002f));
        bench.fromWire(Frames.ethernet(OsaBench.MAC, OsaBench.PEER, 0x86dd, 60, 0x60000000));
        assertThat(bench.drops(OsaDrop.BAD_IP)).isEqualTo(5);
        assertThat(bench.osa.statistics().dropped()).isEqualTo(8);
        assertThat(bench.delivered).isEmpty();
    }

    @Test
    void countsBadArp() {
        bench.osa.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, false, bench.now);
        bench.left();
        bench.fromWire(Frames.hex("ffffffffffff 0200000000aa 0806 0001 0800 06 04 0001 0200000000aa"));
        bench.fromWire(arpWith(6, 0x07));
        bench.fromWire(arpWith(1, 0x06));
        bench.fromWire(arpWith(8, 0x03));
        bench.fromWire(arpWith(14, 0xe0));
        bench.fromWire(OsaBench.arp(Arp.REQUEST, OsaBench.MAC, OsaBench.GATEWAY, OsaBench.DVIPA, OsaBench.ALL));
        bench.fromWire(OsaBench.arp(Arp.REQUEST, 0, OsaBench.GATEWAY, OsaBench.DVIPA, OsaBench.ALL));
        assertThat(bench.drops(OsaDrop.BAD_ARP)).isEqualTo(7);
        assertThat(bench.left()).isEmpty();
    }

    private static Frame arpWith(int offset, int value) {
        Frame frame = OsaBench.request(OsaBench.DVIPA);
        frame.buffer().put(frame.offset() + 14 + offset, (byte) value);
        return frame;
    }

    @Test
    void deliversIpv6ByTheSameRules() {
        bench = new OsaBench(
                OsaBench.settings().withRouting(OsaSettings.Routing.ROUTELCL).withGroups(false, true));
        bench.osa.register(IpAddress.parse("2001:db8::11"), RegistrationKind.PERMANENT, false, bench.now);
        String header = "86dd 60000000 0000 3b 40 20010db8000000000000000000000001 ";
        String padding = " 000000000000";
        bench.fromWire(Frames.hex("020000000021 0200000000aa" + header + "20010db8000000000000000000000011" + padding));
        bench.fromWire(Frames.hex("333300000005 0200000000aa" + header + "ff020000000000000000000000000005" + padding));
        assertThat(bench.delivered).hasSize(2).allMatch(packet -> packet.length == 40);
        bench.fromWire(Frames.hex("020000000021 0200000000aa" + header + "20010db8000000000000000000000012" + padding));
        assertThat(bench.drops(OsaDrop.NOT_REGISTERED)).isEqualTo(1);
    }

    @Test
    @DisplayName("any bytes from the wire: no exception, and every frame delivered, understood or counted")
    void survivesAnyBytes() {
        bench = new OsaBench(OsaBench.settings().withGroups(true, true));
        bench.osa.register(OsaBench.DVIPA, RegistrationKind.PERMANENT, true, bench.now);
        Random random = new Random(8_700);
        int rounds = 50_000;
        for (int i = 0; i < rounds; i++) {
            byte[] bytes = new byte[1 + random.nextInt(90)];
            random.nextBytes(bytes);
            Frame frame = Frames.of(bytes);
            if (bytes.length >= 18 && random.nextInt(10) > 0) {
                int[] types = {Ethernet.TYPE_ARP, Ethernet.TYPE_IPV4, Ethernet.TYPE_IPV6, Ethernet.TYPE_VLAN};
                long to = random.nextBoolean() ? OsaBench.MAC : OsaBench.ALL;
                Ethernet.write(frame.buffer(), frame.offset(), to, OsaBench.PEER, types[random.nextInt(4)]);
                int first = random.nextBoolean() ? 0x45000000 | random.nextInt(90) : 0x00010800;
                frame.buffer().putInt(frame.offset() + 14, first);
                if (bytes.length >= 22 && first == 0x00010800) {
                    frame.buffer().putInt(frame.offset() + 18, 0x06040001);
                }
            }
            bench.fromWire(frame);
            bench.left();
        }
        OsaStatistics statistics = bench.osa.statistics();
        long outbound = statistics.dropped(OsaDrop.PORT_FULL) + statistics.dropped(OsaDrop.UNRESOLVED);
        assertThat(statistics.packetsIn() + statistics.arpIn() + statistics.dropped() - outbound)
                .isEqualTo(rounds);
        assertThat(statistics.packetsIn()).isGreaterThan(1_000);
        assertThat(statistics.arpIn()).isGreaterThan(1_000);
    }

    @Test
    void settingsRefuseGroupAddresses() {
        assertThatIllegalArgumentException().isThrownBy(() -> OsaSettings.of("X", MacAddress.BROADCAST, OsaBench.HOME));
        assertThatIllegalArgumentException().isThrownBy(() -> OsaSettings.of("X", new MacAddress(0), OsaBench.HOME));
    }
}
