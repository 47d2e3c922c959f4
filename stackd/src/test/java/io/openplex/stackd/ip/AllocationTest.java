package io.openplex.stackd.ip;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.openplex.hwsim.adapters.AdapterSession;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.hwsim.wire.Tcp;
import io.openplex.stackd.loop.ClaimLicence;
import io.openplex.stackd.loop.Inbox;
import io.openplex.stackd.loop.LoopStage;
import io.openplex.stackd.loop.StackLoop;
import io.openplex.stackd.xcflink.DatagramPath;
import io.openplex.stackd.xcflink.LinkKey;
import io.openplex.stackd.xcflink.XcfInterface;
import io.openplex.stackd.xcflink.XcfLink;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The whole way of a packet through the loop allocates nothing after warm-up. */
class AllocationTest {
    private static final int ITERATIONS = 20_000;
    private static final LinkKey KEY = LinkKey.ofSecret("s", "P", "G");

    private final FramePool pool = new FramePool(64, 1600);
    private final IpLayer ip = new IpLayer(IpOptions.defaults(), pool);
    private final Endless lan = new Endless();

    @Test
    void receiveRouteForwardDeliverAndAnswerAllocateNothing() {
        OsaInterface osa = new OsaInterface("OSA1", lan, IpPrefix.parse("203.0.113.21/24"), 0);
        ip.attach(osa);
        ip.home().add(new HomeEntry("OSA1", IpAddress.parse("203.0.113.21"), HomeKind.INTERFACE, true));
        ip.home().addDvipa(IpAddress.parse("198.51.100.11"), HomeKind.DVIPA_OWNED);
        ip.routes().add(Route.direct(osa.prefix(), osa));
        ip.routes().add(Route.defaultVia(IpAddress.parse("203.0.113.1"), osa));
        Ring ring = new Ring();
        int partner = ip.attach(new XcfInterface("EZAXCFB2", new XcfLink(KEY, 1, 1, ring), null));
        ip.router((packet, home, now) -> {
            ip.forwardTo(packet, partner, now);
            return InboundRouter.Verdict.CONSUMED;
        });
        IpAddress own = IpAddress.parse("203.0.113.21");
        IpAddress client = IpAddress.parse("203.0.113.1");
        ip.handler(IpProtocol.TCP, (packet, now) -> {
            Frame answer = Objects.requireNonNull(ip.sender().acquire());
            answer.length(100);
            return ip.sender().send(answer, own, client, IpProtocol.TCP, now);
        });
        StackLoop loop =
                new StackLoop(new Inbox(16), ClaimLicence.ALWAYS, () -> 1, 1_000_000, (where, cause, state) -> {
                    throw new AssertionError(where, cause);
                });
        loop.add("ip", LoopStage.ADAPTERS, ip);
        loop.addFlusher(ip);

        run(loop, ITERATIONS);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(loop, ITERATIONS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // Reading the counter itself costs a few bytes; one byte per packet would be 100,000.
        assertThat(allocated).isLessThan(4_096);
        IpCounters counters = ip.counters();
        assertThat(counters.forwarded()).isEqualTo(2L * ITERATIONS);
        assertThat(counters.sentToPartner()).isEqualTo(2L * ITERATIONS);
        assertThat(counters.echoReplies()).isEqualTo(2L * ITERATIONS);
        assertThat(counters.delivered()).as("own address, and over XCF").isGreaterThan(4L * ITERATIONS - 10);
        assertThat(pool.outstanding()).isZero();
    }

    private static void run(StackLoop loop, int iterations) {
        for (int i = 0; i < iterations; i++) {
            loop.step(i);
        }
    }

    /** Delivers the same four packets at every poll. */
    private static final class Endless implements AdapterSession {
        private final FramePool frames = new FramePool(1, 2048);
        private final byte[][] packets = List.of(
                        TestPackets.tcp("203.0.113.1", 40000, "203.0.113.21", 80, Tcp.ACK),
                        TestPackets.tcp("203.0.113.1", 40000, "198.51.100.11", 80, Tcp.ACK),
                        TestPackets.tcp("203.0.113.1", 40000, "192.0.2.99", 80, Tcp.ACK),
                        TestPackets.echo("203.0.113.1", "203.0.113.21", 1))
                .toArray(byte[][]::new);

        @Override
        public int poll(PacketSink sink, int limit, long nowNanos) {
            for (byte[] packet : packets) {
                Frame frame = Objects.requireNonNull(frames.acquire());
                frame.length(packet.length);
                frame.buffer().put(frame.offset(), packet);
                sink.packet(frame, nowNanos);
                frame.release();
            }
            return packets.length;
        }

        @Override
        public boolean transmit(Frame packet, long nextHopHigh, long nextHopLow, long nowNanos) {
            packet.release();
            return true;
        }

        @Override
        public String portName() {
            return "ENDLESS";
        }

        @Override
        public MacAddress mac() {
            return new MacAddress(2);
        }

        @Override
        public int mtu() {
            return 1500;
        }

        @Override
        public boolean linkUp() {
            return true;
        }

        @Override
        public int register(IpAddress address, RegistrationKind kind, boolean takeover, long nowNanos) {
            return OK;
        }

        @Override
        public void renewLease(long untilNanos) {
            throw new UnsupportedOperationException("no test needs it");
        }

        @Override
        public void deregister(IpAddress address, long nowNanos) {
            throw new UnsupportedOperationException("no test needs it");
        }

        @Override
        public void flush() {
            // Everything has left.
        }
    }

    /** A path whose far end is its near end. */
    private static final class Ring implements DatagramPath {
        private final ByteBuffer held = ByteBuffer.allocateDirect(2048).limit(0);

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public Sent send(ByteBuffer datagram) {
            held.clear().put(datagram).flip();
            return Sent.LEFT;
        }

        @Override
        public int receive(ByteBuffer into) {
            if (!held.hasRemaining()) {
                return -1;
            }
            int length = held.remaining();
            into.put(held);
            return length;
        }

        @Override
        public void close() {
            held.limit(0);
        }
    }
}
