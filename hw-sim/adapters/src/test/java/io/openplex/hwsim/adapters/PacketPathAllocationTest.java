package io.openplex.hwsim.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.lan.MemoryLanPort;
import io.openplex.hwsim.adapters.lan.PcapngSink;
import io.openplex.hwsim.adapters.lan.PcapngTap;
import io.openplex.hwsim.adapters.lan.PcapngWriter;
import io.openplex.hwsim.adapters.lan.UdpLanPort;
import io.openplex.hwsim.adapters.osa.DedicatedOsa;
import io.openplex.hwsim.adapters.osa.OsaSettings;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.Ipv4;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.hwsim.wire.Tcp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Two stacks' OSA ports on one switch: a SYN-ACK, one of them leased, goes there and back without a byte allocated. */
class PacketPathAllocationTest {
    private static final IpAddress ONE = IpAddress.parse("203.0.113.21");
    private static final IpAddress TWO = IpAddress.parse("203.0.113.22");
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final FramePool pool = new FramePool(64, 2000);
    private final EthernetSwitch lan = new EthernetSwitch(64);
    private final AdapterSession.PacketSink sink = (packet, now) -> this.arrived++;
    private int arrived;
    private long now = 1;

    private void rounds(DedicatedOsa one, DedicatedOsa two, int count) {
        for (int i = 0; i < count; i++) {
            carry(one, ONE, two, TWO);
            carry(two, TWO, one, ONE);
        }
    }

    private void carry(DedicatedOsa from, IpAddress source, DedicatedOsa to, IpAddress nextHop) {
        int before = arrived;
        Frame packet = Objects.requireNonNull(pool.acquire());
        packet.length(600);
        int at = packet.offset();
        Ipv4.write(packet.buffer(), at, 600, 1, 0, 64, IpProtocol.TCP, source.v4Bits(), nextHop.v4Bits());
        packet.buffer().putShort(at + Ipv4.LENGTH + Tcp.OFFSET_FLAGS, (short) (0x5000 | Tcp.SYN | Tcp.ACK));
        from.transmit(packet, nextHop.high(), nextHop.low(), now);
        from.flush();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (arrived == before && System.nanoTime() < deadline) {
            now += 1_000;
            lan.poll(8, now);
            lan.flush();
            from.poll(sink, 8, now);
            to.poll(sink, 8, now);
        }
    }

    private void assertAllocatesNothing(DedicatedOsa one, DedicatedOsa two) {
        one.register(ONE, RegistrationKind.PERMANENT, false, now);
        two.register(TWO, RegistrationKind.LEASED, true, now);
        two.renewLease(Long.MAX_VALUE);
        rounds(one, two, 20_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long between = threads.getCurrentThreadAllocatedBytes();
        rounds(one, two, 5_000);
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(arrived).isEqualTo(2 * 25_000);
        // The virtual machine itself books a few bytes on this thread now and then; one object per packet would be far
        // more than a byte per packet.
        assertThat(after - between - (between - before))
                .as("bytes for 10000 packets")
                .isLessThan(10_000);
        assertThat(pool.outstanding()).isZero();
        one.close();
        two.close();
        lan.close();
    }

    private DedicatedOsa osa(String name, long mac, IpAddress home, LanPort port) {
        OsaSettings settings = OsaSettings.of(name, new MacAddress(mac), home);
        return new DedicatedOsa(settings, port, () -> now, RegistrationGate.OPEN, DuplicateAddressListener.NONE);
    }

    @Test
    void inMemory() {
        MemoryLanPort.Pair first = MemoryLanPort.pair(16, 1500);
        MemoryLanPort.Pair second = MemoryLanPort.pair(16, 1500);
        lan.attach("ONE", first.right());
        lan.attach("TWO", second.right());
        assertAllocatesNothing(
                osa("ONE", 0x02L << 40 | 1, ONE, first.left()), osa("TWO", 0x02L << 40 | 2, TWO, second.left()));
    }

    @Test
    void overUdpWithATap() throws IOException {
        DedicatedOsa one = osa("ONE", 0x02L << 40 | 1, ONE, tap(cable("ONE")));
        DedicatedOsa two = osa("TWO", 0x02L << 40 | 2, TWO, tap(cable("TWO")));
        assertAllocatesNothing(one, two);
    }

    /** A UDP cable from a station to the switch; answers the station's end. */
    private LanPort cable(String name) throws IOException {
        InetSocketAddress station = free();
        InetSocketAddress jack = free();
        lan.attach(name, UdpLanPort.open(jack, station, 1500));
        return UdpLanPort.open(station, jack, 1500);
    }

    private static LanPort tap(LanPort port) {
        PcapngSink nowhere = new PcapngSink() {
            @Override
            public void write(ByteBuffer blocks) {}

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        return new PcapngTap(port, new PcapngWriter(nowhere, "OSA", 1518), 0);
    }

    private static InetSocketAddress free() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }
}
