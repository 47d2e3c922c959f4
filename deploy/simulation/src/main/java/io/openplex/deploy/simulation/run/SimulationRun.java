package io.openplex.deploy.simulation.run;

import io.openplex.deploy.simulation.SimulatedLpar;
import io.openplex.deploy.simulation.SimulatedSysplex;
import io.openplex.deploy.simulation.StackVariant;
import io.openplex.deploy.simulation.check.ConnectionChecks;
import io.openplex.deploy.simulation.check.Invariant;
import io.openplex.deploy.simulation.check.OwnershipChecks;
import io.openplex.deploy.simulation.check.Violation;
import io.openplex.deploy.simulation.check.ViolationException;
import io.openplex.deploy.simulation.check.Violations;
import io.openplex.deploy.simulation.client.EchoClient;
import io.openplex.deploy.simulation.fault.FaultKind;
import io.openplex.deploy.simulation.fault.Injector;
import io.openplex.deploy.simulation.plan.LparPlan;
import io.openplex.stackd.tcp.TcpCounter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * One scenario from beginning to end. First phase: faults, and what must always hold is checked after every step.
 * Second phase: everything heals, and what must follow has to follow within a bound.
 */
public final class SimulationRun {
    private static final long STREAM_OF_LOAD = 0x4c4f_4144L;
    private static final Duration UP_WITHIN = Duration.ofSeconds(20);
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(10);
    private static final Duration RIGHT_WITHIN = Duration.ofSeconds(40);
    private static final Duration CONNECTIONS_WITHIN = Duration.ofSeconds(130);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Scenario scenario;
    private final SimulatedSysplex world;
    private final List<SimulatedLpar> lpars = new ArrayList<>();
    private final ClientNetwork network;
    private final Injector injector;
    private final Violations violations;
    private final OwnershipChecks ownership;
    private final ConnectionChecks connections;
    private final Load load;

    /** A run with stacks as they are. */
    public SimulationRun(Scenario scenario) {
        this(scenario, StackVariant.NONE);
    }

    /** A run with changed stacks. */
    public SimulationRun(Scenario scenario, StackVariant variant) {
        this.scenario = scenario;
        world = new SimulatedSysplex(scenario.seed());
        world.variant(variant);
        violations = new Violations(world.clock(), world.trace());
        injector = new Injector(world, scenario.plan(), lpars);
        world.add(injector);
        for (LparPlan lpar : scenario.plan().lpars()) {
            lpars.add(world.lpar(scenario.plan().definition(lpar), lpar.skewPpm()));
        }
        network = new ClientNetwork(world);
        ownership = new OwnershipChecks(world, scenario.plan(), lpars, injector, violations);
        connections = new ConnectionChecks(world, lpars, ownership, injector, violations);
        load = new Load(
                network,
                scenario.plan(),
                new SplittableRandom(scenario.seed() ^ STREAM_OF_LOAD),
                connections,
                scenario.connections());
        world.add(load);
        world.watch(connections::look);
        world.watch(load::look);
        world.watch(ownership::look);
    }

    /** The world, for captures and histories. */
    public SimulatedSysplex world() {
        return world;
    }

    /** Runs to the end, or to the first defect. */
    public RunResult run() {
        Optional<Violation> failure = Optional.empty();
        try {
            start();
            faults();
            heal();
        } catch (ViolationException e) {
            failure = Optional.of(e.violation());
        } catch (IllegalStateException e) {
            failure = Optional.of(
                    new Violation(Invariant.NO_EXCEPTION, world.clock().nanos(), text(e)));
        }
        lpars.stream().filter(SimulatedLpar::running).forEach(lpar -> {
            if (lpar.frozen()) {
                lpar.crash(true);
            }
        });
        return new RunResult(
                scenario,
                failure,
                world.clock().nanos(),
                world.trace().hash(),
                world.trace().size(),
                load.opened(),
                load.mostOpen(),
                connections.lost(),
                network.hosts().stream()
                        .mapToLong(h -> h.tcp().counters().of(TcpCounter.SEGMENTS_IN))
                        .sum());
    }

    private static String text(Throwable thrown) {
        StringBuilder text = new StringBuilder(String.valueOf(thrown.getMessage()));
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        for (StackTraceElement at : root.getStackTrace()) {
            if (at.getClassName().startsWith("io.openplex")) {
                return text.append(" at ").append(at).toString();
            }
        }
        return text.toString();
    }

    private void start() {
        List<LparPlan> order = new ArrayList<>(scenario.plan().lpars());
        order.sort(java.util.Comparator.comparingLong(LparPlan::startNanos));
        for (LparPlan lpar : order) {
            world.run(Duration.ofNanos(lpar.startNanos() - world.clock().nanos()));
            lpars.get(lpar.number() - 1).start();
        }
        within(UP_WITHIN, Invariant.COMES_UP, this::notReady);
    }

    private Optional<String> notReady() {
        return lpars.stream()
                .filter(lpar -> !lpar.ready())
                .map(lpar -> lpar.name() + " is not ready")
                .findFirst();
    }

    private void faults() {
        load.begin(world.clock().nanos());
        injector.begin(scenario.faults(), world.clock().nanos());
        world.run(scenario.phase());
    }

    private void heal() {
        load.openNoMore(world.clock().nanos());
        injector.healAroundTheDead(world.clock().nanos());
        if (!injector.happened(FaultKind.REBUILT_EMPTY)) {
            within(TAKEN_OVER_WITHIN, Invariant.TAKEN_OVER, ownership::notTakenOver);
        }
        injector.heal(world.clock().nanos());
        if (injector.happened(FaultKind.REBUILT_EMPTY)) {
            settle(UP_WITHIN);
        }
        within(UP_WITHIN.plus(UP_WITHIN), Invariant.COMES_UP, () -> {
            injector.tidy();
            return notReady();
        });
        load.rest();
        within(CONNECTIONS_WITHIN, Invariant.CONNECTIONS_GO_ON, () -> stuck(c -> !c.settled()));
        load.finish(world.clock().nanos());
        within(CONNECTIONS_WITHIN, Invariant.CONNECTIONS_GO_ON, () -> stuck(c -> true));
        within(RIGHT_WITHIN, Invariant.RIGHT_OWNER, () -> {
            injector.tidy();
            return ownership.notYetRight();
        });
        world.run(Duration.ofSeconds(1));
        within(RIGHT_WITHIN, Invariant.NO_LEAK, this::leak);
        ownership.histories();
    }

    private void settle(Duration time) {
        long until = world.clock().nanos() + time.toNanos();
        while (world.clock().nanos() < until) {
            injector.tidy();
            world.run(LOOK_EVERY);
        }
    }

    private Optional<String> stuck(java.util.function.Predicate<EchoClient> which) {
        return load.live().stream()
                .filter(which.and(c -> !connections.cannotKnow(c)))
                .map(c -> c + " has " + c.received() + " of " + c.sent() + " bytes back")
                .findFirst();
    }

    private Optional<String> leak() {
        return lpars.stream()
                .filter(lpar -> lpar.stack().framesOutstanding() != 0)
                .map(lpar -> lpar.name() + " keeps " + lpar.stack().framesOutstanding() + " frames")
                .findFirst()
                .or(network::leak);
    }

    /** Lets time pass until nothing is missing any more; what is still missing at the end of the limit is a defect. */
    private void within(Duration limit, Invariant invariant, Supplier<Optional<String>> missing) {
        long until = world.clock().nanos() + limit.toNanos();
        Optional<String> now = missing.get();
        while (now.isPresent()) {
            if (world.clock().nanos() >= until) {
                violations.found(invariant, now.get() + " after " + limit.toSeconds() + " s");
            }
            world.run(LOOK_EVERY);
            now = missing.get();
        }
    }
}
