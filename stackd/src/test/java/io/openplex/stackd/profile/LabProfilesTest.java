package io.openplex.stackd.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.distributor.config.VipaDistribute;
import io.openplex.dvipa.config.VipaBackup;
import io.openplex.dvipa.config.VipaDefine;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.proto.messages.Message;
import io.openplex.proto.statements.Symbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The profiles that the lab starts with. */
class LabProfilesTest {
    private static final Path FOLDER = Path.of(System.getProperty("openplex.root", ".."), "deploy/lab/profiles");

    private static final IpAddress DVIPA = IpAddress.parse("198.51.100.11");

    /** A partitioned data set is a folder, a member a file in it. */
    private static Optional<String> read(String name) {
        String path = name.equals(ProfileReader.DD_PROFILE)
                ? "PROFILE.TCPIP"
                : name.replace('(', '/').replace(")", "");
        try {
            return Optional.of(Files.readString(FOLDER.resolve(path)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ProfileResult load(String system, String clone, int host) {
        Map<String, String> symbols = Map.of("SYSCLONE", clone, "HOSTNUM", Integer.toString(host));
        return new ProfileReader(LabProfilesTest::read, Symbols.ofSystem(system, "LABPLEX", symbols))
                .initial(ProfileReader.DD_PROFILE);
    }

    @ParameterizedTest
    @CsvSource({"SYSA, A1, 1", "SYSB, B2, 2", "SYSC, C3, 3"})
    void everySystemReadsItsProfileWithoutAMessageOfItsOwn(String system, String clone, int host) {
        ProfileResult result = load(system, clone, host);
        assertThat(result.messages())
                .extracting(Message::text)
                .containsExactly(
                        "EZZ0300I OPENED INCLUDE FILE 'LAB.TCPPARMS(COMMON)'",
                        "EZZ0300I OPENED INCLUDE FILE 'LAB.TCPPARMS(" + system + ")'",
                        "EZZ0300I OPENED PROFILE FILE DD:PROFILE",
                        "EZZ0309I PROFILE PROCESSING BEGINNING FOR DD:PROFILE",
                        "EZZ0316I PROFILE PROCESSING COMPLETE FOR FILE DD:PROFILE");
        assertThat(result.hasErrors()).isFalse();
        StackProfile profile = result.profile();
        assertThat(profile.interfaces()).singleElement().satisfies(i -> {
            assertThat(i.name()).isEqualTo("OSA1");
            assertThat(i.portName()).isEqualTo("OSA1P");
            assertThat(i.address()).isEqualTo(IpPrefix.parse("203.0.113.2" + host + "/24"));
        });
        assertThat(profile.ipConfig().dynamicXcf().orElseThrow().address())
                .isEqualTo(IpPrefix.parse("192.0.2." + host + "/28"));
        assertThat(profile.ipConfig().longFormat()).isTrue();
        assertThat(profile.starts()).containsExactly("OSA1");
        assertThat(profile.ports()).extracting(PortReservation::job).containsExactly("ECHO", "WHOAMI");
        assertThat(profile.ports()).extracting(PortReservation::first).containsExactly(7, 80);
        assertThat(profile.autolog().entries())
                .extracting(Autolog.Entry::procedure)
                .containsExactly("ECHO", "WHOAMI");
        assertThat(profile.globalConfig().xcfGroup()).isEqualTo("EZBTCPCS");
    }

    @Test
    void sysaOwnsAndDistributesAndTheOthersBackItUp() {
        VipaDynamic owner = load("SYSA", "A1", 1).profile().vipaDynamic();
        assertThat(owner.addresses()).containsExactly(VipaDefine.immediate(new IpPrefix(DVIPA, 28)));
        assertThat(owner.distributions()).containsExactly(VipaDistribute.roundRobin(DVIPA, 80, 7));
        assertThat(load("SYSB", "B2", 2).profile().vipaDynamic().addresses())
                .containsExactly(VipaBackup.passive(100, DVIPA));
        assertThat(load("SYSC", "C3", 3).profile().vipaDynamic().addresses())
                .containsExactly(VipaBackup.passive(50, DVIPA));
    }
}
