package io.openplex.deploy.simulation.xcf;

import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.GroupView;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.LoopInbox;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.XcfGroup;
import io.openplex.xcf.api.right.CoupleDataSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One process with its access to the group and to the structures, and the rim of that process: what arrives waits while
 * the process stands still and is lost with it.
 */
public final class SimulatedStack implements XcfGroup {
    private static final long INBOX_RETRY_NANOS = 5_000_000;

    /** The threads of a process that goes on after it stood still get their turn one after the other. */
    private static final long WAKING_NANOS = 20_000_000;

    private final SimulatedXcf world;
    private final String system;
    private final LoopInbox inbox;
    private final Deque<Runnable> rim = new ArrayDeque<>();

    /** Events that the inbox refused and that must not be lost. */
    private final Deque<Runnable> refused = new ArrayDeque<>();

    private final SimulatedMembership membership;
    private final CouplingFacility facility;
    private final CoupleDataSet dataSet;
    private long generation;
    private boolean busy;
    private boolean dead;
    private boolean provable;
    private boolean paused;

    /** The rim stands still; it does so a little longer than the process. */
    private boolean asleep;

    private int pauses;

    SimulatedStack(SimulatedXcf world, String system, LoopInbox inbox) {
        this.world = world;
        this.system = system;
        this.inbox = inbox;
        membership = new SimulatedMembership(world, this);
        facility = new SimulatedFacility(this, membership.connection(), membership);
        dataSet = new SimulatedDataSet(this, membership.connection(), membership);
    }

    /** The structures. */
    public CouplingFacility couplingFacility() {
        return facility;
    }

    /** Status and lists of the members. */
    public CoupleDataSet coupleDataSet() {
        return dataSet;
    }

    /** Generation of the ensemble as this process knows it. */
    long generation() {
        return generation;
    }

    void generation(long seen) {
        generation = seen;
    }

    /** System that it runs on. */
    public String system() {
        return system;
    }

    @Override
    public String groupName() {
        return SimulatedXcf.GROUP;
    }

    @Override
    public void join(MemberInfo info, Listener events) {
        execute(() -> membership.join(info, events));
    }

    @Override
    public void leave(LeaveReason reason) {
        execute(() -> membership.leave(reason));
    }

    @Override
    public boolean send(Member to, byte[] signal) {
        return membership.send(to, signal.clone());
    }

    @Override
    public void refuse(Member from, String reason) {
        execute(() -> membership.peers().ifPresent(peers -> peers.refuse(from)));
    }

    @Override
    public GroupView view() {
        return membership.view();
    }

    /** The process ends, with proof. */
    @Override
    public void close() {
        world.crash(this, true);
    }

    // ---- the world's side ----

    /** The member that this process has been told it is. */
    public Optional<Member> self() {
        return membership.self();
    }

    SimulatedMembership membership() {
        return membership;
    }

    ServiceConnection connection() {
        return membership.connection();
    }

    boolean dead() {
        return dead;
    }

    /** Its connections have proven its death. */
    boolean provable() {
        return provable;
    }

    boolean paused() {
        return paused;
    }

    void die(boolean withProof) {
        dead = true;
        provable = withProof;
        rim.clear();
        refused.clear();
    }

    /** Stops the process, or lets it go on: its loop at once, its rim a moment later. */
    void pause(boolean stop) {
        paused = stop;
        pauses++;
        if (stop) {
            asleep = true;
            return;
        }
        int wake = pauses;
        world.later(world.upTo(WAKING_NANOS), () -> {
            if (wake == pauses) {
                asleep = false;
                runRim();
            }
        });
    }

    // ---- the rim ----

    /** Runs a task after all that were given before, as soon as the process runs. */
    void execute(Runnable task) {
        if (!dead) {
            rim.add(task);
            runRim();
        }
    }

    private void runRim() {
        if (busy) {
            return;
        }
        busy = true;
        try {
            while (!asleep && !rim.isEmpty()) {
                rim.remove().run();
            }
        } finally {
            busy = false;
        }
    }

    void schedule(long delayNanos, Runnable task) {
        world.later(delayNanos, () -> execute(task));
    }

    /** Has an event run on the loop, in order, as soon as the inbox takes it. */
    void deliver(Runnable event) {
        if (!refused.isEmpty() || !inbox.post(event)) {
            refused.add(event);
            if (refused.size() == 1) {
                schedule(INBOX_RETRY_NANOS, this::deliverRefused);
            }
        }
    }

    /** Has an event run on the loop if the inbox takes it now. */
    boolean offer(Runnable event) {
        return refused.isEmpty() && inbox.post(event);
    }

    private void deliverRefused() {
        while (!refused.isEmpty() && inbox.post(refused.element())) {
            refused.remove();
        }
        if (!refused.isEmpty()) {
            schedule(INBOX_RETRY_NANOS, this::deliverRefused);
        }
    }
}
