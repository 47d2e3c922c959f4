package io.openplex.hwsim.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.PacketHeaders;
import io.openplex.hwsim.wire.Tcp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two Linux hosts, each on a veth pair of its own, and between the pairs two ports that hand every frame over. The
 * hosts leave checksums and segmentation to a card that is not there.
 */
class ForwardedSegmentsTest {
    private static final int MTU = 1500;
    private static final int SOL_UDP = 17;
    private static final int UDP_SEGMENT = 103;

    private final PacketHeaders headers = new PacketHeaders();
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

    @ParameterizedTest
    @CsvSource({"203.0.113.2", "2001:db8::2"})
    void largeSegmentsArriveUnsplitWhereOffloadsAreTaken(String address) throws Exception {
        build(true, true);
        TcpTransfer.run(client, server, address, this::step);
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
        TcpTransfer.run(client, server, address, this::step);
        assertThat(longest).isEqualTo(MTU + 14);
        assertThat(large).isZero();
        assertThat(unfinished).isZero();
        assertThat(badChecksums).isZero();
        assertNothingWrong();
        assertThat(TestNetwork.run(server, "cat", "/proc/net/snmp")).satisfies(ForwardedSegmentsTest::noTcpErrors);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void trainsOfDatagramsAreAlwaysCut(boolean offloads) throws Exception {
        build(offloads, offloads);
        InetSocketAddress to = new InetSocketAddress("203.0.113.2", 5002);
        try (DatagramSocket receiver = server.call(() -> new DatagramSocket(to));
                DatagramChannel sender = client.call(DatagramChannel::open)) {
            receiver.setSoTimeout(1);
            MemorySegment size = Arena.ofAuto().allocate(4, 4);
            size.set(ValueLayout.JAVA_INT, 0, 1200);
            int descriptor = ChannelDescriptors.open().of(sender);
            assertThat(new SystemCalls().setsockopt(descriptor, SOL_UDP, UDP_SEGMENT, size))
                    .isZero();
            assertThat(sender.send(ByteBuffer.allocate(12_500), to)).isEqualTo(12_500);
            List<Integer> lengths = new ArrayList<>();
            TestNetwork.await("all datagrams", () -> {
                step(System.nanoTime());
                receive(receiver, lengths);
                return lengths.size() == 11;
            });
            assertThat(lengths.subList(0, 10)).containsOnly(1200);
            assertThat(lengths.getLast()).isEqualTo(500);
        }
        assertThat(longest).isLessThanOrEqualTo(MTU + 14);
        assertNothingWrong();
    }

    private static void receive(DatagramSocket receiver, List<Integer> lengths) {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        try {
            receiver.receive(packet);
            lengths.add(packet.getLength());
        } catch (SocketTimeoutException e) {
            // Not there yet; the next step may bring it.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
