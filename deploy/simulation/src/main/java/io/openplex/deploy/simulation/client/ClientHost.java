package io.openplex.deploy.simulation.client;

import io.openplex.deploy.simulation.Actor;
import io.openplex.deploy.simulation.Trace;
import io.openplex.deploy.simulation.lan.SimulatedLan;
import io.openplex.hwsim.adapters.OsaPort;
import io.openplex.hwsim.adapters.OsaSettings;
import io.openplex.hwsim.adapters.RegistrationKind;
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
import io.openplex.stackd.loop.ClaimLicence;
import io.openplex.stackd.loop.Inbox;
import io.openplex.stackd.loop.LoopFailureHandler;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.stackd.loop.LoopStage;
import io.openplex.stackd.loop.NanoClock;
import io.openplex.stackd.loop.StackLoop;
import io.openplex.stackd.tcp.TcpEngine;
import io.openplex.stackd.tcp.TcpSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A host on the LAN that belongs to no sysplex: its own loop, IP and TCP, and the clients that run on it. */
public final class ClientHost implements Actor, EchoClient.Host {
    private static final int INBOX_EVENTS = 64;
    private static final int FRAMES = 4096;
    private static final int FRAME_BYTES = 2048;
    private static final long LONG_ITERATION_NANOS = 1_000_000_000L;

    private static final String LINK = "ETH0";

    private final HostSetup setup;
    private final Trace trace;
    private final StackLoop loop;
    private final FramePool pool;
    private final IpLayer ip;
    private final TcpEngine tcp;
    private final Pinger pinger;
    private final List<EchoClient> echoes = new ArrayList<>();
    private final OsaPort osa;
    private int clients;
    private int endedClients;

    /** When the loop has something to do by itself; kept until the host is stepped or touched. */
    private long deadline;

    private boolean deadlineStale = true;

    /**
     * What a host is made of.
     *
     * @param name in the trace
     * @param mac of its adapter
     * @param address its address with the prefix of the LAN
     * @param onLink further subnets that it reaches without a router
     * @param cable to the LAN
     * @param seed of its generator
     */
    public record HostSetup(
            String name,
            MacAddress mac,
            IpPrefix address,
            List<IpPrefix> onLink,
            SimulatedLan.Cable cable,
            NanoClock clock,
            long seed) {}

    /** A host that is up at once. */
    public ClientHost(HostSetup setup, Trace trace, LoopFailureHandler failure) {
        this.setup = setup;
        this.trace = trace;
        SplittableRandom random = new SplittableRandom(setup.seed());
        pool = new FramePool(FRAMES, FRAME_BYTES);
        loop = new StackLoop(
                new Inbox(INBOX_EVENTS), ClaimLicence.ALWAYS, setup.clock(), LONG_ITERATION_NANOS, failure);
        ip = new IpLayer(IpOptions.defaults(), pool);
        tcp = new TcpEngine(TcpSettings.defaults(), ip.sender(), random);
        ip.handler(IpProtocol.TCP, (packet, now) -> {
            tcp.input(packet, now);
            return true;
        });
        pinger = new Pinger(ip);
        osa = attach();
        loop.add("ip", LoopStage.ADAPTERS, ip);
        loop.add("tcp", LoopStage.ENGINES, new Transport());
        loop.addFlusher(ip);
    }

    private OsaPort attach() {
        IpAddress own = setup.address().address();
        OsaPort port = new OsaPort(
                OsaSettings.of(LINK, setup.mac(), own),
                setup.cable().port(),
                setup.clock()::nanos,
                (high, low) -> true,
                (address, mac, takeover, now) -> trace.event(setup.name(), "address in use: " + address));
        OsaInterface attached = new OsaInterface(LINK, port, setup.address(), 0);
        ip.attach(attached);
        ip.home().add(new HomeEntry(LINK, own, HomeKind.INTERFACE, true));
        ip.routes().add(Route.direct(setup.address(), attached));
        setup.onLink().forEach(subnet -> ip.routes().add(Route.direct(subnet, attached)));
        port.register(own, RegistrationKind.PERMANENT, false, setup.clock().nanos());
        return port;
    }

    /** Opens a connection to an echo server. */
    public EchoClient echo(IpEndpoint server) {
        touched();
        clients++;
        EchoClient client = new EchoClient(nextName(), clients, this, trace);
        client.opened(tcp.connect(any(), server, setup.name(), client, now()));
        echoes.add(client);
        return client;
    }

    /** Asks a whoami server once, over a connection of its own. */
    public WhoamiClient whoami(IpEndpoint server) {
        touched();
        clients++;
        WhoamiClient client = new WhoamiClient(nextName(), trace);
        tcp.connect(any(), server, setup.name(), client, now());
        return client;
    }

    /** Sends ICMP echo requests and counts the answers. */
    public Pinger pinger() {
        touched();
        return pinger;
    }

    /** Asks for every neighbour's MAC address anew, as a host does that verifies what it has cached. */
    public void forgetNeighbours() {
        touched();
        osa.purgeArpCache();
    }

    /** Frames in use. */
    public int framesOutstanding() {
        return pool.outstanding();
    }

    private String nextName() {
        return setup.name() + "-" + clients;
    }

    private static IpEndpoint any() {
        return new IpEndpoint(IpAddress.ANY4, 0);
    }

    private long now() {
        return setup.clock().nanos();
    }

    /** TCP of this host. */
    public TcpEngine tcp() {
        return tcp;
    }

    @Override
    public int step(long nowNanos) {
        deadlineStale = true;
        return loop.step(nowNanos);
    }

    @Override
    public long nextNanos() {
        if (setup.cable().waiting() > 0) {
            return Long.MIN_VALUE;
        }
        if (deadlineStale) {
            deadlineStale = false;
            deadline = loop.nextDeadlineNanos();
        }
        return deadline;
    }

    @Override
    public void touched() {
        deadlineStale = true;
    }

    @Override
    public void ended() {
        endedClients++;
    }

    /** Echo clients that have ended so far. */
    public int endedClients() {
        return endedClients;
    }

    /** TCP, and after it the clients that send by the clock. */
    private final class Transport implements LoopParticipant {
        @Override
        public int step(long nowNanos) {
            int work = tcp.step(nowNanos);
            boolean ended = false;
            for (int i = 0; i < echoes.size(); i++) {
                work += echoes.get(i).step(nowNanos);
                ended |= echoes.get(i).ended();
            }
            if (ended) {
                echoes.removeIf(EchoClient::ended);
            }
            return work;
        }

        @Override
        public long nextDeadlineNanos() {
            long next = tcp.nextDeadlineNanos();
            for (int i = 0; i < echoes.size(); i++) {
                next = Math.min(next, echoes.get(i).nextNanos());
            }
            return next;
        }
    }
}
