package io.openplex.stackd.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openplex.stackd.tcp.Recorder;
import io.openplex.stackd.tcp.SimNet;
import io.openplex.stackd.tcp.TcpHandler.CloseReason;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The echo server over two engines, and the table that starts it. */
class EchoServerTest {
    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static Recorder client(SimNet net, byte[] data) throws Exception {
        ServerTable table = new ServerTable(net.b.engine, List.of(new EchoServer()));
        table.start(new ServerDefinition("echo", SimNet.any(7), "ECHO"), net.now);
        Recorder client = new Recorder().sends(data, true);
        net.a.engine.connect(SimNet.any(0), net.onB(7), "CLIENT", client, net.now);
        return client;
    }

    @ParameterizedTest(name = "loss {0}")
    @ValueSource(doubles = {0, 0.02})
    @DisplayName("a large transfer comes back byte for byte, then the server finishes too")
    void largeTransfer(double loss) throws Exception {
        SimNet net = new SimNet(41);
        byte[] data = bytes(2_000_000);
        Recorder client = client(net, data);
        net.loss = loss;
        net.until(() -> client.reason != null, 600 * SimNet.SECOND);
        assertThat(client.reason).isEqualTo(CloseReason.FINISHED);
        assertThat(client.received.size()).isEqualTo(data.length);
        assertThat(Arrays.mismatch(client.received.toByteArray(), data)).isEqualTo(-1);
    }

    @Test
    @DisplayName("a client that does not read is stopped by its window, and gets everything when it reads")
    void slowReader() throws Exception {
        SimNet net = new SimNet(42);
        byte[] data = bytes(1_000_000);
        Recorder client = client(net, data);
        client.reads = false;
        net.run(30 * SimNet.SECOND);
        long taken = net.b.engine.connections().get(0).bytesIn();
        // Four buffers lie between the client's writing and its reading.
        assertThat(taken).isBetween(64L << 10, 4L * (64 << 10));
        client.reads = true;
        client.readAll(net.now);
        net.until(() -> client.reason != null, 100 * SimNet.SECOND);
        assertThat(Arrays.mismatch(client.received.toByteArray(), data)).isEqualTo(-1);
    }

    @Test
    @DisplayName("an unknown server is refused with the names of those that there are")
    void unknownServer() {
        SimNet net = new SimNet(43);
        ServerTable table =
                new ServerTable(net.b.engine, List.of(new EchoServer(), new WhoamiServer("SYSA", "TCPIPA")));
        assertThatThrownBy(() -> table.start(new ServerDefinition("ftp", SimNet.any(21), "FTPD"), net.now))
                .hasMessage("unknown server ftp; known are echo, whoami");
    }

    @Test
    @DisplayName("stopping the table closes the listeners and keeps the connections")
    void stopKeepsConnections() throws Exception {
        SimNet net = new SimNet(44);
        ServerTable table = new ServerTable(net.b.engine, List.of(new EchoServer()));
        table.start(new ServerDefinition("echo", SimNet.any(7), "ECHO"), net.now);
        Recorder client = new Recorder();
        net.a.engine.connect(SimNet.any(0), net.onB(7), "CLIENT", client, net.now);
        net.run(SimNet.SECOND);
        table.stopAll(net.now);
        assertThat(net.b.engine.listeners()).isEmpty();
        client.sends(bytes(10), false).push(net.now);
        net.run(SimNet.SECOND);
        assertThat(client.received.size()).isEqualTo(10);
    }
}
