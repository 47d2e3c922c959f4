package io.openplex.deploy.simulation.client;

import io.openplex.deploy.simulation.Actor;
import io.openplex.deploy.simulation.Trace;
import io.openplex.deploy.simulation.lan.SimulatedLan;
import io.openplex.hwsim.adapters.ArpEntry;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.adapters.osa.DedicatedOsa;
import io.openplex.hwsim.adapters.osa.OsaSettings;
import io.openplex.hwsim.wire.FramePool;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
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
import io.openplex.stackd.loop.LoopStage;
import io.openplex.stackd.loop.NanoClock;
import io.openplex.stackd.loop.StackLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A station that belongs to no sysplex, host or router: its own loop, IP on it, and adapters on one or more LANs. */
public abstract sealed class IpNode implements Actor permits ClientHost, Router {
    private static final int INBOX_EVENTS = 64;
    private static final int FRAMES = 4096;
    private static final int FRAME_BYTES = 2048;
    private static final long LONG_ITERATION_NANOS = 1_000_000_000L;

    private final Setup setup;
    private final StackLoop loop;
    private final FramePool pool = new FramePool(FRAMES, FRAME_BYTES);
    private final IpLayer ip;
    private final List<DedicatedOsa> adapters = new ArrayList<>();
    private final List<SimulatedLan.Cable> cables = new ArrayList<>();

    /** When the loop has something to do by itself; kept until the node is stepped or touched. */
    private long deadline;

    private boolean deadlineStale = true;

    /**
     * What a node is made of.
     *
     * @param name in the trace
     * @param mac of its adapters, one on each LAN
     * @param clock the world's
     * @param failure what to do when its loop throws
     */
    public record Setup(String name, MacAddress mac, NanoClock clock, Trace trace, LoopFailureHandler failure) {}

    /** A node that is up at once, without adapters. */
    IpNode(Setup setup, boolean forwarding) {
        this.setup = setup;
        loop = new StackLoop(
                new Inbox(INBOX_EVENTS), ClaimLicence.ALWAYS, setup.clock(), LONG_ITERATION_NANOS, setup.failure());
        IpOptions usual = IpOptions.defaults();
        ip = new IpLayer(new IpOptions(forwarding, usual.ttl(), usual.dontFragment(), usual.firstId()), pool);
        loop.add("ip", LoopStage.ADAPTERS, ip);
        loop.addFlusher(ip);
    }

    /**
     * Attaches the node to a LAN.
     *
     * @param address its address there, with the prefix of the LAN
     * @param onLink further subnets that it reaches there without a router
     */
    public final void attach(SimulatedLan lan, IpPrefix address, List<IpPrefix> onLink) {
        touched();
        String link = "ETH" + adapters.size();
        IpAddress own = address.address();
        SimulatedLan.Cable cable = lan.plug(setup.name());
        DedicatedOsa port = new DedicatedOsa(
                OsaSettings.of(link, setup.mac(), own),
                cable.port(),
                setup.clock()::nanos,
                (high, low) -> true,
                (claimed, mac, takeover, now) -> setup.trace().event(setup.name(), "address in use: " + claimed));
        OsaInterface attached = new OsaInterface(link, port, address, 0);
        ip.attach(attached);
        ip.home().add(new HomeEntry(link, own, HomeKind.INTERFACE, true));
        ip.routes().add(Route.direct(address, attached));
        onLink.forEach(subnet -> ip.routes().add(Route.direct(subnet, attached)));
        port.register(own, RegistrationKind.PERMANENT, false, now());
        adapters.add(port);
        cables.add(cable);
    }

    /**
     * Sends everything that has no other route to this router.
     *
     * @throws IllegalArgumentException when the node has no route to the router itself
     */
    public final void defaultRouter(IpAddress gateway) {
        touched();
        Route way = ip.routes().lookup(gateway);
        if (way == null) {
            throw new IllegalArgumentException(setup.name() + " has no route to " + gateway);
        }
        ip.routes().add(Route.defaultVia(gateway, way.via()));
    }

    /** Asks for every neighbour's MAC address anew, as a node does that verifies what it has cached. */
    public final void forgetNeighbours() {
        touched();
        adapters.forEach(DedicatedOsa::purgeArpCache);
    }

    /** The MAC address to which packets for a neighbour are sent; empty: it would have to be asked for. */
    public final Optional<MacAddress> neighbour(IpAddress address) {
        return adapters.stream()
                .flatMap(port -> port.arpEntries(now()).stream())
                .filter(entry -> entry.address().equals(address))
                .map(ArpEntry::mac)
                .findFirst();
    }

    /** Frames in use. */
    public final int framesOutstanding() {
        return pool.outstanding();
    }

    /** Name in the trace. */
    public final String name() {
        return setup.name();
    }

    final Trace trace() {
        return setup.trace();
    }

    final StackLoop loop() {
        return loop;
    }

    final IpLayer ip() {
        return ip;
    }

    final long now() {
        return setup.clock().nanos();
    }

    /** Something was asked of the node: it may have something to do. */
    public final void touched() {
        deadlineStale = true;
    }

    @Override
    public final int step(long nowNanos) {
        deadlineStale = true;
        return loop.step(nowNanos);
    }

    @Override
    public final long nextNanos() {
        for (int i = 0; i < cables.size(); i++) {
            if (cables.get(i).waiting() > 0) {
                return Long.MIN_VALUE;
            }
        }
        if (deadlineStale) {
            deadlineStale = false;
            deadline = loop.nextDeadlineNanos();
        }
        return deadline;
    }

    @Override
    public final String toString() {
        return setup.name();
    }
}
