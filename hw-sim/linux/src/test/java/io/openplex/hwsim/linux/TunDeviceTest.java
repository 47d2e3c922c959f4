package io.openplex.hwsim.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.adapters.lan.Frames;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Udp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A TUN interface, or two with a test between them, in namespaces of their own. */
class TunDeviceTest {
    private TestNetwork network;
    private NetworkNamespace left;
    private NetworkNamespace right;
    private int longest;
    private int unfinished;
    private int packets;

    @BeforeEach
    void make() throws Exception {
        network = TestNetwork.make();
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/net/tun")), "this machine has no /dev/net/tun");
        left = network.namespace();
        right = network.namespace();
    }

    @AfterEach
    void takeDown() {
        if (network != null) {
            network.close();
        }
    }

    private static TunDevice tun(NetworkNamespace host, int number, boolean offloads) throws Exception {
        TunDevice tun = TunDevice.open("tun0", offloads, Optional.of(host.path()));
        TestNetwork.run(host, "sh", "-c", "echo 0 > /proc/sys/net/ipv6/conf/tun0/disable_ipv6");
        TestNetwork.run(host, "ip", "address", "add", "203.0.113." + number + "/24", "dev", "tun0");
        TestNetwork.run(host, "ip", "address", "add", "2001:db8::" + number + "/64", "dev", "tun0", "nodad");
        TestNetwork.run(host, "ip", "link", "set", "dev", "tun0", "up");
        return tun;
    }

    @Test
    void carriesDatagramsOfTheKernelAndTakesAnswers() throws Exception {
        try (TunDevice tun = tun(left, 1, false);
                DatagramSocket socket = left.call(() -> new DatagramSocket(5000))) {
            assertThat(tun.name()).isEqualTo("tun0");
            assertThat(tun.mtu()).isEqualTo(1500);
            socket.setSoTimeout(5_000);
            byte[] data = "to whom it may concern".getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(data, data.length, InetAddress.getByName("203.0.113.2"), 7));
            TestNetwork.await("the datagram", () -> {
                tun.poll((packet, now) -> answer(tun, packet), 16, 0);
                return packets == 1;
            });
            DatagramPacket back = new DatagramPacket(new byte[100], 100);
            socket.receive(back);
            assertThat(new String(back.getData(), 0, back.getLength(), StandardCharsets.UTF_8))
                    .isEqualTo("to whom it may concern");
            assertThat(back.getAddress().getHostAddress()).isEqualTo("203.0.113.2");
            assertThat(tun.statistics().errors()).isZero();
        }
    }

    /** Sends a datagram back with its checksum left to Linux; what else Linux says of its own accord is ignored. */
    private void answer(TunDevice tun, Frame packet) {
        ByteBuffer b = packet.buffer();
        int l3 = packet.l3;
        if (b.get(l3) != 0x45 || Ipv4.protocol(b, l3) != IpProtocol.UDP) {
            return;
        }
        packets++;
        assertThat(Ipv4.check(b, l3, packet.length())).isEqualTo(Ipv4.GOOD);
        assertThat(Udp.checksumGood(b, l3, l3 + 20)).isTrue();
        long addresses = b.getLong(l3 + Ipv4.SOURCE);
        b.putLong(l3 + Ipv4.SOURCE, Long.rotateLeft(addresses, 32));
        b.putInt(l3 + 20, Integer.rotateLeft(b.getInt(l3 + 20), 16));
        assertThat(tun.send(packet)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.2,true", "203.0.113.2,false", "2001:db8::2,true", "2001:db8::2,false"})
    void carriesTcpOfTwoHosts(String address, boolean offloads) throws Exception {
        try (TunDevice one = tun(left, 1, offloads);
                TunDevice two = tun(right, 2, offloads)) {
            TcpTransfer.run(left, right, address, now -> {
                one.poll((packet, at) -> forward(packet, two), 64, now);
                two.poll((packet, at) -> forward(packet, one), 64, now);
            });
            assertThat(longest > 20_000).isEqualTo(offloads);
            assertThat(unfinished > 0).isEqualTo(offloads);
            assertThat(one.statistics().errors() + two.statistics().errors()).isZero();
        }
    }

    private void forward(Frame packet, TunDevice to) {
        longest = Math.max(longest, packet.length());
        unfinished += packet.checksum == Frame.CHECKSUM_PARTIAL ? 1 : 0;
        to.send(packet);
    }

    @Test
    void losesWhatIsSentWhileItIsDownOrClosed() throws Exception {
        TunDevice tun = TunDevice.open("tun0", false, Optional.of(left.path()));
        Frame packet = Frames.empty();
        packet.length(28);
        Ipv4.write(packet.buffer(), packet.offset(), 28, 1, 0, 64, IpProtocol.UDP, 0xCB007102, 0xCB007101);
        assertThat(tun.send(packet)).isFalse();
        packet.checksum = Frame.CHECKSUM_PARTIAL;
        packet.segmentation = Frame.SEGMENT_TCP4;
        assertThat(tun.send(packet)).isFalse();
        tun.close();
        packet.reset();
        assertThat(tun.send(packet)).isFalse();
        assertThat(tun.poll((frame, now) -> {}, 10, 0)).isZero();
        assertThat(tun.statistics().lost()).isEqualTo(3);
        tun.close();
    }

    @Test
    void allocatesNothingPerPacket() throws Exception {
        try (TunDevice tun = tun(left, 1, true)) {
            Frame packet = Frames.empty();
            packet.length(28);
            int at = packet.offset();
            Ipv4.write(packet.buffer(), at, 28, 1, 0, 64, IpProtocol.UDP, 0xCB007102, 0xCB007163);
            Udp.write(packet.buffer(), at + 20, 1, 2, 8);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            AdapterSession.PacketSink counting = this::count;
            long bytes = Long.MAX_VALUE;
            for (int tries = 0; tries < 200 && bytes >= 2_500; tries++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                long between = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 2_500; i++) {
                    tun.send(packet);
                    tun.poll(counting, 4, 0);
                }
                bytes = threads.getCurrentThreadAllocatedBytes() - between - (between - before);
            }
            assertThat(tun.statistics().sent()).isPositive();
            assertThat(bytes).as("bytes for 2500 rounds").isLessThan(2_500);
        }
    }

    private void count(Frame packet, long nowNanos) {
        packets++;
    }

    @Test
    void saysWhyItCannotBeOpened() throws Exception {
        network.cable(left, "eth0", right, "eth0", 1500);
        assertRefused("eth0", "there is an interface eth0 that is no TUN; choose another name");
        assertRefused("a-name-that-is-too-long", "the name of an interface has 1 to 15 bytes, not 23");
        try (TunDevice tun = tun(left, 1, false)) {
            assertThat(tun.descriptor()).isPositive();
            assertRefused("tun0", "the interface tun0 is in use; choose another name");
        }
        try (TunDevice again = TunDevice.open("tun0", false, Optional.of(left.path()))) {
            assertThat(TestNetwork.run(left, "ip", "link", "show", again.name()))
                    .contains("tun0");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() ->
                            PacketLanPort.open("tun0", PacketOptions.plain().inNamespace(left.path())))
                    .withMessageStartingWith("tun0 is not an Ethernet");
        }
    }

    private void assertRefused(String name, String message) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> TunDevice.open(name, false, Optional.of(left.path())))
                .withMessage(message);
    }
}
