package io.openplex.stackd.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.stackd.tcp.Recorder;
import io.openplex.stackd.tcp.SimNet;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whoami server over two engines. */
class WhoamiServerTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final SimNet net = new SimNet(31);

    @BeforeEach
    void start() throws Exception {
        new WhoamiServer("SYSA", "TCPIPA").start(net.b.engine, SimNet.any(80), "WHOAMI", net.now);
    }

    private Recorder client(String request, boolean thenShut) {
        Recorder client = new Recorder().sends(request.getBytes(StandardCharsets.ISO_8859_1), thenShut);
        net.a.engine.connect(SimNet.any(0), net.onB(80), "CLIENT", client, net.now);
        return client;
    }

    private String ask(String request) {
        Recorder client = client(request, false);
        net.run(5 * SimNet.SECOND);
        return text(client);
    }

    private static String text(Recorder client) {
        return client.received.toString(StandardCharsets.UTF_8);
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @Test
    @DisplayName("a GET is answered with system, stack and both sockets, and the exact length")
    void getNamesTheSystem() {
        String answer = ask(GET);
        String body = body(answer);
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\nServer: openplex\r\n");
        assertThat(answer).contains("\r\nContent-Length: " + body.length() + "\r\n");
        assertThat(body)
                .matches("SYSA\nstack TCPIPA\nlocal 192\\.0\\.2\\.2\\.\\.80\nremote 192\\.0\\.2\\.1\\.\\.\\d+\n");
    }

    @Test
    @DisplayName("JSON for who asks for it")
    void jsonOnRequest() {
        String answer = ask("GET / HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n\r\n");
        assertThat(answer).contains("Content-Type: application/json\r\n");
        assertThat(body(answer))
                .startsWith(
                        "{\"system\":\"SYSA\",\"stack\":\"TCPIPA\",\"local\":{\"address\":\"192.0.2.2\",\"port\":80}");
    }

    @Test
    @DisplayName("HEAD has the length but no body")
    void headHasNoBody() {
        String answer = ask("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 200 .*Content-Length: [1-9]\\d*\r\n\r\n");
    }

    @Test
    @DisplayName("three pipelined requests get three answers, and the connection stays")
    void pipelining() {
        Recorder client = client(GET + GET + GET, false);
        net.run(5 * SimNet.SECOND);
        assertThat(text(client).split("HTTP/1.1 200", -1)).hasSize(4);
        assertThat(client.eof).isFalse();
    }

    @Test
    @DisplayName("Connection: close and HTTP/1.0 end the connection behind the answer")
    void closeIsHonoured() {
        Recorder close = client("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" + GET, false);
        Recorder old = client("GET / HTTP/1.0\r\n\r\n", false);
        Recorder kept = client("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false);
        net.run(5 * SimNet.SECOND);
        assertThat(text(close).split("HTTP/1.1 200", -1)).hasSize(2);
        assertThat(close.eof).isTrue();
        assertThat(old.eof).isTrue();
        assertThat(kept.eof).isFalse();
        assertThat(text(kept)).contains("Connection: keep-alive\r\n");
    }

    @Test
    @DisplayName("a request in single bytes, with a body that is skipped, is answered once")
    void requestInPieces() {
        Recorder client = client("", false);
        net.run(SimNet.SECOND);
        String request = "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello" + GET;
        for (byte b : request.getBytes(StandardCharsets.US_ASCII)) {
            client.sends(new byte[] {b}, false).push(net.now);
            net.run(SimNet.MILLI);
        }
        net.run(SimNet.SECOND);
        assertThat(text(client).split("HTTP/1.1 200", -1)).hasSize(3);
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource({
        "'GET /', 400",
        "'GET  / HTTP/1.1|Host: x', 400",
        "'GET / HTTP/1.1', 400",
        "'GET / HTTP/1.1|Host: x|Host: y', 400",
        "'GET / HTTP/1.1|Host : x', 400",
        "'GET / HTTP/1.1|Host: x| folded', 400",
        "'GET / HTTP/1.1|Host: x|Content-Length: -1', 400",
        "'GET / HTTP/1.1|Host: x|Transfer-Encoding: chunked', 400",
        "'GET index HTTP/1.1|Host: x', 400",
        "'POST / HTTP/1.1|Host: x', 405",
        "'GET / HTTP/2.0|Host: x', 505",
        "'GET / HTTP/1.1|Host: x|Content-Length: 99999999', 413",
    })
    @DisplayName("nonsense is refused with its code and the connection ends")
    void nonsenseIsRefused(String head, int code) {
        Recorder client = client(head.replace("|", "\r\n") + "\r\n\r\n", false);
        net.run(5 * SimNet.SECOND);
        assertThat(text(client)).startsWith("HTTP/1.1 " + code + " ").contains("Connection: close\r\n");
        assertThat(client.eof).isTrue();
    }

    @Test
    @DisplayName("too long request lines and heads are refused with 414 and 431, also without an end")
    void sizesAreBounded() {
        assertThat(ask("GET /" + "a".repeat(5000))).startsWith("HTTP/1.1 414 ");
        assertThat(ask("GET / HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(9000))).startsWith("HTTP/1.1 431 ");
        assertThat(ask("\r\n".repeat(5000))).startsWith("HTTP/1.1 400 ");
    }

    @Test
    @DisplayName("a client that pipelines thousands and reads late gets every answer")
    void slowReaderGetsAll() {
        Recorder client = client(GET.repeat(3000), true);
        client.reads = false;
        net.run(10 * SimNet.SECOND);
        assertThat(client.received.size()).isZero();
        client.reads = true;
        client.readAll(net.now);
        net.until(() -> client.reason != null, 100 * SimNet.SECOND);
        assertThat(text(client).split("HTTP/1.1 200", -1)).hasSize(3001);
    }
}
