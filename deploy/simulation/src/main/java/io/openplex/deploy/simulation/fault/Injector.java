package io.openplex.deploy.simulation.fault;

import io.openplex.deploy.simulation.Actor;
import io.openplex.deploy.simulation.SimulatedLpar;
import io.openplex.deploy.simulation.SimulatedSysplex;
import io.openplex.deploy.simulation.plan.SysplexPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Carries a schedule out: every fault begins and ends at its time, and at the end everything is healed. */
public final class Injector implements Actor {
    private static final double SECOND = 1e9;
    private static final long RESTARTED_AFTER_NANOS = 10_000_000_000L;

    private final SimulatedSysplex world;
    private final SysplexPlan plan;
    private final List<SimulatedLpar> lpars;
    private final Cabling cabling;
    private final Couplings couplings;
    private final Operators operators;
    private final List<Fault> active = new ArrayList<>();
    private final List<Episode> episodes = new ArrayList<>();
    private final PriorityQueue<Change> changes =
            new PriorityQueue<>(Comparator.comparingLong(Change::atNanos).thenComparingInt(Change::number));
    private long healedNanos = NEVER;

    private record Change(long atNanos, int number, Fault fault, boolean begins) {}

    /**
     * A fault as it came about.
     *
     * @param fromNanos world time of its beginning
     * @param untilNanos world time of its end, {@link Actor#NEVER} while it lasts
     */
    public record Episode(Fault fault, long fromNanos, long untilNanos) {}

    /** An injector whose schedule has not begun. */
    public Injector(SimulatedSysplex world, SysplexPlan plan, List<SimulatedLpar> lpars) {
        this.world = world;
        this.plan = plan;
        this.lpars = lpars;
        cabling = new Cabling(world, lpars);
        couplings = new Couplings(world.xcf().faults(), lpars);
        operators = new Operators(lpars);
    }

    /** Begins a schedule whose times count from now. */
    public void begin(List<Fault> schedule, long nowNanos) {
        int number = 0;
        for (Fault fault : schedule) {
            changes.add(new Change(nowNanos + fault.atNanos(), number, fault, true));
            changes.add(new Change(nowNanos + fault.endNanos(), number + 1, fault, false));
            number += 2;
        }
    }

    @Override
    public int step(long nowNanos) {
        int work = 0;
        for (Change next = changes.peek(); next != null && next.atNanos() <= nowNanos; next = changes.peek()) {
            changes.remove();
            change(next, nowNanos);
            work++;
        }
        return work;
    }

    private void change(Change change, long nowNanos) {
        Fault fault = change.fault();
        world.trace().event("FAULT", (change.begins() ? "begins: " : "ends: ") + fault);
        if (change.begins()) {
            active.add(fault);
            episodes.add(new Episode(fault, nowNanos, NEVER));
            begin(fault);
        } else {
            active.remove(fault);
            episodes.replaceAll(e -> e.fault().equals(fault) && e.untilNanos() == NEVER
                    ? new Episode(fault, e.fromNanos(), nowNanos)
                    : e);
            end(fault);
        }
        cabling.rebuild(active);
        couplings.rebuild(active);
    }

    private void begin(Fault fault) {
        SimulatedLpar lpar = lpars.get(fault.target() - 1);
        switch (fault.kind()) {
            case CRASH -> whenRunning(lpar, () -> lpar.crash(true));
            case SILENT_CRASH -> whenRunning(lpar, () -> lpar.crash(false));
            case CRASH_IN_ITERATION -> whenAwake(lpar, () -> lpar.crashInIteration(fault.amount()));
            case FREEZE -> whenAwake(lpar, lpar::freeze);
            case FREEZE_IN_ITERATION -> whenAwake(lpar, () -> lpar.freezeInIteration(fault.amount()));
            case STOP -> whenAwake(lpar, lpar::stop);
            case SESSION_ENDED -> world.xcf().faults().expireSession(lpar.name());
            case FAILOVER -> world.xcf().faults().failover();
            case REBUILT_EMPTY -> world.xcf().faults().rebuildEmpty();
            case DEACTIVATE, LEAVE_GROUP, SERVER_STOP -> whenAwake(lpar, () -> operators.begin(fault, address(fault)));
            default -> {
                // What lasts is brought about by all faults of the moment together.
            }
        }
    }

    private void end(Fault fault) {
        SimulatedLpar lpar = lpars.get(fault.target() - 1);
        switch (fault.kind()) {
            case CRASH, SILENT_CRASH, CRASH_IN_ITERATION, STOP -> startAgain(lpar, fault);
            case FREEZE, FREEZE_IN_ITERATION -> thaw(lpar, fault);
            case DEACTIVATE, LEAVE_GROUP, SERVER_STOP -> whenAwake(lpar, () -> operators.end(fault, address(fault)));
            default -> {
                // What lasts is brought about by all faults of the moment together.
            }
        }
    }

    private String address(Fault fault) {
        return fault.kind() == FaultKind.DEACTIVATE
                ? plan.dvipas().get(fault.amount() - 1).address().toString()
                : "";
    }

    private static void whenRunning(SimulatedLpar lpar, Runnable action) {
        if (lpar.running()) {
            action.run();
        }
    }

    private static void whenAwake(SimulatedLpar lpar, Runnable action) {
        if (lpar.running() && !lpar.frozen()) {
            action.run();
        }
    }

    /** Unless another fault still keeps it down. */
    private void startAgain(SimulatedLpar lpar, Fault ended) {
        lpar.thaw();
        boolean keptDown =
                active.stream().anyMatch(f -> f.kind().stopsProcess() && f.target() == ended.target() && !isFreeze(f));
        if (!keptDown && !lpar.running()) {
            lpar.start();
        }
    }

    private void thaw(SimulatedLpar lpar, Fault ended) {
        boolean keptStill = active.stream().anyMatch(f -> isFreeze(f) && f.target() == ended.target());
        if (!keptStill) {
            lpar.thaw();
        }
    }

    private static boolean isFreeze(Fault fault) {
        return fault.kind() == FaultKind.FREEZE || fault.kind() == FaultKind.FREEZE_IN_ITERATION;
    }

    /** Ends every fault but those that keep a process down: the others must do without it. */
    public void healAroundTheDead(long nowNanos) {
        world.trace().event("FAULT", "everything heals but the processes that are down");
        List<Change> kept = new ArrayList<>();
        while (!changes.isEmpty()) {
            Change next = changes.remove();
            if (next.begins() || !active.contains(next.fault())) {
                continue;
            }
            if (next.fault().kind().endsProcess()) {
                kept.add(next);
            } else {
                change(next, nowNanos);
            }
        }
        changes.addAll(kept.stream()
                .map(c -> new Change(NEVER, c.number(), c.fault(), false))
                .toList());
    }

    /** Ends every fault and undoes what operators and crashes have left behind. */
    public void heal(long nowNanos) {
        world.trace().event("FAULT", "everything heals");
        while (!changes.isEmpty()) {
            Change next = changes.remove();
            if (!next.begins() && active.contains(next.fault())) {
                change(next, nowNanos);
            }
        }
        world.xcf().faults().heal();
        cabling.rebuild(active);
        lpars.forEach(SimulatedLpar::thaw);
        healedNanos = nowNanos;
    }

    /** After healing: starts what is down and takes back what operators did; called until nothing is left to do. */
    public void tidy() {
        for (SimulatedLpar lpar : lpars) {
            if (!lpar.running()) {
                lpar.start();
            } else if (forgotten(lpar)) {
                lpar.crash(true);
            } else if (lpar.ready()) {
                operators.restore(lpar, plan);
            }
        }
    }

    /** A rebuilt service does not admit those who have seen more than it has: an operator starts them again. */
    private boolean forgotten(SimulatedLpar lpar) {
        return happened(FaultKind.REBUILT_EMPTY)
                && world.clock().nanos() > healedNanos + RESTARTED_AFTER_NANOS
                && lpar.stack()
                        .sysplex()
                        .self()
                        .filter(self -> !world.xcf().active(self))
                        .isPresent();
    }

    /** Every fault so far, with its real times. */
    public List<Episode> episodes() {
        return episodes;
    }

    /** A fault of this kind has begun at some time. */
    public boolean happened(FaultKind kind) {
        for (int i = 0; i < episodes.size(); i++) {
            if (episodes.get(i).fault().kind() == kind) {
                return true;
            }
        }
        return false;
    }

    /** Faults of the moment, one line each. */
    public String describe() {
        return active.isEmpty() ? "none" : active.toString();
    }

    /** When {@link #heal} was called, seconds; for reports. */
    public double healedSeconds() {
        return healedNanos / SECOND;
    }

    @Override
    public long nextNanos() {
        Change next = changes.peek();
        return next == null ? NEVER : next.atNanos();
    }
}
