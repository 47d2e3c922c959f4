package io.openplex.hwsim.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.PacketHeaders;
import io.openplex.hwsim.wire.Tcp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two Linux hosts, each on a veth pair of its own, and between the pairs two ports that hand every frame over. The
 * hosts' TCP leaves checksums and segmentation to a card that is not there.
 */
class ForwardedTcpTest {
    private static final int BYTES = 24 << 20;
    private static final int MTU = 1500;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final PacketHeaders headers = new PacketHeaders();
    private final ExecutorService hosts = Executors.newCachedThreadPool();
    private TestNetwork network;
    private NetworkNamespace client;
    private NetworkNamespace server;
    private PacketLanPort left;
    private PacketLanPort right;
    private int longest;
    private int large;
    private int unfinished;
    private int badChecksums;

    @BeforeEach
    void plugIn() throws Exception {
        network = TestNetwork.make();
    }

    @AfterEach
    void takeDown() {
        hosts.shutdownNow();
        if (left != null) {
            left.close();
        }
        if (right != null) {
            right.close();
        }
        if (network != null) {
            network.close();
        }
    }

    private void build(boolean leftOffloads, boolean rightOffloads) throws Exception {
        NetworkNamespace lan = network.namespace();
        client = host(lan, "left", 1);
        server = host(lan, "right", 2);
        PacketOptions plain = PacketOptions.plain();
        left = TestNetwork.open(lan, "left", leftOffloads ? plain.withOffloads() : plain);
        right = TestNetwork.open(lan, "right", rightOffloads ? plain.withOffloads() : plain);
    }

    private NetworkNamespace host(NetworkNamespace lan, String jack, int number) throws Exception {
        NetworkNamespace host = network.namespace();
        network.cable(lan, jack, host, "eth0", MTU);
        TestNetwork.run(host, "sh", "-c", "echo 0 > /proc/sys/net/ipv6/conf/eth0/disable_ipv6");
        TestNetwork.run(host, "ip", "address", "add", "203.0.113." + number + "/24", "dev", "eth0");
        TestNetwork.run(host, "ip", "address", "add", "2001:db8::" + number + "/64", "dev", "eth0", "nodad");
        return host;
    }

    private void step(long now) {
        left.poll((frame, at) -> forward(frame, right, at), 64, now);
        right.flush();
        right.poll((frame, at) -> forward(frame, left, at), 64, now);
        left.flush();
    }

    private void forward(Frame frame, PacketLanPort to, long now) {
        longest = Math.max(longest, frame.length());
        large += frame.segmentation == Frame.SEGMENT_NONE ? 0 : 1;
        if (frame.checksum == Frame.CHECKSUM_PARTIAL) {
            unfinished++;
        } else if (headers.readEthernet(frame) && headers.protocol() == IpProtocol.TCP) {
            int l3 = headers.l3();
            boolean v4 = frame.buffer().get(l3) >>> 4 == 4;
            boolean good = Tcp.checksumGood(frame.buffer(), l3, headers.l4(), headers.end() - headers.l4())
                    && (!v4 || Ipv4.check(frame.buffer(), l3, headers.end() - l3) == Ipv4.GOOD);
            badChecksums += good ? 0 : 1;
        }
        to.send(frame, now);
    }

    /** Sends {@link #BYTES} from the client and answers the CRC of what was sent and of what was received. */
    private long[] transfer(String address) throws Exception {
        InetAddress to = InetAddress.getByName(address);
        ServerSocket listener = server.call(() -> new ServerSocket(5001, 1, to));
        Future<Long> received = hosts.submit(() -> receive(listener));
        Socket socket = client.call(() -> {
            // Without the binding there would be no descriptor yet.
            Socket made = new Socket();
            made.bind(new InetSocketAddress(0));
            return made;
        });
        Future<Long> sent = hosts.submit(() -> send(socket, new InetSocketAddress(to, 5001)));
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!received.isDone() && sent.state() != Future.State.FAILED) {
            long now = System.nanoTime();
            assertThat(now).as("transferred in time").isLessThan(deadline);
            step(now);
        }
        return new long[] {sent.get(), received.get()};
    }

    private static long send(Socket socket, InetSocketAddress to) throws IOException {
        CRC32 crc = new CRC32();
        byte[] bytes = new byte[1 << 18];
        Random random = new Random(7);
        try (socket) {
            socket.connect(to, 10_000);
            OutputStream out = socket.getOutputStream();
            for (int done = 0; done < BYTES; done += bytes.length) {
                random.nextBytes(bytes);
                crc.update(bytes);
                out.write(bytes);
            }
        }
        return crc.getValue();
    }

    private static long receive(ServerSocket listener) throws IOException {
        CRC32 crc = new CRC32();
        byte[] bytes = new byte[1 << 18];
        long total = 0;
        try (listener;
                Socket socket = listener.accept()) {
            InputStream in = socket.getInputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                crc.update(bytes, 0, count);
                total += count;
            }
        }
        return total == BYTES ? crc.getValue() : -total;
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.2", "2001:db8::2"})
    void largeSegmentsArriveUnsplitWhereOffloadsAreTaken(String address) throws Exception {
        build(true, true);
        long[] crc = transfer(address);
        assertThat(crc[1]).isEqualTo(crc[0]);
        assertThat(longest).isGreaterThan(20_000);
        assertThat(large).isPositive();
        assertThat(unfinished).isGreaterThan(large);
        assertThat(badChecksums).isZero();
        assertNothingWrong();
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.2", "2001:db8::2"})
    void largeSegmentsAreCutAndSummedWhereTheyAreNot(String address) throws Exception {
        build(false, false);
        long[] crc = transfer(address);
        assertThat(crc[1]).as("the server's TCP verified every checksum").isEqualTo(crc[0]);
        assertThat(longest).isEqualTo(MTU + 14);
        assertThat(large).isZero();
        assertThat(unfinished).isZero();
        assertThat(badChecksums).isZero();
        assertNothingWrong();
        assertThat(TestNetwork.run(server, "cat", "/proc/net/snmp")).satisfies(ForwardedTcpTest::noTcpErrors);
    }

    /** InErrs and InCsumErrors of the line of TCP counters. */
    private static void noTcpErrors(String snmp) {
        String[][] lines = snmp.lines()
                .filter(line -> line.startsWith("Tcp:"))
                .map(line -> line.split(" "))
                .toArray(String[][]::new);
        for (String counter : new String[] {"InErrs", "InCsumErrors"}) {
            int at = Arrays.asList(lines[0]).indexOf(counter);
            assertThat(lines[1][at]).as(counter).isEqualTo("0");
        }
    }

    private void assertNothingWrong() {
        for (PacketLanPort port : new PacketLanPort[] {left, right}) {
            assertThat(port.statistics().errors()).isZero();
            assertThat(port.statistics().tooLong()).isZero();
        }
    }
}
