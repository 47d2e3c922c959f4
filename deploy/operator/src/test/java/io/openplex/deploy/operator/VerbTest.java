package io.openplex.deploy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(60)
class VerbTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeSystem system;
    private SystemAddress dead;

    @BeforeEach
    void open() throws IOException {
        FakeSystem gone = new FakeSystem("SYSA", 0);
        dead = gone.address();
        gone.close();
        system = new FakeSystem("SYSB", 0).state(4);
    }

    @AfterEach
    void close() {
        system.close();
    }

    private int run(CommandLine line, String... arguments) {
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private CommandLine console(String input) {
        return new CommandLine(new ConsoleVerb(
                () -> List.of(dead, system.address()),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void oneCommandRunsOnTheFirstSystemThatAnswers() {
        assertThat(run(console(""), "D TCPIP")).isZero();
        assertThat(out.toString().strip()).isEqualTo("SYSB ran D TCPIP");
    }

    @Test
    void aRefusedCommandIsExitCodeOne() {
        assertThat(run(console(""), "--json", "--system", "sysb", "V X")).isEqualTo(1);
        assertThat(out.toString().strip()).isEqualTo("{\"success\":false,\"lines\":[\"SYSB ran V X\"]}");
    }

    @Test
    void linesOfStandardInputAreCommands() {
        assertThat(run(console("D A\n\nD B\nexit\nD C\n"))).isZero();
        assertThat(out.toString().lines()).containsExactly(">> D A", "SYSB ran D A", ">> D B", "SYSB ran D B");
    }

    @Test
    void jsonOfABatchIsJsonLinesOnly() {
        assertThat(run(console("D A\nD B\n"), "--json")).isZero();
        assertThat(out.toString().lines()).containsExactly("{\"report\":\"X\"}", "{\"report\":\"X\"}");
    }

    @Test
    void aSystemThatTakesConnectionsAndSaysNothingIsOneLineWithinSeconds() throws IOException {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            SystemAddress address = new SystemAddress("SYSC", "127.0.0.1", frozen.getLocalPort());
            CommandLine console = new CommandLine(new ConsoleVerb(() -> List.of(address)));
            long start = System.nanoTime();
            assertThat(run(console, "D TCPIP")).isEqualTo(1);
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
            assertThat(err.toString().lines())
                    .containsExactly("openplex: SYSC does not answer (frozen or overloaded?)");
        }
    }

    @Test
    void aPortOfAnotherProtocolIsNoOperatorInterface() throws IOException {
        try (ServerSocket web = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerAsWebServer(web));
            String place = "127.0.0.1:" + web.getLocalPort();
            assertThat(run(console(""), "--address", place, "D TCPIP")).isEqualTo(1);
            assertThat(err.toString().lines()).containsExactly("openplex: " + place + " is no operator interface");
        }
    }

    private static void answerAsWebServer(ServerSocket web) {
        while (!web.isClosed()) {
            try (Socket client = web.accept()) {
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
                client.getInputStream().readNBytes(24);
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void aRefusedAddressIsNamedOnce() {
        String place = "127.0.0.1:" + dead.port();
        assertThat(run(console(""), "--address", place, "D TCPIP")).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("openplex: " + place + " does not answer; is it running?");
    }

    @Test
    void aCommandWithoutQuotesIsToldSo() {
        assertThat(run(console(""), "D", "XCF,GROUP")).isEqualTo(2);
        assertThat(err.toString()).contains("put it in quotes: console \"D XCF,GROUP\"");
    }

    @Test
    void aDeadSystemIsOneLineAndExitCodeOne() {
        assertThat(run(console(""), "--system", "SYSA", "D TCPIP")).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("SYSA does not answer");
    }

    @Test
    void usageErrorsAreExitCodeTwo() {
        assertThat(run(console(""), "--system", "SYSX", "D TCPIP")).isEqualTo(2);
        assertThat(run(console(""), "--address", "nowhere", "D TCPIP")).isEqualTo(2);
        assertThat(run(EnfVerb.commandLine(() -> List.of(dead)), "listen", "--code", "81"))
                .isEqualTo(2);
        assertThat(run(EnfVerb.commandLine(() -> List.of(dead)))).isEqualTo(2);
    }

    @Test
    void listenPrintsSoManyEventsAndEnds() {
        int exit = run(
                EnfVerb.commandLine(List::of),
                "listen",
                "--code",
                "80",
                "--json",
                "--replay",
                "--count",
                "1",
                "--address",
                "127.0.0.1:" + system.address().port());
        assertThat(exit).isZero();
        assertThat(out.toString()).startsWith("{\"code\":80,\"kind\":\"JOIN\",\"reason\":\"STACK_START\"");
        assertThat(out.toString()).contains("\"incarnation\":4").contains("\"synthetic\":true");
    }

    @Test
    void listeningToNobodyFails() {
        assertThat(run(EnfVerb.commandLine(() -> List.of(dead)), "listen", "--code", "80"))
                .isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
    }
}
