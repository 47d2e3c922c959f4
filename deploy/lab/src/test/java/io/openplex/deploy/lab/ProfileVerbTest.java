package io.openplex.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("openplex profile: exit code 0 without errors, 1 with errors, 2 for usage")
class ProfileVerbTest {
    private static final Path LAB = Path.of(System.getProperty("openplex.root", "../.."), "deploy/lab/profiles");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Openplex.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("MY.PROFILE"), text).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SYSA", "SYSB", "SYSC"})
    void theLabsProfilesAreGoodAndSilent(String system) {
        String profile = LAB.resolve("PROFILE.TCPIP").toString();
        assertThat(run("profile", "check", profile, "--system", system, "--symbol", "HOSTNUM=1"))
                .isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "EZZ0061I VARY SYNTAXCHECK COMMAND BEGINNING",
                        "EZZ0300I OPENED INCLUDE FILE 'LAB.TCPPARMS(COMMON)'",
                        "EZZ0300I OPENED INCLUDE FILE 'LAB.TCPPARMS(" + system + ")'",
                        "EZZ0062I VARY SYNTAXCHECK FOUND NO ERRORS",
                        "EZZ0065I VARY SYNTAXCHECK COMMAND COMPLETE");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void anErrorIsExitCode1AndNamesItsLine() throws IOException {
        assertThat(run("profile", "check", file("IPCONFIG TTL 9\nGLOBALCONFIG MAXRECS x\n")))
                .isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "EZZ0061I VARY SYNTAXCHECK COMMAND BEGINNING",
                        "EZZ0318I x WAS FOUND ON LINE 2 AND A NUMBER 1-65535 OR * WAS EXPECTED",
                        "EZZ0064I VARY SYNTAXCHECK FOUND ERRORS: SEE PREVIOUS MESSAGES",
                        "EZZ0065I VARY SYNTAXCHECK COMMAND COMPLETE");
    }

    @Test
    void whatHasNoEffectIsSaidAndIsNoError() throws IOException {
        assertThat(run("profile", "check", file("IPCONFIG ARPTO 60"))).isZero();
        assertThat(out.toString())
                .contains("OPX0002I PARAMETER ARPTO OF IPCONFIG ON LINE 1 HAS NO EFFECT AT THIS LEVEL");
    }

    @Test
    void jsonHoldsPlaceSeverityAndText() throws IOException {
        String profile = file("IPCONFIG TTL &MY.\n");
        assertThat(run("profile", "check", profile, "--symbol", "MY=0", "--json"))
                .isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(out.toString())
                .contains("\"errors\":true")
                .contains("\"messages\":[{\"id\":\"EZZ0318I\",\"severity\":\"ERROR\",\"file\":\"" + profile
                        + "\",\"line\":1,\"text\":\"EZZ0318I 0 WAS FOUND ON LINE 1 AND "
                        + "A NUMBER 1-255 WAS EXPECTED\"}]");
    }

    @Test
    void aSymbolWithoutAValueIsToldWithTheOptionThatSetsIt() throws IOException {
        assertThat(run("profile", "check", file("IPCONFIG TTL &HOPS.\n"))).isEqualTo(1);
        assertThat(out.toString().lines())
                .last()
                .isEqualTo("no value for &HOPS; --symbol NAME=VALUE sets one, --system NAME those of a system");
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile check --help", "profile help --help"})
    void everyFormExplainsItself(String line) {
        assertThat(run(line.split(" "))).isZero();
        assertThat(out.toString()).startsWith("Usage: openplex " + line.replace(" --help", ""));
    }

    @Test
    void helpPrintsTheReferenceOfAStatementByAnyForm() {
        assertThat(run("profile", "help", "vipadef")).isZero();
        assertThat(out.toString()).startsWith("VIPADEFine [").contains("mask: a contiguous address mask");
    }

    @Test
    void helpWithoutAStatementListsAll() {
        assertThat(run("profile", "help")).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith("VIPADynamic "))
                .anyMatch(line -> line.startsWith("SACONFIG "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile", "profile frob", "profile check", "profile check /no/such", "profile help FROB"})
    void aWrongCommandLineIsExitCode2AndOneLine(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }
}
