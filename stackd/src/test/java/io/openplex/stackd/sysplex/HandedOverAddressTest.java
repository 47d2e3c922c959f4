package io.openplex.stackd.sysplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.distributor.DistributorEngine;
import io.openplex.distributor.DistributorSettings;
import io.openplex.dvipa.HomeKind;
import io.openplex.hwsim.adapters.DuplicateAddressListener;
import io.openplex.hwsim.adapters.RegistrationGate;
import io.openplex.hwsim.adapters.lan.MemoryLanPort;
import io.openplex.hwsim.adapters.osa.DedicatedOsa;
import io.openplex.hwsim.adapters.osa.OsaSettings;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.hwsim.wire.Tcp;
import io.openplex.stackd.ip.InboundRouter.Verdict;
import io.openplex.stackd.ip.IpLayer;
import io.openplex.stackd.ip.IpOptions;
import io.openplex.stackd.ip.OsaInterface;
import io.openplex.stackd.loop.ClaimLicence;
import io.openplex.stackd.tcp.UnknownSegmentPolicy;
import io.openplex.stackd.xcflink.LinkKey;
import io.openplex.xcf.api.MemberInfo;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a DVIPA may still send when it is handed over, lost or a target's (ownership clauses 7, 11 and 12). */
class HandedOverAddressTest {
    private static final IpAddress DVIPA = IpAddress.parse("198.51.100.11");
    private static final IpAddress CLIENT = IpAddress.parse("203.0.113.9");
    private static final IpAddress GROUP = IpAddress.parse("224.0.0.5");
    private static final MemberInfo INFO =
            new MemberInfo("SYSA", "TCPIP", "A1", "CPC1", "VTAM", Optional.empty(), Optional.empty());

    private final FramePool pool = new FramePool(8, 2048);
    private final IpLayer ip = new IpLayer(IpOptions.defaults(), pool);
    private final MemoryLanPort.Pair cable = MemoryLanPort.pair(64, 1500);
    private final DedicatedOsa osa = new DedicatedOsa(
            OsaSettings.of("OSAPORT1", new MacAddress(0x020000000021L), IpAddress.parse("203.0.113.21")),
            cable.left(),
            () -> 1,
            RegistrationGate.OPEN,
            DuplicateAddressListener.NONE);
    private final DvipaAddresses addresses = new DvipaAddresses(ip);
    private final PartnerLinks links =
            new PartnerLinks(ip, member -> Optional.empty(), LinkKey.ofSecret("one", "LABPLEX", "EZBTCPCS"), INFO);
    private final DvipaRouter router = new DvipaRouter(
            ip, new DistributorEngine(DistributorSettings.withKey(1, 2)), links, ClaimLicence.ALWAYS, addresses);

    @BeforeEach
    void owned() {
        ip.attach(new OsaInterface("OSA1", osa, IpPrefix.parse("203.0.113.21/24"), 0));
        osa.renewLease(Long.MAX_VALUE);
        install(HomeKind.OWNED);
        addresses.startClaiming(DVIPA, 1);
    }

    private void install(HomeKind kind) {
        addresses.install(new IpPrefix(DVIPA, 32), "", kind, 1);
    }

    private Frame segment(IpAddress from, IpAddress to, int flags) {
        Frame frame = Objects.requireNonNull(pool.acquire());
        frame.length(Ipv4.LENGTH + Tcp.LENGTH);
        frame.l3 = frame.offset();
        frame.l4 = frame.l3 + Ipv4.LENGTH;
        Ipv4.write(frame.buffer(), frame.l3, frame.length(), 1, 0, 64, IpProtocol.TCP, from.v4Bits(), to.v4Bits());
        frame.buffer().putShort(frame.l4 + Tcp.OFFSET_FLAGS, (short) (0x5000 | flags));
        return frame;
    }

    private boolean leaves(int flags) {
        return osa.transmit(segment(DVIPA, CLIENT, flags), GROUP.high(), GROUP.low(), 1);
    }

    private Verdict arrives(int flags) {
        Frame frame = segment(CLIENT, DVIPA, flags);
        Verdict verdict = router.route(frame, Objects.requireNonNull(ip.home().find(DVIPA)), 1);
        frame.release();
        return verdict;
    }

    private UnknownSegmentPolicy.Verdict unknown() {
        return router.unknownSegment(DVIPA.high(), DVIPA.low(), 7, CLIENT.high(), CLIENT.low(), 5000);
    }

    @Test
    @DisplayName("owned and claimed: connections are opened and refused")
    void claimed() {
        assertThat(leaves(Tcp.SYN | Tcp.ACK)).isTrue();
        assertThat(arrives(Tcp.SYN)).isEqualTo(Verdict.DELIVER);
        assertThat(router.mayOpen(DVIPA.high(), DVIPA.low())).isTrue();
        assertThat(unknown()).isEqualTo(UnknownSegmentPolicy.Verdict.NORMAL);
    }

    @Test
    @DisplayName("while it is handed over: no SYN is taken, no claim leaves, and connections go on")
    void handedOver() {
        addresses.stopClaiming(DVIPA, 1);
        assertThat(arrives(Tcp.SYN)).isEqualTo(Verdict.CONSUMED);
        assertThat(router.unlicensed()).isEqualTo(1);
        assertThat(leaves(Tcp.SYN | Tcp.ACK)).isFalse();
        assertThat(leaves(Tcp.RST)).isFalse();
        assertThat(arrives(Tcp.ACK)).isEqualTo(Verdict.DELIVER);
        assertThat(leaves(Tcp.ACK)).isTrue();
        addresses.startClaiming(DVIPA, 1);
        assertThat(arrives(Tcp.SYN)).as("kept after all").isEqualTo(Verdict.DELIVER);
        assertThat(leaves(Tcp.SYN | Tcp.ACK)).isTrue();
    }

    @Test
    @DisplayName("given away, with connections: still no claim leaves, and half-open connections may not answer")
    void lingering() {
        addresses.stopClaiming(DVIPA, 1);
        install(HomeKind.LINGERING);
        assertThat(leaves(Tcp.SYN | Tcp.ACK)).isFalse();
        assertThat(leaves(Tcp.RST | Tcp.ACK)).isFalse();
        assertThat(leaves(Tcp.FIN | Tcp.ACK)).isTrue();
        assertThat(router.mayOpen(DVIPA.high(), DVIPA.low())).isFalse();
        assertThat(unknown()).isEqualTo(UnknownSegmentPolicy.Verdict.DROP);
    }

    @Test
    @DisplayName("a target of the new owner opens and refuses connections for it")
    void target() {
        addresses.stopClaiming(DVIPA, 1);
        install(HomeKind.INTERNAL);
        assertThat(leaves(Tcp.SYN | Tcp.ACK)).isTrue();
        assertThat(leaves(Tcp.RST)).isTrue();
        assertThat(router.mayOpen(DVIPA.high(), DVIPA.low())).isTrue();
    }

    @Test
    @DisplayName("taken out of HOME, nothing of it is left at the adapters once the frames of the iteration have left")
    void uninstalled() {
        addresses.stopClaiming(DVIPA, 1);
        addresses.uninstall(DVIPA);
        assertThat(ip.home().find(DVIPA)).isNull();
        assertThat(leaves(Tcp.RST)).as("of connections that it ended").isFalse();
        addresses.flushed(1);
        assertThat(leaves(Tcp.RST)).as("not registered any more").isTrue();
        assertThat(pool.outstanding()).isZero();
    }
}
