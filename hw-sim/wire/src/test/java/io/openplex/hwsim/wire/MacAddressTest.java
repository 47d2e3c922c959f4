package io.openplex.hwsim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"02000C776873", "02:00:0c:77:68:73", "02-00-0C-77-68-73"})
    void parsesTheThreeForms(String text) {
        MacAddress mac = MacAddress.tryParse(text).orElseThrow();
        assertThat(mac.bits()).isEqualTo(0x02000c776873L);
        assertThat(mac).hasToString("02:00:0c:77:68:73");
        assertThat(mac.toConsole()).isEqualTo("02000C776873");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "02000C77687",
                "02000C7768733",
                "02000C77687G",
                "02:00:0c:77:68",
                "02:00:0c-77:68:73",
                "02000C776873:::::",
                "02.00.0c.77.68.73",
                "0200:0c:77:68:73:",
                "02:00:0c:77:68:\uff17\uff13",
                "-2000C776873"
            })
    void refusesNonsense(String text) {
        assertThat(MacAddress.tryParse(text)).isEmpty();
    }

    @Test
    void writesWhatItReadsAndNothingElse() {
        ByteBuffer buffer = ByteBuffer.allocate(10).putLong(0, -1).putShort(8, (short) -1);
        MacAddress.write(buffer, 2, 0x0123456789abL);
        assertThat(buffer.array()).containsExactly(0xff, 0xff, 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xff, 0xff);
        assertThat(MacAddress.read(buffer, 2)).isEqualTo(0x0123456789abL);
        assertThat(MacAddress.read(buffer, 0)).isEqualTo(0xffff01234567L);
    }

    @Test
    void tellsGroupsFromStations() {
        assertThat(MacAddress.isGroup(MacAddress.BROADCAST.bits())).isTrue();
        assertThat(MacAddress.isGroup(0x01005e000005L)).isTrue();
        assertThat(MacAddress.isGroup(0x02000c776873L)).isFalse();
        assertThat(MacAddress.isGroup(0xfeffffffffffL)).isFalse();
        // RFC 1112 6.4: the high nine bits of the group are lost
        assertThat(MacAddress.ofGroupV4(0xE0000005)).isEqualTo(0x01005e000005L);
        assertThat(MacAddress.ofGroupV4(0xEF8A0B0C)).isEqualTo(0x01005e0a0b0cL);
        assertThatIllegalArgumentException().isThrownBy(() -> new MacAddress(1L << 48));
    }
}
