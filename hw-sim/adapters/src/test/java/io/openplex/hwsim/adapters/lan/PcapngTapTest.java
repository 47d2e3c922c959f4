package io.openplex.hwsim.adapters.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openplex.hwsim.wire.Arp;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.Tcp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapngTapTest extends LanPortContract {
    private static final long EPOCH_NANOS = 1_767_225_600_000_000_000L;

    @TempDir
    private Path directory;

    private Path capture;

    @Override
    protected void connect() throws IOException {
        capture = directory.resolve("near.pcapng");
        MemoryLanPort.Pair cable = MemoryLanPort.pair(200, MTU);
        PcapngWriter writer = new PcapngWriter(PcapngFile.create(capture), "OSA1", MTU + LanPort.FRAMING);
        near = new PcapngTap(cable.left(), writer, EPOCH_NANOS);
        far = cable.right();
    }

    @Test
    void recordsBothDirectionsWithTimeAndFlags() throws IOException {
        Frame out = Frames.ethernet(1, 2, 0x0800, 61, 1);
        Frame in = Frames.ethernet(2, 1, 0x0800, 64, 2);
        near.send(out, 5);
        far.send(in, 6);
        near.poll((frame, now) -> frame.strip(14), 10, 7);
        near.send(Frames.ethernet(1, 2, 0x0800, MTU + LanPort.FRAMING + 1, 3), 8);
        near.flush();
        List<Packet> packets = read(capture);
        assertThat(packets).hasSize(2);
        assertThat(packets.get(0)).isEqualTo(new Packet(EPOCH_NANOS + 5, 2, hex(out)));
        assertThat(packets.get(1)).isEqualTo(new Packet(EPOCH_NANOS + 7, 1, hex(in)));
        assertThat(near.statistics().sent() + near.statistics().received())
                .as("counters equal the capture")
                .isEqualTo(2);
    }

    @Test
    void isReadableWheneverThePortIsIdle() throws IOException {
        far.send(Frames.ethernet(1, 2, 0x0800, 60, 1), 0);
        near.poll((frame, now) -> {}, 10, 0);
        near.poll((frame, now) -> {}, 10, 0);
        assertThat(read(capture)).hasSize(1);
        near.send(Frames.ethernet(1, 2, 0x0800, 60, 1), 0);
        near.close();
        assertThat(read(capture)).hasSize(2);
    }

    @Test
    void aFullBufferIsWrittenInWholeBlocks() throws IOException {
        for (int i = 0; i < 600; i++) {
            near.send(Frames.ethernet(1, 2, 0x0800, 1000 + i % 7, i), i);
            far.poll((frame, now) -> {}, 10, 0);
        }
        assertThat(read(capture))
                .as("written without a flush, and never half a block")
                .hasSizeBetween(200, 599);
        near.flush();
        assertThat(read(capture)).hasSize(600);
    }

    @Test
    void aSinkThatFailsDisturbsNobody() throws IOException {
        PcapngFile file = PcapngFile.create(directory.resolve("closed.pcapng"));
        PcapngWriter writer = new PcapngWriter(file, "OSA1", MTU);
        file.close();
        writer.frame(Frames.ethernet(1, 2, 0x0800, 60, 1), true, 0);
        writer.flush();
        writer.frame(Frames.ethernet(1, 2, 0x0800, 60, 2), true, 0);
        assertThat(file.lostWrites()).isEqualTo(2);
        writer.frame(Frames.ethernet(1, 2, 0x0800, MTU + 100, 2), true, 0);
        assertThat(writer.tooLong()).isEqualTo(1);
    }

    @Test
    void aCaptureDoesNotGrowBeyondItsBound() throws IOException {
        Path bounded = directory.resolve("bounded.pcapng");
        PcapngFile file = PcapngFile.create(bounded, 400);
        PcapngWriter writer = new PcapngWriter(file, "OSA1", MTU);
        for (int i = 0; i < 10; i++) {
            writer.frame(Frames.ethernet(1, 2, 0x0800, 60, i), true, 0);
        }
        file.close();
        assertThat(read(bounded)).hasSize(3);
        assertThat(file.lostWrites()).isEqualTo(7);
        assertThat(Files.size(bounded)).isLessThanOrEqualTo(400);
    }

    @Test
    void tsharkFindsNothingWrong() throws Exception {
        near.send(arpRequest(), 1_000);
        near.send(synSegment(), 2_000);
        near.close();
        assumeTrue(isInstalled("tshark"), "tshark is not installed");
        List<String> lines = run(
                "tshark",
                "-r",
                capture.toString(),
                "-o",
                "ip.check_checksum:TRUE",
                "-o",
                "tcp.check_checksum:TRUE",
                "-T",
                "fields",
                "-e",
                "frame.interface_name",
                "-e",
                "frame.time_epoch",
                "-e",
                "ip.checksum.status",
                "-e",
                "tcp.checksum.status",
                "-e",
                "_ws.malformed");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("OSA1\t").contains("1767225600.000001000");
        assertThat(lines.get(1)).contains("\t1\t1");
    }

    private static Frame arpRequest() {
        Frame frame = Frames.ethernet(0xffffffffffffL, 0x02000000000aL, Ethernet.TYPE_ARP, 60, 0);
        Arp.write(frame.buffer(), frame.offset() + 14, Arp.REQUEST, 0x02000000000aL, 0xCB007115, 0, 0xCB007101);
        return frame;
    }

    private static Frame synSegment() {
        Frame frame = Frames.ethernet(0x02000000000bL, 0x02000000000aL, Ethernet.TYPE_IPV4, 60, 0);
        ByteBuffer b = frame.buffer();
        int l3 = frame.offset() + 14;
        Ipv4.write(b, l3, 40, 1, Ipv4.FLAG_DF, 64, IpProtocol.TCP, 0xCB007115, 0xCB007101);
        b.putInt(l3 + 20, 40_000 << 16 | 80)
                .putLong(l3 + 24, 1L << 32)
                .putInt(l3 + 32, 0x5002ffff)
                .putInt(l3 + 36, 0);
        Tcp.writeChecksum(b, l3, l3 + 20, 20);
        return frame;
    }

    private static boolean isInstalled(String program) {
        for (String part : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (!part.isEmpty() && Files.isExecutable(Path.of(part, program))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return output.lines().toList();
    }

    record Packet(long epochNanos, int flags, String bytes) {}

    /** An independent reader: walks the blocks by their leading and trailing lengths. */
    private static List<Packet> read(Path file) throws IOException {
        ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file));
        List<Packet> packets = new ArrayList<>();
        int position = 0;
        int number = 0;
        while (position < b.capacity()) {
            int type = b.getInt(position);
            int total = b.getInt(position + 4);
            assertThat(total % 4).isZero();
            assertThat(b.getInt(position + total - 4)).as("trailing length").isEqualTo(total);
            switch (number++) {
                case 0 -> sectionHeader(type, b.slice(position, total));
                case 1 -> interfaceDescription(type, b.slice(position, total));
                default -> packets.add(packet(type, b.slice(position, total)));
            }
            position += total;
        }
        assertThat(position).isEqualTo(b.capacity());
        return packets;
    }

    private static void sectionHeader(int type, ByteBuffer b) {
        assertThat(type).isEqualTo(0x0A0D0D0A);
        assertThat(b.getInt(8)).isEqualTo(0x1A2B3C4D);
        assertThat(b.getInt(12)).as("version 1.0").isEqualTo(0x00010000);
        assertThat(b.getLong(16)).as("section length unknown").isEqualTo(-1);
    }

    private static void interfaceDescription(int type, ByteBuffer b) {
        assertThat(type).isEqualTo(1);
        assertThat(b.getShort(8)).as("Ethernet").isEqualTo((short) 1);
        assertThat(b.getInt(12)).as("no snap length").isZero();
        assertThat(b.getInt(16)).as("if_name, 4 bytes").isEqualTo(0x00020004);
        assertThat(new String(b.array(), b.arrayOffset() + 20, 4, StandardCharsets.UTF_8))
                .isEqualTo("OSA1");
        assertThat(b.getInt(24)).as("if_tsresol, 1 byte").isEqualTo(0x00090001);
        assertThat(b.get(28)).isEqualTo((byte) 9);
        assertThat(b.getInt(32)).as("end of options").isZero();
    }

    private static Packet packet(int type, ByteBuffer b) {
        assertThat(type).isEqualTo(6);
        assertThat(b.getInt(8)).as("interface").isZero();
        int length = b.getInt(20);
        assertThat(b.getInt(24)).isEqualTo(length);
        int options = 28 + (length + 3) / 4 * 4;
        assertThat(b.getInt(options)).as("epb_flags, 4 bytes").isEqualTo(0x00020004);
        assertThat(b.getInt(options + 8)).as("end of options").isZero();
        assertThat(b.capacity()).isEqualTo(options + 16);
        long time = (long) b.getInt(12) << 32 | b.getInt(16) & 0xffffffffL;
        byte[] bytes = new byte[length];
        b.get(28, bytes);
        return new Packet(time, b.getInt(options + 4), HexFormat.of().formatHex(bytes));
    }

    private static String hex(Frame frame) {
        return HexFormat.of().formatHex(Frames.bytes(frame));
    }
}
