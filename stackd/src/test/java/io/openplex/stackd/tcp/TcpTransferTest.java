package io.openplex.stackd.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.stackd.tcp.TcpHandler.CloseReason;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole transfers between two engines over good and bad links. */
class TcpTransferTest {
    private static final int PORT = 8007;

    static byte[] bytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void same(Recorder receiver, byte[] expected) {
        byte[] got = receiver.received.toByteArray();
        assertThat(got.length).as("bytes; events %s", receiver.events).isEqualTo(expected.length);
        assertThat(Arrays.mismatch(got, expected)).as("first difference").isEqualTo(-1);
    }

    @ParameterizedTest(name = "loss {0}, duplication {1}, jitter {2} ms, {3} bytes, seed {4}")
    @CsvSource({
        "0, 0, 0, 3000000, 1",
        "0.01, 0, 0, 1000000, 2",
        "0.05, 0, 0, 500000, 3",
        "0.2, 0, 0, 100000, 4",
        "0.2, 0.1, 5, 100000, 5",
        "0, 0, 10, 1000000, 6",
        "0, 0.3, 0, 1000000, 7",
        "0.05, 0.05, 10, 300000, 8",
        "0.05, 0.05, 10, 300000, 9",
    })
    @DisplayName("both directions at once arrive byte for byte, and both ends finish")
    void transferIsExactInBothDirections(double loss, double duplication, long jitterMs, int size, long seed)
            throws Exception {
        SimNet net = new SimNet(seed);
        net.loss = loss;
        net.duplication = duplication;
        net.jitter = jitterMs * SimNet.MILLI;
        byte[] toServer = bytes(size, seed + 100);
        byte[] toClient = bytes(size / 2 + 1, seed + 200);
        Recorder server = new Recorder() {
            @Override
            public TcpHandler accepted(TcpConnection accepted) {
                super.accepted(accepted);
                sends(toClient, true);
                push(net.now);
                return this;
            }
        };
        server.finishesToo = false;
        Recorder client = new Recorder().sends(toServer, true);
        client.finishesToo = false;
        net.b.engine.listen(SimNet.any(PORT), 5, "ECHO", server, net.now);
        net.a.engine.connect(SimNet.any(0), net.onB(PORT), "CLIENT", client, net.now);

        net.until(() -> client.reason != null && server.reason != null, 3600 * SimNet.SECOND);

        same(server, toServer);
        same(client, toClient);
        if (loss == 0) {
            assertThat(client.reason).isEqualTo(CloseReason.FINISHED);
            assertThat(server.reason).isEqualTo(CloseReason.FINISHED);
        }
        net.run(200 * SimNet.SECOND);
        assertThat(net.a.engine.connectionCount()).isZero();
        assertThat(net.b.engine.connectionCount()).isZero();
        assertThat(net.framesOut()).isZero();
    }

    @Test
    @DisplayName("without loss nothing is sent twice and no time-out expires")
    void cleanLinkNeedsNoRetransmission() throws Exception {
        SimNet net = new SimNet(11);
        Recorder server = new Recorder();
        Recorder client = new Recorder().sends(bytes(2_000_000, 1), true);
        net.b.engine.listen(SimNet.any(PORT), 5, "SINK", server, net.now);
        net.a.engine.connect(SimNet.any(0), net.onB(PORT), "CLIENT", client, net.now);
        net.until(() -> client.reason != null, 60 * SimNet.SECOND);
        assertThat(net.a.engine.counters().of(TcpCounter.RETRANSMITTED)).isZero();
        assertThat(net.a.engine.counters().of(TcpCounter.RTO_EXPIRED)).isZero();
        assertThat(server.received.size()).isEqualTo(2_000_000);
    }

    @Test
    @DisplayName("one lost segment among many is repaired by fast retransmit, not by a time-out")
    void singleLossIsRepairedByFastRetransmit() throws Exception {
        SimNet net = new SimNet(12);
        Recorder server = new Recorder();
        Recorder client = new Recorder().sends(bytes(1_000_000, 1), true);
        net.b.engine.listen(SimNet.any(PORT), 5, "SINK", server, net.now);
        net.a.engine.connect(SimNet.any(0), net.onB(PORT), "CLIENT", client, net.now);
        net.until(() -> server.received.size() > 200_000, 60 * SimNet.SECOND);
        net.loseNext = 1;
        net.until(() -> client.reason != null, 60 * SimNet.SECOND);
        assertThat(net.a.engine.counters().of(TcpCounter.FAST_RETRANSMITS)).isPositive();
        assertThat(net.a.engine.counters().of(TcpCounter.RTO_EXPIRED)).isZero();
        same(server, bytes(1_000_000, 1));
    }

    @Test
    @DisplayName("large windows need window scaling and get it")
    void windowScaleCarriesLargeWindows() throws Exception {
        TcpSettings large = TcpSettings.defaults().withBuffers(1 << 20, 1 << 20);
        SimNet net = new SimNet(13, large, large);
        net.delay = 50 * SimNet.MILLI;
        Recorder server = new Recorder();
        Recorder client = new Recorder().sends(bytes(5_000_000, 1), true);
        net.b.engine.listen(SimNet.any(PORT), 5, "SINK", server, net.now);
        net.a.engine.connect(SimNet.any(0), net.onB(PORT), "CLIENT", client, net.now);
        long start = net.now;
        net.until(() -> client.reason != null, 60 * SimNet.SECOND);
        // 64 KiB per round trip of 100 ms would take 7.6 s.
        assertThat(net.now - start).isLessThan(3 * SimNet.SECOND);
    }

    @Test
    @DisplayName("a path that carries more than a frame holds is used with segments that fit the frame")
    void segmentsFitTheFrame() throws Exception {
        SimNet net = new SimNet(14);
        net.a.mtu = 65_535;
        net.b.mtu = 65_535;
        Recorder server = new Recorder();
        Recorder client = new Recorder().sends(bytes(300_000, 1), true);
        net.b.engine.listen(SimNet.any(PORT), 5, "SINK", server, net.now);
        net.a.engine.connect(SimNet.any(0), net.onB(PORT), "CLIENT", client, net.now);
        net.until(() -> client.reason != null, 60 * SimNet.SECOND);
        same(server, bytes(300_000, 1));
    }

    @Test
    @DisplayName("many connections on little buffer memory: none loses a byte, the memory stays within its bound")
    void scarceMemoryDelaysButLosesNothing() throws Exception {
        TcpSettings scarce = TcpSettings.defaults().withBuffers(4096, 4096).withBufferMemory(4 * 4096);
        SimNet net = new SimNet(11, TcpSettings.defaults(), scarce);
        net.b.engine.listen(SimNet.any(PORT), 50, "ECHO", connection -> new EchoBack(), net.now);
        int connections = 20;
        Recorder[] clients = new Recorder[connections];
        for (int i = 0; i < connections; i++) {
            clients[i] = new Recorder().sends(bytes(30_000, i), true);
            clients[i].finishesToo = false;
            net.a.engine.connect(SimNet.any(0), net.onB(PORT), "CLIENT", clients[i], net.now);
        }

        net.until(() -> Arrays.stream(clients).allMatch(c -> c.reason != null), 3600 * SimNet.SECOND);

        for (int i = 0; i < connections; i++) {
            same(clients[i], bytes(30_000, i));
        }
        assertThat(net.b.engine.counters().of(TcpCounter.NO_BUFFER)).isPositive();
    }

    /** Reads only what it can write, as the echo server does. */
    private static final class EchoBack implements TcpHandler {
        private final java.nio.ByteBuffer chunk = java.nio.ByteBuffer.allocate(1000);

        @Override
        public void readable(TcpConnection connection, long nowNanos) {
            int room = connection.writableBytes();
            while (room > 0) {
                int count = connection.read(chunk.clear().limit(Math.min(1000, room)), nowNanos);
                if (count < 0) {
                    connection.shutdownOutput(nowNanos);
                }
                if (count <= 0) {
                    return;
                }
                assertThat(connection.write(chunk.flip(), nowNanos)).isEqualTo(count);
                room = connection.writableBytes();
            }
            connection.write(chunk.clear().limit(1), nowNanos);
        }

        @Override
        public void writable(TcpConnection connection, long nowNanos) {
            readable(connection, nowNanos);
        }

        @Override
        public void closed(TcpConnection connection, CloseReason reason, long nowNanos) {}
    }
}
