package io.openplex.deploy.bench.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.hwsim.wire.Tcp;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimLogTest {
    private static final int DVIPA = 0xc633640b;
    private static final int CLIENT = 0xcb007101;
    private static final MacAddress SYSA = new MacAddress(0x0200_0000_00a1L);
    private static final MacAddress SYSB = new MacAddress(0x0200_0000_00a2L);
    private static final int PORT = 50_000;

    private final ClaimLog log = new ClaimLog(address -> address == DVIPA);
    private final FramePool pool = new FramePool(8, 256);

    @BeforeEach
    void stations() {
        log.station("SYSA", SYSA);
        log.station("SYSB", SYSB);
    }

    @Test
    void arpOfEveryKindIsAClaimOfItsSender() {
        log.fromStack("SYSA", arp(Arp.REQUEST, DVIPA, DVIPA), 1);
        log.fromStack("SYSA", arp(Arp.REPLY, DVIPA, CLIENT), 2);
        log.fromStack("SYSB", arp(Arp.REQUEST, DVIPA, CLIENT), 3);
        log.fromStack("SYSB", arp(Arp.REPLY, CLIENT, DVIPA), 4);
        assertThat(log.since(0))
                .extracting(Claim::kind)
                .containsExactly(Claim.Kind.GRATUITOUS, Claim.Kind.ARP_REPLY, Claim.Kind.ARP_REQUEST);
        assertThat(log.since(3)).extracting(Claim::station).containsExactly("SYSB");
    }

    @Test
    void aSegmentIsSeenTogetherWithWhereTheClientHadSentItsSyn() {
        log.fromClient(segment(SYSA, CLIENT, DVIPA, PORT, 80, Tcp.SYN), 10);
        log.fromStack("SYSB", segment(SYSB, DVIPA, CLIENT, 80, PORT, Tcp.SYN | Tcp.ACK), 11);
        log.fromStack("SYSB", segment(SYSB, DVIPA, CLIENT, 80, PORT, Tcp.ACK), 12);
        log.fromStack("SYSB", segment(SYSB, DVIPA, CLIENT, 80, PORT, Tcp.RST), 13);
        assertThat(log.since(0))
                .containsExactly(
                        new Claim(11, "SYSB", IpAddress.v4(DVIPA), Claim.Kind.SYN_ACK, PORT, "SYSA", 10),
                        new Claim(13, "SYSB", IpAddress.v4(DVIPA), Claim.Kind.RST, PORT, "SYSA", 10));
        assertThat(log.serverOf(PORT)).isEqualTo("SYSB");
    }

    @Test
    void aPortThatIsUsedAgainHasNoServerUntilItIsAcceptedAgain() {
        log.fromStack("SYSB", segment(SYSB, DVIPA, CLIENT, 80, PORT, Tcp.SYN | Tcp.ACK), 1);
        log.fromClient(segment(SYSA, CLIENT, DVIPA, PORT, 80, Tcp.SYN), 2);
        assertThat(log.serverOf(PORT)).isEmpty();
    }

    @Test
    void otherAddressesAndWhatWasForgottenDoNotCount() {
        log.fromStack("SYSA", segment(SYSA, CLIENT + 1, CLIENT, 80, PORT, Tcp.RST), 1);
        log.fromStack("SYSA", arp(Arp.REPLY, CLIENT + 1, CLIENT), 2);
        assertThat(log.since(0)).isEmpty();
        log.fromStack("SYSA", arp(Arp.REPLY, DVIPA, CLIENT), 3);
        log.forget();
        assertThat(log.since(0)).isEmpty();
    }

    private Frame arp(int operation, int sender, int target) {
        Frame frame = frame(Ethernet.LENGTH + Arp.LENGTH);
        ByteBuffer b = frame.buffer();
        Ethernet.write(b, frame.offset(), MacAddress.BROADCAST.bits(), SYSA.bits(), Ethernet.TYPE_ARP);
        Arp.write(b, frame.offset() + Ethernet.LENGTH, operation, SYSA.bits(), sender, 0, target);
        return frame;
    }

    private Frame segment(MacAddress to, int source, int destination, int sourcePort, int destinationPort, int flags) {
        Frame frame = frame(Ethernet.LENGTH + Ipv4.LENGTH + Tcp.LENGTH);
        ByteBuffer b = frame.buffer();
        int l3 = frame.offset() + Ethernet.LENGTH;
        int l4 = l3 + Ipv4.LENGTH;
        Ethernet.write(b, frame.offset(), to.bits(), ClientHost.MAC.bits(), Ethernet.TYPE_IPV4);
        Ipv4.write(b, l3, Ipv4.LENGTH + Tcp.LENGTH, 1, 0, 64, IpProtocol.TCP, source, destination);
        b.putShort(l4, (short) sourcePort).putShort(l4 + 2, (short) destinationPort);
        b.putShort(l4 + Tcp.OFFSET_FLAGS, (short) (Tcp.LENGTH / 4 << 12 | flags));
        return frame;
    }

    private Frame frame(int length) {
        Frame frame = Objects.requireNonNull(pool.acquire());
        frame.length(length);
        return frame;
    }
}
