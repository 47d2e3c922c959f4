package io.openplex.hwsim.adapters.qdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketHeaderTest {
    private static final int AT = 128;

    private final Frame packet = Objects.requireNonNull(new FramePool(1, 2000).acquire());
    private final ByteBuffer memory = ByteBuffer.allocateDirect(4096);
    private final Frame view = Frame.view(memory);
    private final PacketHeader header = new PacketHeader();
    private final PacketHeader read = new PacketHeader();

    private boolean carry(int length) {
        packet.length(length);
        header.write(memory, AT, packet);
        return read();
    }

    private boolean read() {
        return read.read(memory, AT, memory.capacity(), view);
    }

    private String hex() {
        byte[] bytes = new byte[PacketHeader.LENGTH];
        memory.get(AT, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void layer3CarriesTheNextHop() {
        IpAddress hop = IpAddress.parse("203.0.113.1");
        header.begin(false, PacketHeader.UNICAST).address(hop.high(), hop.low());
        assertThat(carry(1500)).isTrue();
        assertThat(hex()).isEqualTo("0106400005dc0000" + "0000000000000000" + "00000000000000000000ffffcb007101");
        assertThat(read.layer2()).isFalse();
        assertThat(read.cast()).isEqualTo(PacketHeader.UNICAST);
        assertThat(read.hasAddress()).isTrue();
        assertThat(read.hasMac()).isFalse();
        assertThat(IpAddress.of(read.hopHigh(), read.hopLow())).isEqualTo(hop);
        assertThat(view.offset()).isEqualTo(AT + 64);
        assertThat(view.length()).isEqualTo(1500);
        assertThat(view.l3).isEqualTo(view.offset());
        assertThat(view.l4).isEqualTo(-1);
        assertThat(view.vlan).isEqualTo(Frame.NO_VLAN);
        assertThat(view.checksum).isEqualTo(Frame.CHECKSUM_UNKNOWN);
    }

    @Test
    void offloadsVlanAndQueueTravelBeside() {
        packet.checksum = Frame.CHECKSUM_PARTIAL;
        packet.segmentation = Frame.SEGMENT_TCP6;
        packet.segmentSize = 1440;
        packet.vlan = 0xe00a;
        packet.queue = Frame.QUEUE_DISTRIBUTOR;
        packet.buffer().put(packet.offset(), (byte) 0x60);
        header.begin(false, PacketHeader.MULTICAST).mac(0x333300000001L);
        assertThat(carry(2000)).isTrue();
        assertThat(hex()).isEqualTo("0384890107d0e00a" + "040005a000000000" + "00000000000000000000333300000001");
        assertThat(read.hasMac()).isTrue();
        assertThat(read.hopLow()).isEqualTo(0x333300000001L);
        assertThat(view.checksum).isEqualTo(Frame.CHECKSUM_PARTIAL);
        assertThat(view.segmentation).isEqualTo(Frame.SEGMENT_TCP6);
        assertThat(view.segmentSize).isEqualTo(1440);
        assertThat(view.vlan).isEqualTo(0xe00a);
        assertThat(view.queue).isEqualTo(Frame.QUEUE_DISTRIBUTOR);
    }

    @Test
    void layer2CarriesWholeFrames() {
        packet.checksum = Frame.CHECKSUM_VALID;
        packet.vlan = 0;
        header.begin(true, PacketHeader.BROADCAST);
        assertThat(carry(60)).isTrue();
        assertThat(hex()).startsWith("02053100003c0000");
        assertThat(read.layer2()).isTrue();
        assertThat(read.hasAddress() || read.hasMac()).isFalse();
        assertThat(view.l3).isEqualTo(-1);
        assertThat(view.vlan).as("a priority tag of 0").isZero();
        assertThat(view.checksum).isEqualTo(Frame.CHECKSUM_VALID);
    }

    @Test
    void nonsenseIsRefused() {
        header.begin(false, PacketHeader.UNICAST);
        assertThat(carry(100)).isTrue();
        assertRefused(0, 0);
        assertRefused(0, 4);
        assertRefused(0, 3);
        assertRefused(0, 0xff);
        assertRefused(1, 3);
        assertRefused(2, 0x48);
        assertRefused(2, 0xb0);
        assertRefused(8, 1);
        assertRefused(11, 1);
        assertRefused(31, 1);
        assertRefused(4, 0xff);
        memory.putShort(AT + 4, (short) 0);
        assertThat(read()).as("no length").isFalse();
    }

    private void assertRefused(int at, int value) {
        byte before = memory.get(AT + at);
        memory.put(AT + at, (byte) value);
        assertThat(read()).as("byte " + at + " = " + value).isFalse();
        memory.put(AT + at, before);
        assertThat(read()).isTrue();
    }

    @Test
    void noPacketGoesBeyondTheUsedPart() {
        header.begin(false, PacketHeader.UNICAST);
        carry(100);
        assertThat(read.read(memory, AT, AT + 164, view)).isTrue();
        assertThat(read.read(memory, AT, AT + 163, view)).isFalse();
        assertThat(read.read(memory, AT, AT + 64, view)).isFalse();
        assertThat(read.read(memory, AT, AT, view)).isFalse();
        assertThat(read.read(memory, 4096, 4096, view)).isFalse();
    }

    @Test
    void randomBytesNeverShowMoreThanThereIs() {
        Random random = new Random(7);
        int taken = 0;
        for (int i = 0; i < 200_000; i++) {
            memory.putLong(AT, random.nextLong());
            memory.put(AT, (byte) random.nextInt(8));
            memory.putShort(AT + 4, (short) random.nextInt(2000));
            memory.putLong(AT + 8, random.nextBoolean() ? 0 : random.nextLong());
            memory.putLong(AT + 16, random.nextBoolean() ? 0 : random.nextLong());
            memory.putLong(AT + 24, random.nextBoolean() ? 0 : random.nextLong());
            int end = AT + random.nextInt(2000);
            if (read.read(memory, AT, end, view)) {
                taken++;
                assertThat(view.offset()).isEqualTo(AT + 64);
                assertThat(view.end()).isLessThanOrEqualTo(end);
            }
        }
        assertThat(taken).as("some make sense").isGreaterThan(100);
    }

    @Test
    void unknownCastTypesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> header.begin(false, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> header.begin(false, 8));
    }
}
