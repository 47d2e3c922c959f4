package io.openplex.deploy.lab.edge;

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
 * The edge: a plain host on the lab's LAN, 203.0.113.1, that knows nothing of the sysplex. The DVIPAs lie outside of
 * the LAN's subnet and are on the link for it, so it finds their owner by ARP.
 */
final class EdgeHost implements AutoCloseable {
    /** Address of the distributed DVIPA. */
    static final IpAddress DVIPA = IpAddress.parse("198.51.100.11");

    /** Where HTTP goes. */
    static final IpEndpoint HTTP = new IpEndpoint(DVIPA, 80);

    /** Where echo goes. */
    static final IpEndpoint ECHO = new IpEndpoint(DVIPA, 7);

    private static final IpPrefix ADDRESS = IpPrefix.parse("203.0.113.1/24");
    private static final IpPrefix DVIPAS = IpPrefix.parse("198.51.100.0/28");
    private static final IpEndpoint ANY = new IpEndpoint(IpAddress.ANY4, 0);
    private static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);
    private static final String LINK = "EDGE";
    /** A sixth of the lab process's heap; clients that do not read must not bring the lab down. */
    private static final long BUFFER_MEMORY_BYTES = 16L << 20;

    private static final int FRAMES = 2048;
    private static final int FRAME_BYTES = LabNetwork.MTU + 64;

    private final DedicatedOsa osa;
    private final TcpEngine tcp;

    /** A host on this cable, stepped by this loop. */
    EdgeHost(LanPort cable, StackLoop loop, long nowNanos) {
        IpLayer ip = new IpLayer(new IpOptions(false, 64, false, 1), new FramePool(FRAMES, FRAME_BYTES));
        osa = new DedicatedOsa(
                OsaSettings.of(LINK, MAC, ADDRESS.address()),
                cable,
                System::nanoTime,
                RegistrationGate.OPEN,
                DuplicateAddressListener.NONE);
        OsaInterface link = new OsaInterface(LINK, osa, ADDRESS, 0);
        int number = ip.attach(link);
        ip.home().add(new HomeEntry(LINK, ADDRESS.address(), HomeKind.INTERFACE, true));
        ip.routes().add(Route.direct(ADDRESS, link));
        ip.routes().add(Route.direct(DVIPAS, link));
        int registered = osa.register(ADDRESS.address(), RegistrationKind.PERMANENT, false, nowNanos);
        if (registered != DedicatedOsa.OK || number < 0) {
            throw new IllegalStateException("the edge's address was not taken: " + registered);
        }
        tcp = new TcpEngine(settings(), ip.sender(), new Random(nowNanos));
        ip.handler(IpProtocol.TCP, (packet, now) -> {
            tcp.input(packet, now);
            return true;
        });
        loop.add("edge-ip", LoopStage.ADAPTERS, ip);
        loop.add("edge-tcp", LoopStage.TIMERS, new TcpStep());
        loop.addFlusher(ip);
    }

    /** Opens a connection; on the loop. */
    TcpConnection connect(IpEndpoint target, TcpHandler handler, long nowNanos) {
        return tcp.connect(ANY, target, LINK, handler, nowNanos);
    }

    @Override
    public void close() {
        osa.close();
    }

    /** As a stack's, but it gives up sooner: somebody waits at the other end. */
    private static TcpSettings settings() {
        TcpSettings usual = TcpSettings.defaults();
        return new TcpSettings(
                usual.receiveBufferBytes(),
                usual.sendBufferBytes(),
                BUFFER_MEMORY_BYTES,
                2 * EdgeRim.CLIENTS_MAX,
                EdgeRim.CLIENTS_MAX,
                false,
                usual.delayedAckNanos(),
                usual.rtoMinNanos(),
                usual.rtoInitialNanos(),
                TimeUnit.SECONDS.toNanos(5),
                TimeUnit.SECONDS.toNanos(60),
                TimeUnit.SECONDS.toNanos(4),
                TimeUnit.SECONDS.toNanos(10),
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
