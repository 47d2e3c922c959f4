package io.openplex.deploy.lab.edge;

import io.openplex.deploy.lab.LabPorts;
import io.openplex.deploy.lab.Lpar;
import io.openplex.hwsim.adapters.DuplicateAddressListener;
import io.openplex.hwsim.adapters.RegistrationGate;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.lan.UdpLanPort;
import io.openplex.hwsim.adapters.osa.DedicatedOsa;
import io.openplex.hwsim.adapters.osa.OsaSettings;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.IpProtocol;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.stackd.ip.HomeEntry;
import io.openplex.stackd.ip.HomeKind;
import io.openplex.stackd.ip.IpLayer;
import io.openplex.stackd.ip.IpOptions;
import io.openplex.stackd.ip.OsaInterface;
import io.openplex.stackd.ip.Route;
import io.openplex.stackd.loop.ClaimLicence;
import io.openplex.stackd.loop.Inbox;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.stackd.loop.LoopStage;
import io.openplex.stackd.loop.StackLoop;
import io.openplex.stackd.loop.StackRunner;
import io.openplex.stackd.tcp.TcpConnection;
import io.openplex.stackd.tcp.TcpEngine;
import io.openplex.stackd.tcp.TcpHandler;
import io.openplex.stackd.tcp.TcpSettings;
import io.openplex.stackd.tcp.TcpStack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A plain host in an LPAR's place that has the DVIPA and an echo server; the word RESET makes it reset. */
final class DvipaHost implements AutoCloseable {
    private final StackRunner runner;
    private final AtomicInteger resets = new AtomicInteger();

    private DvipaHost(LabPorts ports, Lpar lpar) throws IOException, TcpStack.PortInUseException {
        UdpLanPort cable = UdpLanPort.open(
                LabPorts.loopback(ports.lanOsa(lpar)), LabPorts.loopback(ports.lanSwitch(lpar)), LabNetwork.MTU);
        long now = System.nanoTime();
        IpAddress own = IpAddress.parse("203.0.113.21");
        DedicatedOsa osa = new DedicatedOsa(
                OsaSettings.of("OSA1", MacAddress.tryParse(lpar.mac()).orElseThrow(), own),
                cable,
                System::nanoTime,
                RegistrationGate.OPEN,
                DuplicateAddressListener.NONE);
        OsaInterface link = new OsaInterface("OSA1", osa, IpPrefix.parse("203.0.113.21/24"), 0);
        IpLayer ip = new IpLayer(IpOptions.defaults(), new FramePool(1024, LabNetwork.MTU));
        ip.attach(link);
        ip.home().add(new HomeEntry("OSA1", own, HomeKind.INTERFACE));
        ip.home().addDvipa(EdgeHost.DVIPA, HomeKind.DVIPA_OWNED);
        ip.routes().add(Route.direct(link.prefix(), link));
        osa.register(own, RegistrationKind.PERMANENT, false, now);
        osa.register(EdgeHost.DVIPA, RegistrationKind.PERMANENT, true, now);
        TcpEngine tcp = new TcpEngine(TcpSettings.defaults(), ip.sender(), new Random(2));
        ip.handler(IpProtocol.TCP, (packet, at) -> {
            tcp.input(packet, at);
            return true;
        });
        tcp.listen(EdgeHost.ECHO, 16, "ECHO", connection -> new Echo(), now);
        Inbox inbox = new Inbox(16);
        StackLoop loop =
                new StackLoop(inbox, ClaimLicence.ALWAYS, System::nanoTime, 1L << 40, (where, cause, state) -> {
                    throw new AssertionError(where, cause);
                });
        loop.add("ip", LoopStage.ADAPTERS, ip);
        loop.add("tcp", LoopStage.TIMERS, new LoopParticipant() {
            @Override
            public int step(long nowNanos) {
                return tcp.step(nowNanos);
            }

            @Override
            public long nextDeadlineNanos() {
                return tcp.nextDeadlineNanos();
            }
        });
        loop.addFlusher(ip);
        runner = new StackRunner("dvipa-host", loop, inbox, System::nanoTime, osa::close);
        runner.register(cable.channel());
    }

    static DvipaHost start(LabPorts ports, Lpar lpar) throws IOException {
        try {
            DvipaHost host = new DvipaHost(ports, lpar);
            host.runner.start();
            return host;
        } catch (TcpStack.PortInUseException e) {
            throw new AssertionError(e);
        }
    }

    /** Connections that the far side reset. */
    int resets() {
        return resets.get();
    }

    @Override
    public void close() {
        try {
            if (!runner.stop(Duration.ofSeconds(5))) {
                throw new AssertionError("the host does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Echo implements TcpHandler {
        private final ByteBuffer chunk = ByteBuffer.allocate(8192);

        @Override
        public void readable(TcpConnection connection, long nowNanos) {
            int room = connection.writableBytes();
            while (room > 0) {
                int count = connection.read(chunk.clear().limit(Math.min(room, chunk.capacity())), nowNanos);
                if (count < 0) {
                    connection.shutdownOutput(nowNanos);
                    return;
                }
                if (count == 0) {
                    return;
                }
                if (new String(chunk.array(), 0, count, StandardCharsets.ISO_8859_1).equals("RESET")) {
                    connection.abort(nowNanos);
                    return;
                }
                connection.write(chunk.flip(), nowNanos);
                room = connection.writableBytes();
            }
            connection.write(chunk.clear().limit(1), nowNanos);
        }

        @Override
        public void writable(TcpConnection connection, long nowNanos) {
            readable(connection, nowNanos);
        }

        @Override
        public void closed(TcpConnection connection, CloseReason reason, long nowNanos) {
            if (reason == CloseReason.RESET) {
                resets.incrementAndGet();
            }
        }
    }
}
