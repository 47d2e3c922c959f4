package io.openplex.proto.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolsTest {
    private final Symbols symbols = Symbols.ofSystem(
            "SYSC30", "LABPLEX", Map.of("ABC", "short", "ABCDEFGH_LONGER1", "long", "XCF", "192.0.2.", "EMPTY", ""));

    @DisplayName("profile scenario P7: references, periods, substrings, undefined symbols")
    @ParameterizedTest
    @CsvSource({
        "192.0.2.&SYSCLONE., 192.0.2.30",
        "&SYSNAME..TCPPARMS, SYSC30.TCPPARMS",
        "OSA&SYSCLONE.A, OSA30A",
        "OSA&SYSCLONEA, OSA&SYSCLONEA",
        "&SYSNAME(-2:2)., 30",
        "&SYSNAME(1:3).X, SYSX",
        "&SYSNAME(4), C",
        "&SYSNAME(-1), 0",
        "&SYSNAME(5:3)., &SYSNAME(5:3).",
        "&SYSNAME(0:1)., &SYSNAME(0:1).",
        "&SYSNAME(x)., &SYSNAME(x).",
        "&SYSNAME(1, SYSC30(1",
        "&NOSUCH., &NOSUCH.",
        "&ABCD, &ABCD",
        "&ABCDEFGH_LONGER1., long",
        "a&&b, a&b",
        "&&SYSNAME., &SYSNAME.",
        "&sysplex., LABPLEX",
        "&, &",
        "X&., X&.",
        "&XCF.&SYSCLONE, 192.0.2.30",
        "&EMPTY.X, X"
    })
    void substitutes(String text, String expected) {
        assertThat(symbols.substitute(text)).isEqualTo(expected);
    }

    @Test
    void theInstallationMayNameItsOwnClone() {
        assertThat(Symbols.ofSystem("SYSA", "LABPLEX", Map.of("sysclone", "A1")).substitute("&SYSCLONE."))
                .isEqualTo("A1");
    }
}
