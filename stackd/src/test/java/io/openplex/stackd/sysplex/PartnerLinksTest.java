package io.openplex.stackd.sysplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.stackd.ip.HomeEntry;
import io.openplex.stackd.ip.HomeKind;
import io.openplex.stackd.ip.IpInterface;
import io.openplex.stackd.ip.IpLayer;
import io.openplex.stackd.ip.IpOptions;
import io.openplex.stackd.ip.Route;
import io.openplex.stackd.xcflink.DatagramPath;
import io.openplex.stackd.xcflink.LinkDrop;
import io.openplex.stackd.xcflink.LinkKey;
import io.openplex.stackd.xcflink.MemoryPath;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Links of SYSA that come and go with its partners. */
class PartnerLinksTest {
    private static final IpAddress OWN = IpAddress.parse("192.0.2.1");
    private static final Member SELF = member(1, "SYSA", "A1", "192.0.2.1");
    private static final Member B = member(2, "SYSB", "B2", "192.0.2.2");

    private final FramePool pool = new FramePool(8, 60_000);
    private final IpLayer ip = new IpLayer(IpOptions.defaults(), pool);
    private final List<MemoryPath> opened = new ArrayList<>();
    private final PartnerLinks links =
            new PartnerLinks(ip, this::end, LinkKey.ofSecret("one", "LABPLEX", "EZBTCPCS"), SELF.info());

    private static Member member(long incarnation, String system, String sysclone, String xcf) {
        MemberInfo info = new MemberInfo(
                system,
                "TCPIP" + sysclone,
                sysclone,
                "CPC1",
                "VTAM" + sysclone,
                Optional.of(IpAddress.parse(xcf)),
                Optional.empty());
        return new Member(incarnation, info);
    }

    private Optional<LinkEnds.LinkEnd> end(Member partner) {
        MemoryPath path = MemoryPath.pair()[0];
        opened.add(path);
        return Optional.of(new LinkEnds.LinkEnd() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return 1;
            }

            @Override
            public boolean connect(String host, int port) {
                return !host.isEmpty();
            }

            @Override
            public DatagramPath path() {
                return path;
            }
        });
    }

    private void linked(Member partner) {
        assertThat(links.open(partner)).isPresent();
        assertThat(links.connect(SELF, partner, "127.0.0.1", 1)).isTrue();
    }

    private List<String> names() {
        return ip.attached().stream().skip(1).map(IpInterface::name).toList();
    }

    private List<String> home() {
        return ip.home().entries().stream()
                .filter(entry -> entry.kind() == HomeKind.DYNAMIC_XCF)
                .map(HomeEntry::linkName)
                .toList();
    }

    @Test
    @DisplayName("operations 4.5: a link appears with its partner, with address and host route, and goes with it")
    void linksComeAndGoWithPartners() {
        assertThat(links.open(B)).isPresent();
        assertThat(names()).as("its end is not known yet").isEmpty();
        assertThat(links.connect(SELF, B, "", 1)).isFalse();
        assertThat(links.refused()).isEqualTo(1);
        assertThat(links.connect(SELF, B, "127.0.0.1", 1)).isTrue();
        assertThat(names()).containsExactly("EZAXCFB2");
        assertThat(home()).containsExactly("EZAXCFB2");
        Route route = Objects.requireNonNull(ip.routes().lookup(IpAddress.parse("192.0.2.2")));
        assertThat(route.via().name()).isEqualTo("EZAXCFB2");
        assertThat(links.interfaceOf(B)).isEqualTo(1);
        linked(member(3, "SYSC", "C3", "192.0.2.3"));
        assertThat(links.reports()).extracting(LinkReport::device).containsExactly("VTAMB2", "VTAMC3");
        links.remove(B.name());
        assertThat(names()).containsExactly("EZAXCFC3");
        assertThat(home()).containsExactly("EZAXCFC3");
        assertThat(ip.routes().lookup(IpAddress.parse("192.0.2.2"))).isNull();
        assertThat(links.interfaceOf(B)).isEqualTo(PartnerLinks.NONE);
        assertThat(opened.get(0).ready()).as("closed").isFalse();
        links.removeAll();
        assertThat(names()).isEmpty();
        assertThat(opened).noneMatch(MemoryPath::ready);
    }

    @Test
    @DisplayName("operations 4.5: a partner's restart replaces its link")
    void aRestartedPartnerGetsAnotherLink() {
        linked(B);
        Member reborn = member(7, "SYSB", "B2", "192.0.2.2");
        assertThat(links.connect(SELF, reborn, "127.0.0.1", 1))
                .as("no end opened for this life")
                .isFalse();
        assertThat(links.open(reborn)).isPresent();
        assertThat(names()).as("the old life's link is gone").isEmpty();
        assertThat(links.connect(SELF, B, "127.0.0.1", 1))
                .as("a word of the old life")
                .isFalse();
        assertThat(links.connect(SELF, reborn, "127.0.0.1", 1)).isTrue();
        assertThat(names()).containsExactly("EZAXCFB2");
        assertThat(links.interfaceOf(B)).isEqualTo(PartnerLinks.NONE);
        assertThat(links.interfaceOf(reborn)).isEqualTo(1);
        assertThat(opened).extracting(MemoryPath::ready).containsExactly(false, true);
    }

    @Test
    void signallingThatComesUpAgainReplacesTheLinkOnlyWhenTheNewOneIsThere() {
        linked(B);
        assertThat(links.open(B)).isPresent();
        assertThat(names()).as("the old link carries on meanwhile").containsExactly("EZAXCFB2");
        assertThat(links.connect(SELF, B, "127.0.0.1", 1)).isTrue();
        assertThat(names()).containsExactly("EZAXCFB2");
        assertThat(opened).extracting(MemoryPath::ready).containsExactly(false, true);
    }

    @Test
    @DisplayName("operations 4.5: EZASAMEMVS leads to all stacks of the system, and stays with the last of them")
    void stacksOfOneSystemShareALinkName() {
        Member second = member(4, "SYSA", "A2", "192.0.2.4");
        Member third = member(5, "SYSA", "A3", "192.0.2.5");
        linked(second);
        linked(third);
        assertThat(names()).containsExactly("EZASAMEMVS", "EZASAMEMVS");
        assertThat(links.reports()).extracting(LinkReport::device).containsOnly("IUTSAMEH");
        assertThat(home()).containsExactly("EZASAMEMVS");
        links.remove(second.name());
        assertThat(home()).containsExactly("EZASAMEMVS");
        assertThat(ip.home().find(OWN)).isNotNull();
        assertThat(ip.routes().lookup(IpAddress.parse("192.0.2.5"))).isNotNull();
        links.remove(third.name());
        assertThat(home()).isEmpty();
    }

    @Test
    void withoutDynamicXcfOnBothSidesThereIsNoLink() {
        MemberInfo none = new MemberInfo("SYSD", "TCPIPD", "D4", "CPC1", "VTAMD", Optional.empty(), Optional.empty());
        assertThat(links.open(new Member(9, none))).isEmpty();
        assertThat(opened).isEmpty();
    }

    @Test
    void reportsCountWhatTheLinkCarriedAndWhatItDidNot() {
        linked(B);
        opened.get(0).longest = 1500;
        for (int bytes : new int[] {100, 2000}) {
            Frame packet = Objects.requireNonNull(pool.acquire());
            packet.length(bytes);
            ip.forwardTo(packet, links.interfaceOf(B), 0);
            packet.release();
        }
        ip.flush(true, 0);
        LinkReport report = links.reports().get(0);
        assertThat(report.partner()).isEqualTo("SYSBTCPIPB2");
        assertThat(report.up()).isTrue();
        assertThat(report.mtu()).isEqualTo(1492);
        assertThat(report.packetsOut()).isEqualTo(1);
        assertThat(report.bytesOut()).isEqualTo(100);
        assertThat(report.outDiscarded()).isEqualTo(1);
        assertThat(report.drops()).containsEntry(LinkDrop.PATH_TOO_NARROW, 1L).hasSize(LinkDrop.values().length);
        assertThat(pool.outstanding()).isZero();
    }
}
