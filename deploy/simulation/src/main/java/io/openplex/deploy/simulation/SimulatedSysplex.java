package io.openplex.deploy.simulation;

import io.openplex.deploy.simulation.client.ClientHost;
import io.openplex.deploy.simulation.client.IpNode;
import io.openplex.deploy.simulation.client.Router;
import io.openplex.deploy.simulation.lan.SimulatedLan;
import io.openplex.deploy.simulation.link.LinkFabric;
import io.openplex.deploy.simulation.xcf.SimulatedXcf;
import io.openplex.deploy.simulation.xcf.XcfTiming;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.hwsim.wire.MacAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A world of several LPARs, client hosts, routers, LANs and a coupling facility in one thread under virtual time. One
 * pass steps the coupling, the LANs, then every actor that has something to do, in the order in which they were added.
 * After a pass that did something the clock goes on by one iteration, otherwise it jumps to the next moment at which
 * anything is due.
 */
public final class SimulatedSysplex {
    /** What one iteration of all loops takes. */
    private static final long ITERATION_NANOS = 20_000L;

    private static final int REPORTED_LINES = 50;

    private final long seed;
    private final SplittableRandom random;
    private final VirtualClock clock = new VirtualClock();
    private final Trace trace = new Trace(clock);
    private final XcfTiming timing;
    private final SimulatedXcf xcf;
    private final SimulatedLan lan;
    private final List<SimulatedLan> lans = new ArrayList<>();
    private final LinkFabric links;
    private final LinkFabric heartbeats;
    private final List<Stepped> actors = new ArrayList<>();
    private final List<Runnable> watchers = new ArrayList<>();
    private StackVariant variant = StackVariant.NONE;
    private int nodes;
    private @Nullable Throwable failure;

    private static final class Stepped {
        final Actor actor;
        boolean busy = true;

        Stepped(Actor actor) {
            this.actor = actor;
        }
    }

    /** An empty world; everything that is not decided by the caller is decided by the seed. */
    public SimulatedSysplex(long seed) {
        this(seed, XcfTiming.usual());
    }

    /** An empty world whose coupling takes its time as given. */
    public SimulatedSysplex(long seed, XcfTiming timing) {
        this.seed = seed;
        this.timing = timing;
        random = new SplittableRandom(seed);
        xcf = new SimulatedXcf(random.nextLong(), timing);
        links = new LinkFabric(clock, random.split());
        lan = addLan();
        heartbeats = new LinkFabric(clock, random.split());
    }

    /** Adds an LPAR that is not started. */
    public SimulatedLpar lpar(LparDefinition definition) {
        return lpar(definition, 0);
    }

    /**
     * Adds an LPAR that is not started.
     *
     * @param skewPpm parts per million by which its clock is too fast (negative: too slow)
     */
    public SimulatedLpar lpar(LparDefinition definition, int skewPpm) {
        SimulatedLpar added = new SimulatedLpar(definition, skewPpm, this, random.split());
        add(added);
        return added;
    }

    /** Adds an Ethernet beside that of the sysplex; only a router leads from one to another. */
    public SimulatedLan addLan() {
        SimulatedLan added = new SimulatedLan(clock, random.split());
        lans.add(added);
        return added;
    }

    /**
     * Adds a host on the LAN of the sysplex.
     *
     * @param address its address with the prefix of the LAN
     * @param onLink further subnets that it reaches without a router
     */
    public ClientHost client(String name, IpPrefix address, List<IpPrefix> onLink) {
        ClientHost added = new ClientHost(setup(name), random.nextLong());
        added.attach(lan, address, onLink);
        add(added);
        return added;
    }

    /**
     * Adds a host on a LAN that reaches everything else through a router.
     *
     * @param address its address with the prefix of the LAN
     * @param router address of the router on that LAN
     */
    public ClientHost client(String name, SimulatedLan on, IpPrefix address, IpAddress router) {
        ClientHost added = new ClientHost(setup(name), random.nextLong());
        added.attach(on, address, List.of());
        added.defaultRouter(router);
        add(added);
        return added;
    }

    /** Adds a router that is not attached to any LAN yet. */
    public Router router(String name) {
        Router added = new Router(setup(name));
        add(added);
        return added;
    }

    private IpNode.Setup setup(String name) {
        nodes++;
        MacAddress mac = new MacAddress(0x0200_5e00_0000L + nodes);
        return new IpNode.Setup(
                name, mac, clock, trace, (where, cause, state) -> failed(name + " " + where + " " + state, cause));
    }

    /** Adds something else to step: a schedule of faults, a load. */
    public void add(Actor actor) {
        actors.add(new Stepped(actor));
    }

    /** Adds something that looks at the world after every pass. */
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Lets virtual time pass. */
    public void run(Duration duration) {
        long until = clock.nanos() + duration.toNanos();
        wakeAll();
        while (clock.nanos() < until) {
            pass(until);
        }
    }

    /**
     * Lets virtual time pass until something is so.
     *
     * @throws IllegalStateException when it is not so within the limit
     */
    public void runUntil(String expected, Duration limit, BooleanSupplier condition) {
        long until = clock.nanos() + limit.toNanos();
        wakeAll();
        while (!condition.getAsBoolean()) {
            if (clock.nanos() >= until) {
                throw new IllegalStateException("not within " + limit + ": " + expected);
            }
            pass(until);
        }
    }

    /** Changes every stack that is started from now on. */
    public void variant(StackVariant changed) {
        variant = changed;
    }

    StackVariant variant() {
        return variant;
    }

    /** Whoever drives the world may have given a loop something to do. */
    private void wakeAll() {
        actors.forEach(stepped -> stepped.busy = true);
    }

    private void pass(long until) {
        long now = clock.nanos();
        xcf.step(now);
        int work = 0;
        for (int i = 0; i < lans.size(); i++) {
            work += lans.get(i).step(now);
        }
        for (int i = 0; i < actors.size(); i++) {
            Stepped stepped = actors.get(i);
            // A loop that has nothing to do sleeps, as in production.
            if (stepped.busy || stepped.actor.nextNanos() <= now) {
                int done = stepped.actor.step(now);
                stepped.busy = done > 0;
                work += done;
            }
        }
        for (int i = 0; i < watchers.size(); i++) {
            watchers.get(i).run();
        }
        if (failure != null) {
            throw new IllegalStateException("the world has failed: " + failure.getMessage(), failure);
        }
        long soonest = now + ITERATION_NANOS;
        long next = work > 0 ? soonest : Math.max(soonest, nextNanos());
        clock.advanceTo(Math.max(now + 1, Math.min(next, until)));
    }

    private long nextNanos() {
        long next = xcf.nextNanos().orElse(Actor.NEVER);
        for (int i = 0; i < lans.size(); i++) {
            next = Math.min(next, lans.get(i).nextNanos());
        }
        for (int i = 0; i < actors.size(); i++) {
            next = Math.min(next, actors.get(i).actor.nextNanos());
        }
        return next;
    }

    /** Something threw in a loop; the world ends with the running pass. */
    void failed(String where, Throwable cause) {
        trace.event("WORLD", "failed: " + where + ": " + cause);
        failure = new IllegalStateException(where + ": " + cause, cause);
    }

    /** Seed and last events, for a failing test. */
    public String report() {
        return "seed " + seed + ", last " + REPORTED_LINES + " events:\n" + trace.last(REPORTED_LINES);
    }

    /** Seed of this world. */
    public long seed() {
        return seed;
    }

    /** Clock of this world. */
    public VirtualClock clock() {
        return clock;
    }

    /** What has happened. */
    public Trace trace() {
        return trace;
    }

    /** Group and structures, with their faults. */
    public SimulatedXcf xcf() {
        return xcf;
    }

    /** How long the coupling takes. */
    public XcfTiming timing() {
        return timing;
    }

    /** The Ethernet of the sysplex. */
    public SimulatedLan lan() {
        return lan;
    }

    /** What carries heartbeats. */
    public LinkFabric heartbeats() {
        return heartbeats;
    }

    /** The data links between stacks. */
    public LinkFabric links() {
        return links;
    }
}
