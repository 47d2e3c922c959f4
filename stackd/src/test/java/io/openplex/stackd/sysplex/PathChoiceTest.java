package io.openplex.stackd.sysplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.stackd.sysplex.PathChoice.Path;
import io.openplex.xcf.api.MemberInfo;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathChoiceTest {
    private static final IpAddress OWN_XCF = IpAddress.parse("192.0.2.1");

    private final PathChoice choice = new PathChoice(member("SYSA", "CPC1"));

    private static MemberInfo member(String system, String cpc) {
        return new MemberInfo(system, "TCPIP", "B2", cpc, "VTAMB", Optional.of(OWN_XCF), Optional.empty());
    }

    /** What happened to the HiperSockets device, from left to right: A activated, S stopped. */
    private void hiperSockets(String history) {
        for (int i = 0; i < history.length(); i++) {
            switch (history.charAt(i)) {
                case 'A' -> choice.hiperSocketsActivated();
                case 'S' -> choice.hiperSocketsStopped();
                default -> throw new IllegalArgumentException(history);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("operations 4.5: the way to a partner")
    @CsvSource({
        "two stacks on one system need no device to another,          SYSA, CPC1, '',   SAME_SYSTEM,  true",
        "one system is one system whatever HiperSockets does,         SYSA, CPC1, AS,   SAME_SYSTEM,  true",
        "other LPAR of the CPC and HiperSockets active,               SYSB, CPC1, A,    HIPERSOCKETS, true",
        "IQDIO cannot be activated: an XCF link is made instead,      SYSB, CPC1, '',   XCF,          true",
        "a stop of what was never active changes nothing,             SYSB, CPC1, S,    XCF,          true",
        "IQDIO activated and later stopped: no XCF link is made,      SYSB, CPC1, AS,   HIPERSOCKETS, false",
        "IQDIO activated again: connectivity is back,                 SYSB, CPC1, ASA,  HIPERSOCKETS, true",
        "IQDIO activated late counts as activated,                    SYSB, CPC1, SA,   HIPERSOCKETS, true",
        "other CPC,                                                   SYSB, CPC2, '',   XCF,          true",
        "HiperSockets does not reach another CPC,                     SYSB, CPC2, A,    XCF,          true",
        "HiperSockets stopped here does not matter to another CPC,    SYSB, CPC2, AS,   XCF,          true"
    })
    void choosesByTheRules(String rule, String system, String cpc, String history, Path path, boolean usable) {
        hiperSockets(history);
        assertThat(choice.to(member(system, cpc))).as(rule).isEqualTo(path);
        assertThat(choice.isUsable(path)).as(rule).isEqualTo(usable);
    }

    @Test
    @DisplayName("operations 4.5: names of links and devices")
    void namesAreThoseOfTheTable() {
        MemberInfo partner = member("SYSB", "CPC2");
        assertThat(choice.linkName(Path.XCF, partner, OWN_XCF)).isEqualTo("EZAXCFB2");
        assertThat(choice.deviceName(Path.XCF, partner)).isEqualTo("VTAMB");
        assertThat(choice.linkName(Path.HIPERSOCKETS, partner, OWN_XCF)).isEqualTo("IQDIOLNKC0000201");
        assertThat(choice.deviceName(Path.HIPERSOCKETS, partner)).isEqualTo("IUTIQDIO");
        assertThat(choice.linkName(Path.SAME_SYSTEM, partner, OWN_XCF)).isEqualTo("EZASAMEMVS");
        assertThat(choice.deviceName(Path.SAME_SYSTEM, partner)).isEqualTo("IUTSAMEH");
    }
}
