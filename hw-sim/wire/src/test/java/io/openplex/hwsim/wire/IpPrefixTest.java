package io.openplex.hwsim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpPrefixTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.21/24, 203.0.113.0/24",
        "198.51.100.31/28, 198.51.100.16/28",
        "10.1.2.3/0, 0.0.0.0/0",
        "10.1.2.3/32, 10.1.2.3/32",
        "10.1.2.3, 10.1.2.3/32",
        "2001:db8:1:2:3:4:5:6/48, 2001:db8:1::/48",
        "2001:db8:1:2:ffff::/65, 2001:db8:1:2:8000::/65",
        "2001:db8::1/0, ::/0",
        "2001:db8::1, 2001:db8::1/128",
    })
    void clearsHostBits(String text, String network) {
        assertThat(IpPrefix.parse(text).network()).hasToString(network);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/24",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/ 8",
                "::/129",
                "::/1000",
                "10.0.0.0/8/8",
                "::ffff:10.0.0.0/104",
                "10.0.0.0/\u0661"
            })
    void refusesNonsense(String text) {
        assertThat(IpPrefix.tryParse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> IpPrefix.parse(text));
    }

    @Test
    void masksAndLengthsAreInverse() {
        for (int length = 0; length <= 32; length++) {
            IpAddress mask = new IpPrefix(IpAddress.ANY4, length).mask();
            assertThat(IpPrefix.lengthOfMask(mask)).contains(length);
        }
        assertThat(new IpPrefix(IpAddress.ANY4, 28).mask()).hasToString("255.255.255.240");
        assertThat(IpPrefix.lengthOfMask(IpAddress.parse("255.0.255.0"))).isEmpty();
        assertThat(IpPrefix.lengthOfMask(IpAddress.parse("0.0.0.255"))).isEmpty();
        assertThat(IpPrefix.lengthOfMask(IpAddress.ANY6)).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> IpPrefix.parse("::/8").mask());
        assertThatIllegalArgumentException().isThrownBy(() -> new IpPrefix(IpAddress.ANY4, 33));
    }

    @Test
    void containsAgreesWithBigIntegers() {
        Random random = new Random(4632);
        for (int i = 0; i < 20_000; i++) {
            boolean v4 = random.nextBoolean();
            IpAddress a = random(random, v4);
            int length = random.nextInt(a.bitLength() + 1);
            IpAddress b = flipOneBit(a, random.nextInt(a.bitLength()));
            int shift = a.bitLength() - length;
            boolean inside = new BigInteger(1, a.toBytes())
                    .shiftRight(shift)
                    .equals(new BigInteger(1, b.toBytes()).shiftRight(shift));
            IpPrefix prefix = new IpPrefix(a, length);
            assertThat(prefix.contains(b)).as("%s in %s", b, prefix).isEqualTo(inside);
            assertThat(prefix.contains(b.high(), b.low())).isEqualTo(inside);
            assertThat(prefix.network().contains(a)).isTrue();
        }
    }

    @Test
    void neverMixesFamilies() {
        IpAddress v4 = IpAddress.parse("10.0.0.1");
        IpAddress v6 = IpAddress.parse("::1");
        assertThat(IpPrefix.parse("::/0").contains(v4)).isFalse();
        assertThat(IpPrefix.parse("::/0").contains(v4.high(), v4.low())).isFalse();
        assertThat(IpPrefix.parse("0.0.0.0/0").contains(v6)).isFalse();
        assertThat(IpPrefix.parse("0.0.0.0/0").contains(v6.high(), v6.low())).isFalse();
    }

    @Test
    void ordersByAddressThenLength() {
        assertThat(Stream.of("10.0.0.0/16", "::/0", "9.0.0.0/8", "10.0.0.0/8")
                        .map(IpPrefix::parse)
                        .sorted()
                        .map(IpPrefix::toString))
                .containsExactly("9.0.0.0/8", "10.0.0.0/8", "10.0.0.0/16", "::/0");
    }

    private static IpAddress random(Random random, boolean v4) {
        return v4 ? IpAddress.v4(random.nextInt()) : IpAddress.of(random.nextLong() | 1L << 62, random.nextLong());
    }

    private static IpAddress flipOneBit(IpAddress address, int bit) {
        byte[] bytes = address.toBytes();
        bytes[bit / 8] ^= (byte) (0x80 >>> bit % 8);
        return IpAddress.of(bytes);
    }
}
