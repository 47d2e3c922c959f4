package io.openplex.deploy.lab.edge;

import io.openplex.deploy.lab.LabFailure;
import io.openplex.deploy.lab.LabFiles;
import io.openplex.deploy.lab.LabPorts;
import io.openplex.deploy.lab.Lpar;
import io.openplex.hwsim.adapters.EthernetSwitch;
import io.openplex.hwsim.adapters.lan.MemoryLanPort;
import io.openplex.hwsim.adapters.lan.UdpLanPort;
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
import java.util.function.Consumer;

/** The Ethernet switch, one cable to each LPAR, and the edge host: one loop, one thread. */
public final class LabNetwork implements AutoCloseable {
    /** Largest IP packet on the LAN, bytes. */
    static final int MTU = 1500;

    private static final int STATIONS = 64;
    private static final int FRAMES_PER_POLL = 64;
    private static final int CABLE_FRAMES = 512;
    private static final int INBOX_EVENTS = 8 * EdgeRim.CLIENTS_MAX;
    private static final long SLOW_ITERATION_NANOS = 50_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Inbox inbox = new Inbox(INBOX_EVENTS);
    private final StackLoop loop;
    private final StackRunner runner;
    private final EthernetSwitch lan = new EthernetSwitch(STATIONS);
    private final EdgeHost edge;
    private final EdgeRim rim;

    private LabNetwork(Consumer<String> broken) {
        NanoClock clock = System::nanoTime;
        loop = new StackLoop(
                inbox,
                ClaimLicence.ALWAYS,
                clock,
                SLOW_ITERATION_NANOS,
                (where, cause, state) -> broken.accept("the lab's network failed in " + where + ": " + cause));
        runner = new StackRunner("lab-network", loop, inbox, clock, this::closeOnLoop);
        MemoryLanPort.Pair cable = MemoryLanPort.pair(CABLE_FRAMES, MTU);
        lan.attach("EDGE", cable.left());
        loop.add("switch", LoopStage.ADAPTERS, new SwitchStep());
        edge = new EdgeHost(cable.right(), loop, System.nanoTime());
        rim = new EdgeRim(inbox, edge);
    }

    /**
     * Opens and starts everything.
     *
     * @param broken told in one line when the loop ended because something threw
     */
    public static LabNetwork start(LabPorts ports, Consumer<String> broken) {
        LabNetwork network = new LabNetwork(broken);
        try {
            for (Lpar lpar : Lpar.ALL) {
                UdpLanPort port = UdpLanPort.open(
                        LabPorts.loopback(ports.lanSwitch(lpar)), LabPorts.loopback(ports.lanOsa(lpar)), MTU);
                network.lan.attach(lpar.system(), port);
                network.runner.register(port.channel());
            }
            network.rim.open(List.of(
                    new EdgeRim.Door(LabPorts.loopback(ports.http()), EdgeHost.HTTP),
                    new EdgeRim.Door(LabPorts.loopback(ports.echo()), EdgeHost.ECHO)));
        } catch (IOException e) {
            network.close();
            throw LabFailure.failed("the lab's network could not be opened: " + LabFiles.reason(e));
        }
        network.runner.start();
        network.rim.start();
        return network;
    }

    /** Port at the edge's stack that serves the client with this socket port now; 0 when there is none. */
    public int stackPort(int clientPort) throws InterruptedException {
        return rim.stackPort(clientPort);
    }

    @Override
    public void close() {
        rim.close();
        try {
            boolean ended = !runner.alive() || runner.stop(PATIENCE);
            if (!ended) {
                throw LabFailure.failed("the lab's network does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            runner.close();
        }
    }

    private void closeOnLoop() {
        rim.closeClients();
        edge.close();
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
