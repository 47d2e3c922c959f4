package io.openplex.deploy.bench.lan;

import io.openplex.hwsim.adapters.DuplicateAddressListener;
import io.openplex.hwsim.adapters.RegistrationGate;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.adapters.osa.DedicatedOsa;
import io.openplex.hwsim.adapters.osa.OsaSettings;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.stackd.ip.HomeEntry;
import io.openplex.stackd.ip.HomeKind;
import io.openplex.stackd.ip.IpLayer;
import io.openplex.stackd.ip.IpOptions;
import io.openplex.stackd.ip.OsaInterface;
import io.openplex.stackd.ip.Route;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.stackd.loop.LoopStage;
import io.openplex.stackd.loop.StackLoop;
import io.openplex.stackd.tcp.TcpConnection;
import io.openplex.stackd.tcp.TcpEngine;
import io.openplex.stackd.tcp.TcpHandler;
import io.openplex.stackd.tcp.TcpSettings;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A plain host on the LAN, {@code 203.0.113.1}. The DVIPAs are on the link for it, so it finds their owner by ARP. It
 * retransmits at least once a second, so that a connection is not kept waiting by its own back-off after an outage.
 */
final class ClientHost implements AutoCloseable {
    static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);
    static final String NAME = "CLIENT";

    private static final IpPrefix ADDRESS = IpPrefix.parse("203.0.113.1/24");
    private static final IpEndpoint ANY = new IpEndpoint(IpAddress.ANY4, 0);
    private static final int FRAMES = 8192;
    private static final int FRAME_BYTES = BenchLan.MTU + 64;
    private static final int TTL = 64;
    private static final int CONNECTIONS = 16_384;

    private final DedicatedOsa osa;
    private final TcpEngine tcp;

    /** A host on this cable, stepped by this loop. */
    ClientHost(LanPort cable, IpPrefix dvipas, StackLoop loop, long nowNanos) {
        IpLayer ip = new IpLayer(new IpOptions(false, TTL, false, 1), new FramePool(FRAMES, FRAME_BYTES));
        osa = new DedicatedOsa(
                OsaSettings.of(NAME, MAC, ADDRESS.address()),
                cable,
                System::nanoTime,
                RegistrationGate.OPEN,
                DuplicateAddressListener.NONE);
        OsaInterface link = new OsaInterface(NAME, osa, ADDRESS, 0);
        int number = ip.attach(link);
        ip.home().add(new HomeEntry(NAME, ADDRESS.address(), HomeKind.INTERFACE, true));
        ip.routes().add(Route.direct(ADDRESS, link));
        ip.routes().add(Route.direct(dvipas, link));
        int registered = osa.register(ADDRESS.address(), RegistrationKind.PERMANENT, false, nowNanos);
        if (registered != DedicatedOsa.OK || number < 0) {
            throw new IllegalStateException("the client's address was not taken: " + registered);
        }
        tcp = new TcpEngine(settings(), ip.sender(), new Random(nowNanos));
        ip.handler(IpProtocol.TCP, (packet, now) -> {
            tcp.input(packet, now);
            return true;
        });
        loop.add("client-ip", LoopStage.ADAPTERS, ip);
        loop.add("client-tcp", LoopStage.TIMERS, new TcpStep());
        loop.addFlusher(ip);
    }

    /** Opens a connection; on the loop. */
    TcpConnection connect(IpEndpoint target, TcpHandler handler, long nowNanos) {
        return tcp.connect(ANY, target, NAME, handler, nowNanos);
    }

    @Override
    public void close() {
        osa.close();
    }

    private static TcpSettings settings() {
        TcpSettings usual = TcpSettings.defaults();
        return new TcpSettings(
                usual.receiveBufferBytes(),
                usual.sendBufferBytes(),
                usual.bufferMemoryBytes(),
                CONNECTIONS,
                CONNECTIONS / 2,
                false,
                usual.delayedAckNanos(),
                usual.rtoMinNanos(),
                usual.rtoInitialNanos(),
                TimeUnit.SECONDS.toNanos(1),
                TimeUnit.MINUTES.toNanos(5),
                TimeUnit.SECONDS.toNanos(20),
                TimeUnit.SECONDS.toNanos(5),
                TimeUnit.SECONDS.toNanos(5));
    }

    private final class TcpStep implements LoopParticipant {
        @Override
        public int step(long nowNanos) {
            return tcp.step(nowNanos);
        }

        @Override
        public long nextDeadlineNanos() {
            return tcp.nextDeadlineNanos();
        }
    }
}
