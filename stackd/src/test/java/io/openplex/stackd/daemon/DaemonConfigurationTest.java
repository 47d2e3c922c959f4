package io.openplex.stackd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openplex.hwsim.wire.MacAddress;
import io.openplex.stackd.console.SfmAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DaemonConfigurationTest {
    @TempDir
    Path folder;

    private Path key = Path.of("");
    private Path profile = Path.of("");

    @BeforeEach
    void files() throws IOException {
        key = Files.writeString(folder.resolve("key"), "00112233445566778899aabbccddeeff\n");
        profile = Files.writeString(folder.resolve("PROFILE.TCPIP"), "IPCONFIG FORMAT LONG\n");
    }

    private DaemonConfiguration check(String... more) throws DaemonConfiguration.UsageException {
        List<String> arguments = new ArrayList<>(List.of(
                "--system",
                "sysa",
                "--job",
                "TCPIPA",
                "--profile",
                profile.toString(),
                "--zookeeper",
                "127.0.0.1:2181",
                "--key-file",
                key.toString(),
                "--state-dir",
                folder.toString()));
        arguments.addAll(Arrays.asList(more));
        DaemonOptions options = new DaemonOptions();
        new CommandLine(options).setOverwrittenOptionsAllowed(true).parseArgs(arguments.toArray(String[]::new));
        return DaemonConfiguration.check(options);
    }

    @Test
    void namesAreFoldedAndDefaultsDerived() throws Exception {
        DaemonConfiguration checked = check();
        assertThat(checked.identity().system()).isEqualTo("SYSA");
        assertThat(checked.identity().sysclone()).isEqualTo("SA");
        assertThat(checked.identity().cpName()).isEqualTo("VTAMSA");
        assertThat(checked.host().isLoopbackAddress()).isTrue();
        assertThat(checked.profileDirectory()).isEqualTo(folder);
        assertThat(checked.key()).hasSize(16).startsWith(0x00, 0x11).endsWith(0xff);
    }

    @Test
    void aLoopbackHostGoesWithServersOnThisMachineAndAnotherHostWithAny() throws Exception {
        assertThat(check("--zookeeper", "127.0.0.1:2181,localhost:2182,[::1]:2183/lab")
                        .host()
                        .isLoopbackAddress())
                .isTrue();
        assertThat(check("--zookeeper", "192.0.2.9:2181", "--host", "192.0.2.1", "--allow-remote")
                        .host()
                        .isLoopbackAddress())
                .isFalse();
    }

    @Test
    void anOsaHasItsCableItsOwnMacAndItsTap() throws Exception {
        DaemonConfiguration checked = check(
                "--osa", "OSA1P=udp:20001:20101",
                "--osa", "OSA2P=udp:20002:20102",
                "--mac", "OSA2P=02:00:00:a1:b2:c3",
                "--tap", "OSA1P=" + folder.resolve("a.pcapng"));
        DaemonConfiguration.OsaCable first = checked.ports().get("OSA1P");
        assertThat(first.lan()).isEqualTo(new DaemonConfiguration.OsaCable.Udp(20001, 20101));
        assertThat(first.tap()).contains(folder.resolve("a.pcapng"));
        assertThat(MacAddress.isGroup(first.mac().bits())).isFalse();
        assertThat(checked.ports().get("OSA2P").mac()).isEqualTo(new MacAddress(0x0200_00a1_b2c3L));
    }

    @Test
    void anOsaCanBeOnARealInterface() throws Exception {
        DaemonConfiguration checked = check(
                "--osa", "OSA1P=if:eth0.10",
                "--osa", "OSA2P=if:eth1@blue",
                "--osa", "OSA3P=if:eth2@/proc/7/ns/net");
        assertThat(checked.ports().values())
                .extracting(DaemonConfiguration.OsaCable::lan)
                .containsExactly(
                        new DaemonConfiguration.OsaCable.Interface("eth0.10", Optional.empty()),
                        new DaemonConfiguration.OsaCable.Interface("eth1", Optional.of(Path.of("/run/netns/blue"))),
                        new DaemonConfiguration.OsaCable.Interface("eth2", Optional.of(Path.of("/proc/7/ns/net"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--system|TOOLONGNAME|--system takes 1 to 8",
                "--job|1ABC|--job takes 1 to 8",
                "--sysclone|ABC|--sysclone takes 1 or 2",
                "--host|192.0.2.1|is not a loopback address",
                "--zookeeper|127.0.0.1:2181,192.0.2.9:2181/lab|--host 127.0.0.1 is a loopback address, but --zookeeper"
                        + " names 192.0.2.9:2181",
                "--zookeeper|[2001:db8::9]:2181|but --zookeeper names [2001:db8::9]:2181",
                "--rpc-port|70000|--rpc-port takes a port",
                "--metrics-port|-1|--metrics-port takes a port",
                "--session-timeout-ms|5|--session-timeout-ms takes 1000",
                "--profile|/nowhere/PROFILE|cannot read",
                "--key-file|/nowhere/key|cannot read",
                "--nice|1|--nice 1 is not between -20 and 0",
                "--nice|-21|--nice -21 is not between -20 and 0",
                "--sfm-policy|fence|--sfm-policy takes isolate or prompt, not 'fence'",
                "--tls-cert|/nowhere/cert|go together: give all three or none",
                "--osa|OSA1P=tcp:1:2|PORTNAME=udp",
                "--osa|OSA1P|PORTNAME=if:INTERFACE",
                "--osa|OSA1P=if:|PORTNAME=if:INTERFACE",
                "--osa|OSA1P=if:eth0@|PORTNAME=if:INTERFACE",
                "--osa|OSA1P=udp:x:2|is not a port",
                "--osa|OSA1P=udp:0:2|takes a port from 1",
                "--tap|OSA9=/tmp/x|which no --osa defines",
            })
    void nonsenseIsNamedWithWhatToWriteInstead(String option, String value, String says) {
        assertThatThrownBy(() -> check(option, value))
                .isInstanceOf(DaemonConfiguration.UsageException.class)
                .hasMessageContaining(says);
    }

    @Test
    void aKeyThatIsNoneIsRefusedWithoutShowingIt() throws IOException {
        Files.writeString(key, "00112233");
        assertThatThrownBy(this::check).hasMessageContaining("32 hex digits").hasMessageNotContaining("00112233");
    }

    @Test
    void theFailureManagementPolicyIsolatesUnlessItIsToAsk() throws Exception {
        assertThat(check().sfmAction()).isEqualTo(SfmAction.ISOLATE);
        assertThat(check("--sfm-policy", "Prompt").sfmAction()).isEqualTo(SfmAction.PROMPT);
    }

    @Test
    void userAndPasswordOfTheEnsembleComeFromAFile() throws Exception {
        assertThat(check().digest()).isEmpty();
        Path auth = Files.writeString(folder.resolve("auth"), "openplex:s3cret\n");
        assertThat(check("--zookeeper-auth", auth.toString()).digest()).contains("openplex:s3cret");
        Files.writeString(auth, "s3cret\n");
        assertThatThrownBy(() -> check("--zookeeper-auth", auth.toString()))
                .hasMessage("--zookeeper-auth: " + auth + " must hold one line, user:password");
        assertThatThrownBy(() -> check("--zookeeper-auth", "/nowhere/auth"))
                .hasMessage("--zookeeper-auth: cannot read /nowhere/auth");
    }

    @Test
    void tlsFilesThatCannotBeUsedAreNamed() throws Exception {
        assertThat(check().tls()).isEmpty();
        assertThatThrownBy(() -> check(
                        "--tls-cert", key.toString(), "--tls-key", key.toString(), "--tls-ca", "/nowhere/authority"))
                .isInstanceOf(DaemonConfiguration.UsageException.class)
                .hasMessage("--tls-cert, --tls-key, --tls-ca: cannot read /nowhere/authority");
        assertThatThrownBy(() ->
                        check("--tls-cert", key.toString(), "--tls-key", key.toString(), "--tls-ca", key.toString()))
                .isInstanceOf(DaemonConfiguration.UsageException.class)
                .hasMessage("--tls-cert, --tls-key, --tls-ca: " + key + " holds no certificate (PEM)");
    }

    @Test
    void anAddressBeyondLoopbackNeedsAWordOfItsOwn() throws Exception {
        assertThat(check("--host", "192.0.2.1", "--allow-remote").host().getHostAddress())
                .isEqualTo("192.0.2.1");
    }
}
