package io.openplex.hwsim.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.adapters.DuplicateAddressListener;
import io.openplex.hwsim.adapters.RegistrationGate;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.lan.PcapngFile;
import io.openplex.hwsim.adapters.lan.PcapngTap;
import io.openplex.hwsim.adapters.lan.PcapngWriter;
import io.openplex.hwsim.adapters.osa.DedicatedOsa;
import io.openplex.hwsim.adapters.osa.OsaDrop;
import io.openplex.hwsim.adapters.osa.OsaSettings;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.Icmp4;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.hwsim.wire.Udp;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Linux host on the other end of a veth pair talks to an OSA, which answers ARP, and to a few lines behind it, which
 * answer ping and send datagrams back.
 */
class OsaOnLinuxTest {
    private static final long HOST_MAC = 0x020000000501L;
    private static final IpAddress OSA = IpAddress.parse("203.0.113.21");
    private static final IpAddress HOST = IpAddress.parse("203.0.113.1");
    private static final MacAddress MAC = new MacAddress(0x020000000021L);
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path directory;

    private TestNetwork network;
    private NetworkNamespace lan;
    private NetworkNamespace linux;
    private final FramePool pool = new FramePool(64, 10_000);
    private int badChecksums;
    private int notValid;

    @BeforeEach
    void plugIn() throws Exception {
        network = TestNetwork.make();
        TestNetwork.assumeInstalled("ping");
        lan = network.namespace();
        linux = network.namespace();
        network.cable(lan, "osa0", linux, "eth0", 8992);
    }

    @AfterEach
    void takeDown() {
        if (network != null) {
            network.close();
        }
    }

    private DedicatedOsa osa(LanPort port, int vlan) {
        OsaSettings settings = OsaSettings.of("OSAPORT1", MAC, OSA);
        DedicatedOsa osa = new DedicatedOsa(
                vlan == Frame.NO_VLAN ? settings : settings.withVlan(vlan),
                port,
                System::nanoTime,
                RegistrationGate.OPEN,
                DuplicateAddressListener.NONE);
        osa.register(OSA, RegistrationKind.PERMANENT, false, System.nanoTime());
        TestNetwork.await("the OSA has looked for its address on the LAN", () -> {
            step(osa);
            return osa.claims(OSA, System.nanoTime());
        });
        return osa;
    }

    /** Sends every echo request and every datagram back to where it came from. */
    private void answer(AdapterSession osa, Frame packet, long nowNanos) {
        ByteBuffer from = packet.buffer();
        int protocol = Ipv4.protocol(from, packet.l3);
        int l4 = packet.l3 + Ipv4.headerLength(from, packet.l3);
        if (Ipv4.check(from, packet.l3, packet.length()) != Ipv4.GOOD) {
            badChecksums++;
        }
        if (protocol == IpProtocol.UDP) {
            badChecksums += Udp.checksumGood(from, packet.l3, l4) ? 0 : 1;
            notValid += packet.checksum == Frame.CHECKSUM_VALID ? 0 : 1;
        }
        Frame reply = Objects.requireNonNull(pool.acquire());
        reply.length(packet.length());
        ByteBuffer b = reply.buffer();
        int l3 = reply.offset();
        b.put(l3, from, packet.l3, packet.length());
        b.putInt(l3 + Ipv4.SOURCE, Ipv4.destination(from, packet.l3));
        b.putInt(l3 + Ipv4.DESTINATION, Ipv4.source(from, packet.l3));
        int answerL4 = l3 + l4 - packet.l3;
        if (protocol == IpProtocol.ICMP) {
            b.put(answerL4, (byte) 0);
            Icmp4.writeChecksum(b, answerL4, reply.end() - answerL4);
        } else {
            // The sum does not mind the order.
            b.putInt(answerL4, Integer.rotateLeft(b.getInt(answerL4), 16));
        }
        osa.transmit(reply, HOST.high(), HOST.low(), nowNanos);
    }

    /** Runs the OSA while the host works; answers what the host printed. */
    private String serve(DedicatedOsa osa, String... command) throws Exception {
        Process process = new ProcessBuilder(TestNetwork.command(linux, command))
                .redirectErrorStream(true)
                .start();
        long deadline = System.nanoTime() + 30 * SECOND;
        while (process.isAlive() && System.nanoTime() < deadline) {
            step(osa);
        }
        assertThat(process.waitFor(1, TimeUnit.SECONDS)).isTrue();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private void step(DedicatedOsa osa) {
        long now = System.nanoTime();
        osa.poll((packet, at) -> answer(osa, packet, at), 64, now);
        osa.flush();
    }

    private void addressOnHost(String device) throws Exception {
        TestNetwork.run(linux, "ip", "address", "add", HOST + "/24", "dev", device);
    }

    @Test
    void aHostPingsAnOsaAndTsharkFindsNothingWrong() throws Exception {
        TestNetwork.assumeInstalled("tshark");
        addressOnHost("eth0");
        Path capture = directory.resolve("osa.pcapng");
        PacketLanPort port = TestNetwork.open(lan, "osa0", PacketOptions.plain());
        PcapngWriter writer = new PcapngWriter(PcapngFile.create(capture), "osa0", 9100);
        try (DedicatedOsa osa = osa(new PcapngTap(port, writer, 0), Frame.NO_VLAN)) {
            String output = serve(osa, "ping", "-c", "20", "-i", "0.02", "-W", "2", OSA.toString());
            assertThat(output).contains("20 received");
            assertThat(serve(osa, "ping", "-c", "3", "-i", "0.02", "-s", "8964", "-M", "do", OSA.toString()))
                    .contains("3 received");
            exchangeDatagrams(osa, 10, 3000);
        }
        assertThat(badChecksums).isZero();
        List<String> lines = tshark(capture);
        assertThat(lines).hasSizeGreaterThan(60);
        assertThat(lines).allSatisfy(line -> assertThat(line).matches("\\d+\t1?\t1?\t1?\t"));
    }

    /** Frame number, checksum states (1 is good) of IP, UDP and ICMP where there are such, and what is malformed. */
    private static List<String> tshark(Path capture) throws Exception {
        Process process = new ProcessBuilder(
                        "tshark",
                        "-r",
                        capture.toString(),
                        "-o",
                        "ip.check_checksum:TRUE",
                        "-o",
                        "udp.check_checksum:TRUE",
                        "-T",
                        "fields",
                        "-e",
                        "frame.number",
                        "-e",
                        "ip.checksum.status",
                        "-e",
                        "udp.checksum.status",
                        "-e",
                        "icmp.checksum.status",
                        "-e",
                        "_ws.malformed")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return output.lines().toList();
    }

    /** Linux leaves the checksum of a datagram undone on a veth pair; here it is done, and the way back is verified. */
    private void exchangeDatagrams(DedicatedOsa osa, int count, int bytes) throws Exception {
        InetAddress to = InetAddress.getByName(OSA.toString());
        try (DatagramSocket socket = linux.call(DatagramSocket::new)) {
            socket.setSoTimeout(1);
            Random random = new Random(1);
            for (int i = 0; i < count; i++) {
                byte[] data = new byte[bytes];
                random.nextBytes(data);
                socket.send(new DatagramPacket(data, bytes, to, 7));
                DatagramPacket back = new DatagramPacket(new byte[bytes + 1], bytes + 1);
                receive(osa, socket, back);
                assertThat(back.getLength()).isEqualTo(bytes);
                assertThat(Arrays.copyOf(back.getData(), bytes)).isEqualTo(data);
            }
        }
    }

    private void receive(DedicatedOsa osa, DatagramSocket socket, DatagramPacket back) throws Exception {
        long deadline = System.nanoTime() + TestNetwork.PATIENCE_NANOS;
        while (true) {
            step(osa);
            try {
                socket.receive(back);
                return;
            } catch (SocketTimeoutException e) {
                assertThat(System.nanoTime()).as("an answer in time").isLessThan(deadline);
            }
        }
    }

    @Test
    void finishesTheChecksumsThatAHostOnAVethPairLeavesUndone() throws Exception {
        addressOnHost("eth0");
        try (DedicatedOsa osa = osa(TestNetwork.open(lan, "osa0", PacketOptions.plain()), Frame.NO_VLAN)) {
            exchangeDatagrams(osa, 100, 8964);
        }
        assertThat(badChecksums).isZero();
        assertThat(notValid).isZero();
    }

    @Test
    void handsThemOverUndoneToAReceiverThatTakesOffloads() throws Exception {
        addressOnHost("eth0");
        int[] states = new int[3];
        PacketLanPort port = TestNetwork.open(lan, "osa0", PacketOptions.plain().withOffloads());
        try (DatagramSocket socket = linux.call(DatagramSocket::new)) {
            TestNetwork.run(linux, "ip", "neigh", "add", OSA.toString(), "lladdr", MAC.toString(), "dev", "eth0");
            socket.send(new DatagramPacket(new byte[100], 100, InetAddress.getByName(OSA.toString()), 7));
            TestNetwork.await("the datagram", () -> {
                port.poll(
                        (frame, now) -> {
                            if (frame.l4 >= 0 && frame.l4 == frame.offset() + 34) {
                                states[frame.checksum]++;
                            }
                        },
                        10,
                        System.nanoTime());
                return states[Frame.CHECKSUM_PARTIAL] == 1;
            });
        } finally {
            port.close();
        }
    }

    @Test
    void aHostOnAVlanReachesAnOsaOnTheSameVlan() throws Exception {
        if (!hasVlanInterfaces()) {
            aSecondOsaOnAVlanIsReached();
            return;
        }
        TestNetwork.run(linux, "ip", "link", "set", "eth0.10", "up");
        addressOnHost("eth0.10");
        try (DedicatedOsa osa = osa(TestNetwork.open(lan, "osa0", PacketOptions.plain()), 10)) {
            assertThat(serve(osa, "ping", "-c", "10", "-i", "0.02", "-W", "2", OSA.toString()))
                    .contains("10 received");
            exchangeDatagrams(osa, 10, 8964);
        }
        assertThat(badChecksums).isZero();
        assertThat(notValid).isZero();
    }

    /** Makes eth0.10, if this kernel can (8021q). */
    private boolean hasVlanInterfaces() throws Exception {
        try {
            TestNetwork.run(linux, "ip", "link", "add", "link", "eth0", "name", "eth0.10", "type", "vlan", "id", "10");
            return true;
        } catch (AssertionError e) {
            assertThat(e).hasMessageContaining("Unknown device type");
            return false;
        }
    }

    /** Where Linux has no VLAN interfaces an OSA plays the host: the tags pass through the kernel all the same. */
    private void aSecondOsaOnAVlanIsReached() throws Exception {
        LanPort wire = TestNetwork.open(linux, "eth0", PacketOptions.plain());
        OsaSettings settings =
                OsaSettings.of("OSAPORT2", new MacAddress(HOST_MAC), HOST).withVlan(10);
        int[] answered = {0};
        try (DedicatedOsa osa = osa(TestNetwork.open(lan, "osa0", PacketOptions.plain()), 10);
                DedicatedOsa host = new DedicatedOsa(
                        settings, wire, System::nanoTime, RegistrationGate.OPEN, DuplicateAddressListener.NONE)) {
            host.register(HOST, RegistrationKind.PERMANENT, false, System.nanoTime());
            for (int i = 1; i <= 10; i++) {
                int wanted = i;
                host.transmit(echoRequest(i, 8000), OSA.high(), OSA.low(), System.nanoTime());
                host.flush();
                TestNetwork.await("answer " + i, () -> {
                    step(osa);
                    host.poll((packet, now) -> answered[0]++, 16, System.nanoTime());
                    host.flush();
                    return answered[0] == wanted;
                });
            }
            assertThat(host.statistics().dropped(OsaDrop.WRONG_VLAN)).isZero();
        }
        assertThat(badChecksums).isZero();
    }

    private Frame echoRequest(int sequence, int bytes) {
        Frame request = Objects.requireNonNull(pool.acquire());
        request.length(bytes);
        ByteBuffer b = request.buffer();
        int at = request.offset();
        Ipv4.write(b, at, bytes, sequence, 0, 64, IpProtocol.ICMP, HOST.v4Bits(), OSA.v4Bits());
        b.putInt(at + Ipv4.LENGTH, 0x0800_0000).putInt(at + Ipv4.LENGTH + 4, sequence);
        Icmp4.writeChecksum(b, at + Ipv4.LENGTH, bytes - Ipv4.LENGTH);
        return request;
    }

    @Test
    void anOsaAnnouncesItsAddressAgainWhenTheCableIsBack() throws Exception {
        addressOnHost("eth0");
        try (DedicatedOsa osa = osa(TestNetwork.open(lan, "osa0", PacketOptions.plain()), Frame.NO_VLAN)) {
            serve(osa, "ping", "-c", "1", "-W", "2", OSA.toString());
            TestNetwork.run(linux, "ip", "link", "set", "eth0", "down");
            TestNetwork.await("link down", () -> {
                step(osa);
                return !osa.linkUp();
            });
            long announced = osa.statistics().announcements();
            TestNetwork.run(linux, "ip", "link", "set", "eth0", "up");
            TestNetwork.await("announced again", () -> {
                step(osa);
                return osa.linkUp() && osa.statistics().announcements() > announced;
            });
            serve(osa, "ping", "-c", "1", "-W", "2", OSA.toString());
        }
    }
}
