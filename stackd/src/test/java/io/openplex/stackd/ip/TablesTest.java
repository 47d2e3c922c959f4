package io.openplex.stackd.ip;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TablesTest {
    private final FakeSession lan = new FakeSession();
    private final FakeSession otherLan = new FakeSession();
    private final OsaInterface osa1 = new OsaInterface("OSA1", lan, IpPrefix.parse("203.0.113.21/24"), 0);
    private final OsaInterface osa2 = new OsaInterface("OSA2", otherLan, IpPrefix.parse("192.0.2.65/26"), 1492);

    @Test
    @DisplayName("operations 1.3: XCF links, interfaces, DVIPAs, loopback; IPv4 before IPv6")
    void theHomeListHasTheOrderOfTheDisplay() {
        HomeList home = new HomeList();
        home.add(new HomeEntry(LinkNames.LOOPBACK6, IpAddress.parse("::1"), HomeKind.LOOPBACK));
        home.add(new HomeEntry("DVIPA6A", IpAddress.parse("2001:db8:1::11"), HomeKind.DVIPA_OWNED));
        home.add(new HomeEntry(LinkNames.LOOPBACK, IpAddress.LOOPBACK4, HomeKind.LOOPBACK));
        home.addDvipa(IpAddress.parse("198.51.100.11"), HomeKind.DVIPA_TARGET);
        home.add(new HomeEntry("OSA1", IpAddress.parse("203.0.113.21"), HomeKind.INTERFACE, true));
        home.add(new HomeEntry(LinkNames.xcf("C3"), IpAddress.parse("192.0.2.1"), HomeKind.DYNAMIC_XCF));
        home.add(new HomeEntry(LinkNames.xcf("B2"), IpAddress.parse("192.0.2.1"), HomeKind.DYNAMIC_XCF));
        assertThat(home.entries())
                .extracting(HomeEntry::linkName)
                .containsExactly("EZAXCFC3", "EZAXCFB2", "OSA1", "VIPLC633640B", "LOOPBACK", "DVIPA6A", "LOOPBACK6");
        HomeEntry dvipa = home.find(IpAddress.parse("198.51.100.11"));
        assertThat(dvipa).isNotNull().extracting(HomeEntry::internal).isEqualTo(true);
        assertThat(home.primary()).isNotNull().extracting(HomeEntry::linkName).isEqualTo("OSA1");
    }

    @Test
    void anAddressUnderTwoLinksLivesUntilTheLastIsGone() {
        HomeList home = new HomeList();
        IpAddress xcf = IpAddress.parse("192.0.2.1");
        home.add(new HomeEntry(LinkNames.xcf("B2"), xcf, HomeKind.DYNAMIC_XCF));
        home.add(new HomeEntry(LinkNames.xcf("C3"), xcf, HomeKind.DYNAMIC_XCF));
        home.removeLink("EZAXCFB2");
        assertThat(home.find(xcf)).isNotNull();
        home.removeLink("EZAXCFC3");
        assertThat(home.find(xcf)).isNull();
        long version = home.version();
        home.removeLink("EZAXCFC3");
        assertThat(home.version()).isEqualTo(version);
    }

    @Test
    void aDvipaChangesItsKindInPlace() {
        HomeList home = new HomeList();
        IpAddress dvipa = IpAddress.parse("198.51.100.11");
        home.addDvipa(dvipa, HomeKind.DVIPA_TARGET);
        home.addDvipa(IpAddress.parse("198.51.100.12"), HomeKind.DVIPA_OWNED);
        home.addDvipa(dvipa, HomeKind.DVIPA_OWNED);
        assertThat(home.entries())
                .extracting(HomeEntry::address)
                .containsExactly(dvipa, IpAddress.parse("198.51.100.12"));
        assertThat(home.find(dvipa)).isNotNull().extracting(HomeEntry::kind).isEqualTo(HomeKind.DVIPA_OWNED);
        home.removeDvipa(dvipa);
        assertThat(home.find(dvipa)).isNull();
    }

    @Test
    void theLongestPrefixWins() {
        RouteTable routes = new RouteTable();
        routes.add(Route.defaultVia(IpAddress.parse("203.0.113.1"), osa1));
        routes.add(Route.direct(osa1.prefix(), osa1));
        routes.add(Route.host(IpAddress.parse("203.0.113.77"), osa2));
        assertThat(via(routes, "8.8.8.8")).isEqualTo("203.0.113.1 OSA1");
        assertThat(via(routes, "203.0.113.5")).isEqualTo("null OSA1");
        assertThat(via(routes, "203.0.113.77")).isEqualTo("null OSA2");
        assertThat(routes.lookup(IpAddress.parse("2001:db8::1"))).isNull();
        routes.remove(IpPrefix.parse("203.0.113.77/32"));
        assertThat(via(routes, "203.0.113.77")).isEqualTo("null OSA1");
        assertThat(routes.routes()).extracting(Route::flags).containsExactly("UGS", "US");
    }

    @Test
    void aRouteOverADeadInterfaceIsSkipped() {
        RouteTable routes = new RouteTable();
        IpPrefix net = IpPrefix.parse("10.0.0.0/8");
        routes.add(new Route(net, IpAddress.parse("203.0.113.1"), osa1, 0));
        routes.add(new Route(net, IpAddress.parse("192.0.2.126"), osa2, 0));
        assertThat(via(routes, "10.1.2.3")).isEqualTo("203.0.113.1 OSA1");
        lan.up = false;
        assertThat(via(routes, "10.1.2.3")).isEqualTo("192.0.2.126 OSA2");
        otherLan.up = false;
        assertThat(routes.lookup(IpAddress.parse("10.1.2.3"))).isNull();
        assertThat(routes.routes().getFirst().flags()).isEqualTo("GS");
    }

    @Test
    void lookupAgreesWithAScanOfAllPrefixesInBothFamilies() {
        Random random = new Random(42);
        RouteTable routes = new RouteTable();
        List<Route> all = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            boolean v4 = random.nextBoolean();
            IpAddress address = some(random, v4);
            Route route = Route.direct(new IpPrefix(address, random.nextInt(address.bitLength() + 1)), osa1);
            all.add(route);
            routes.add(route);
        }
        for (int i = 0; i < 5_000; i++) {
            IpAddress wanted = some(random, random.nextBoolean());
            int best = -1;
            for (Route route : all) {
                if (route.destination().contains(wanted)) {
                    best = Math.max(best, route.destination().length());
                }
            }
            Route found = routes.lookup(wanted);
            assertThat(found == null ? -1 : found.destination().length()).isEqualTo(best);
        }
    }

    private static IpAddress some(Random random, boolean v4) {
        // Few distinct bits, so that prefixes nest.
        int high = random.nextInt(4) << 30 | random.nextInt(4) << 14 | random.nextInt(16);
        return v4
                ? IpAddress.v4(high)
                : IpAddress.of(0x20010db800000000L | random.nextInt(4), (long) random.nextInt(4) << 62 | high);
    }

    private static @Nullable String via(RouteTable routes, String destination) {
        Route route = routes.lookup(IpAddress.parse(destination));
        return route == null ? null : route.gateway() + " " + route.via().name();
    }
}
