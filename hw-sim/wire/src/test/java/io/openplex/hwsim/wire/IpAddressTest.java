package io.openplex.hwsim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        // RFC 5952 4.1 to 4.3: no leading zeros, longest run, first of equals, a single zero group stays, lower case
        "2001:0db8:0000:0000:0000:0000:0002:0001, 2001:db8::2:1",
        "2001:db8::0001, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8::AbC, 2001:db8::abc",
        "::, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1::, 1::",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "fe80:0:0:0:0:0:0:0, fe80::",
        "::ffff:192.0.2.1, 192.0.2.1",
        "198.51.100.11, 198.51.100.11",
        "010.001.000.009, 10.1.0.9",
        "255.255.255.255, 255.255.255.255",
    })
    void printsTheCanonicalForm(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString(canonical);
        assertThat(IpAddress.parse(canonical)).isEqualTo(IpAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.4.",
                ".1.2.3.4",
                "1..2.3",
                "1.2.3.-4",
                "1.2.3.4 ",
                "a.b.c.d",
                "1.2.3.4/24",
                "99999999999.1.1.1",
                "\u0661.2.3.4",
                ":",
                ":::",
                "1::2::3",
                "::1::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                ":1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:8:",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::\uff11",
                "::-1"
            })
    void refusesNonsense(String text) {
        assertThat(IpAddress.tryParse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.parse(text))
                .withMessageContaining("not an IP address");
    }

    @Test
    void agreesWithTheJdkOnRandomAddresses() throws UnknownHostException {
        Random random = new Random(5952);
        for (int i = 0; i < 5_000; i++) {
            IpAddress address = randomWithZeroRuns(random);
            assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
            assertThat(InetAddress.getByName(address.toString()).getAddress()).isEqualTo(address.toBytes());
            assertThat(IpAddress.of(address.toBytes())).isEqualTo(address).hasSameHashCodeAs(address);
        }
    }

    @Test
    void holdsBothFamiliesInTwoHalves() {
        IpAddress v4 = IpAddress.v4(0xC0000201);
        assertThat(v4.isV4()).isTrue();
        assertThat(v4.high()).isEqualTo(IpAddress.V4_HIGH);
        assertThat(v4.low()).isEqualTo(0x0000_ffff_c000_0201L).isEqualTo(IpAddress.lowOfV4(0xC0000201));
        assertThat(v4.v4Bits()).isEqualTo(0xC0000201);
        assertThat(v4.bitLength()).isEqualTo(32);
        IpAddress v6 = IpAddress.of(0x20010db8_00000000L, 1);
        assertThat(v6.isV4()).isFalse();
        assertThat(v6.bitLength()).isEqualTo(128);
        assertThat(v6).isEqualTo(IpAddress.parse("2001:db8::1")).isNotEqualTo(v4);
        assertThatIllegalStateException().isThrownBy(v6::v4Bits);
        assertThatIllegalArgumentException().isThrownBy(() -> IpAddress.of(new byte[5]));
    }

    @Test
    void knowsSpecialAddresses() {
        assertThat(Stream.of("0.0.0.0", "::").map(IpAddress::parse)).allMatch(IpAddress::isAny);
        assertThat(Stream.of("127.0.0.1", "127.255.0.9", "::1").map(IpAddress::parse))
                .allMatch(IpAddress::isLoopback);
        assertThat(Stream.of("224.0.0.5", "239.255.255.255", "ff02::5").map(IpAddress::parse))
                .allMatch(IpAddress::isMulticast);
        assertThat(Stream.of("128.0.0.1", "240.0.0.1", "223.255.255.255", "fe80::1", "::2")
                        .map(IpAddress::parse))
                .noneMatch(a -> a.isAny() || a.isLoopback() || a.isMulticast());
    }

    @Test
    void ordersIpv4FirstAndUnsigned() {
        assertThat(Stream.of("2001:db8::1", "200.0.0.1", "::1", "8000::", "10.0.0.2")
                        .map(IpAddress::parse)
                        .sorted()
                        .map(IpAddress::toString))
                .containsExactly("10.0.0.2", "200.0.0.1", "::1", "2001:db8::1", "8000::");
    }

    @Test
    void printsUpperCaseOnTheConsole() {
        assertThat(IpAddress.parse("2001:db8::ab").toConsole()).isEqualTo("2001:DB8::AB");
        IpEndpoint endpoint = new IpEndpoint(IpAddress.parse("198.51.100.11"), 8080);
        assertThat(endpoint).hasToString("198.51.100.11..8080");
    }

    @Test
    void endpointsAndConnectionsOrderAndRefuseBadPorts() {
        IpEndpoint low = new IpEndpoint(IpAddress.LOOPBACK4, 1);
        IpEndpoint high = new IpEndpoint(IpAddress.LOOPBACK4, 65535);
        IpEndpoint v6 = new IpEndpoint(IpAddress.ANY6, 0);
        assertThat(Stream.of(v6, high, low).sorted()).containsExactly(low, high, v6);
        assertThat(Stream.of(new ConnectionId(high, low), new ConnectionId(low, v6), new ConnectionId(low, high))
                        .sorted())
                .containsExactly(new ConnectionId(low, high), new ConnectionId(low, v6), new ConnectionId(high, low));
        assertThat(new ConnectionId(low, high)).hasToString("127.0.0.1..65535->127.0.0.1..1");
        assertThatIllegalArgumentException().isThrownBy(() -> new IpEndpoint(IpAddress.ANY4, 65536));
        assertThatIllegalArgumentException().isThrownBy(() -> new IpEndpoint(IpAddress.ANY4, -1));
    }

    private static IpAddress randomWithZeroRuns(Random random) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | (random.nextBoolean() ? 0 : random.nextInt(0x10000));
            low = low << 16 | (random.nextBoolean() ? 0 : random.nextInt(0x10000));
        }
        return IpAddress.of(high, low);
    }
}
