package io.openplex.deploy.bench.lan;

import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.LabFiles;
import io.openplex.deploy.lab.LabPorts;
import io.openplex.hwsim.adapters.EthernetSwitch;
import io.openplex.hwsim.adapters.lan.MemoryLanPort;
import io.openplex.hwsim.adapters.lan.UdpLanPort;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.stackd.loop.ClaimLicence;
import io.openplex.stackd.loop.Inbox;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.stackd.loop.LoopStage;
import io.openplex.stackd.loop.NanoClock;
import io.openplex.stackd.loop.StackLoop;
import io.openplex.stackd.loop.StackRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;
import java.util.function.LongFunction;

/** The switch, a cable to each stack, and the client host: one loop, one thread. */
public final class BenchLan implements AutoCloseable {
    /** Largest IP packet on the LAN, bytes. */
    public static final int MTU = 1500;

    private static final int STATIONS = 64;
    private static final int FRAMES_PER_POLL = 64;
    private static final int CABLE_FRAMES = 4096;
    private static final int INBOX_EVENTS = 256;
    private static final long SLOW_ITERATION_NANOS = 50_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long ANSWER_SECONDS = 5;

    private final Inbox inbox = new Inbox(INBOX_EVENTS);
    private final EthernetSwitch lan = new EthernetSwitch(STATIONS);
    private final CompletableFuture<String> broken = new CompletableFuture<>();
    private final StackRunner runner;
    private final ClientHost client;
    private final ClaimLog claims;
    private final Probes probes;
    private final EchoLoad load;

    /**
     * One cable of the switch.
     *
     * @param station at its far end
     * @param mac burned-in address of the station's adapter
     * @param switchPort UDP port of this end
     * @param stationPort UDP port of the far end
     */
    public record Cable(String station, MacAddress mac, int switchPort, int stationPort) {}

    /**
     * What the client reaches.
     *
     * @param dvipas subnet that is on the link for it
     * @param whoami where probes go
     * @param echo where old connections go
     */
    public record Destinations(IpPrefix dvipas, IpEndpoint whoami, IpEndpoint echo) {}

    private BenchLan(Destinations to, IntPredicate dvipa) {
        NanoClock clock = System::nanoTime;
        StackLoop loop = new StackLoop(
                inbox,
                ClaimLicence.ALWAYS,
                clock,
                SLOW_ITERATION_NANOS,
                (where, cause, state) -> broken.complete("the LAN failed in " + where + ": " + cause));
        claims = new ClaimLog(dvipa);
        runner = new StackRunner("bench-lan", loop, inbox, clock, this::closeOnLoop);
        MemoryLanPort.Pair cable = MemoryLanPort.pair(CABLE_FRAMES, MTU);
        claims.station(ClientHost.NAME, ClientHost.MAC);
        lan.attach(ClientHost.NAME, new ObservedPort(cable.left(), claims::fromClient));
        loop.add("switch", LoopStage.ADAPTERS, new SwitchStep());
        long now = System.nanoTime();
        client = new ClientHost(cable.right(), to.dvipas(), loop, now);
        probes = new Probes(client, to.whoami());
        load = new EchoLoad(client, to.echo(), claims, now);
        loop.add("probes", LoopStage.ENGINES, probes);
        loop.add("load", LoopStage.ENGINES, load);
    }

    /**
     * Opens and starts everything.
     *
     * @param dvipa true for an IPv4 address, as 32 bits, whose claims are noted
     */
    public static BenchLan open(List<Cable> cables, Destinations to, IntPredicate dvipa) {
        BenchLan network = new BenchLan(to, dvipa);
        try {
            for (Cable cable : cables) {
                UdpLanPort port = UdpLanPort.open(
                        LabPorts.loopback(cable.switchPort()), LabPorts.loopback(cable.stationPort()), MTU);
                network.claims.station(cable.station(), cable.mac());
                network.lan.attach(
                        cable.station(),
                        new ObservedPort(port, (frame, now) -> network.claims.fromStack(cable.station(), frame, now)));
                network.runner.register(port.channel());
            }
        } catch (IOException e) {
            network.close();
            throw LabFailure.failed("the LAN could not be opened: " + LabFiles.reason(e));
        }
        network.runner.start();
        return network;
    }

    /** What was claimed. */
    public ClaimLog claims() {
        return claims;
    }

    /** New connections. */
    public Probes probes() {
        return probes;
    }

    /** From now on one probe each so many milliseconds. */
    public void probeEvery(long millis) {
        onLoop(now -> {
            probes.every(TimeUnit.MILLISECONDS.toNanos(millis), now);
            return true;
        });
    }

    /** Opens old connections. */
    public void openConnections(int count, boolean idle) {
        onLoop(now -> {
            for (int i = 0; i < count; i++) {
                load.open(idle, now);
            }
            return true;
        });
    }

    /** All old connections, those that ended included. */
    public List<EchoLoad.Connection> connections() {
        return onLoop(now -> load.all());
    }

    /** Idle connections send one piece each. */
    public void wakeIdle() {
        onLoop(now -> {
            load.wakeIdle();
            return true;
        });
    }

    /** Forgets old connections that ended; resets those from these client ports. */
    public void dropConnections(List<Integer> ports) {
        onLoop(now -> {
            load.drop(ports, now);
            return true;
        });
    }

    private <T> T onLoop(LongFunction<T> what) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean posted = inbox.post(() -> answer.complete(what.apply(System.nanoTime())));
        try {
            if (posted) {
                return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw LabFailure.failed(broken.getNow("the LAN does not answer"));
        }
        throw LabFailure.failed(broken.getNow("the LAN was interrupted"));
    }

    @Override
    public void close() {
        try {
            if (runner.alive() && !runner.stop(PATIENCE)) {
                throw LabFailure.failed("the LAN does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            runner.close();
        }
    }

    private void closeOnLoop() {
        client.close();
        lan.close();
    }

    private final class SwitchStep implements LoopParticipant {
        @Override
        public int step(long nowNanos) {
            int frames = lan.poll(FRAMES_PER_POLL, nowNanos);
            lan.flush();
            return frames;
        }

        @Override
        public long nextDeadlineNanos() {
            return NEVER;
        }
    }
}
