package io.openplex.deploy.simulation.xcf;

import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.GroupView;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.LoopInbox;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.XcfGroup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One process with its access to the group and to the structures. */
public final class SimulatedStack implements XcfGroup {
    private static final int SIGNAL_MAX = 4 << 20;

    private final SimulatedXcf world;
    private final String system;
    private final LoopInbox inbox;
    private final CouplingFacility facility;
    private final Deque<Runnable> held = new ArrayDeque<>();
    private long lastDeliveryNanos;
    private boolean dead;
    private boolean provable;
    private boolean paused;

    private @Nullable Listener listener;
    private @Nullable Member self;

    /** The latest membership in the group's list; a stack that left while the service was away is still listed. */
    private @Nullable Member seat;

    private boolean told;
    private boolean leaving;
    private boolean serviceAnswers = true;

    /** What this stack has been told: partners by name, and which of them are linked. */
    private final Map<String, Member> known = new TreeMap<>();

    private final TreeSet<String> linked = new TreeSet<>();

    SimulatedStack(SimulatedXcf world, String system, LoopInbox inbox) {
        this.world = world;
        this.system = system;
        this.inbox = inbox;
        facility = new SimulatedFacility(world, this);
        serviceAnswers = world.serviceAnswers();
    }

    /** The structures. */
    public CouplingFacility couplingFacility() {
        return facility;
    }

    @Override
    public String groupName() {
        return SimulatedXcf.GROUP;
    }

    @Override
    public void join(MemberInfo info, Listener events) {
        if (listener != null) {
            world.deliver(
                    this, 0, () -> events.joinRefused(JoinRefusal.NAME_IN_USE, "this stack is joined or joining"));
            return;
        }
        listener = events;
        world.join(this, info);
    }

    @Override
    public void leave(LeaveReason reason) {
        Listener to = listener;
        if (to == null || leaving) {
            return;
        }
        leaving = true;
        world.leave(this, reason);
    }

    @Override
    public boolean send(Member to, byte[] signal) {
        if (leaving || !to.equals(known.get(to.name())) || signal.length > SIGNAL_MAX) {
            return false;
        }
        return world.send(this, to, signal.clone());
    }

    @Override
    public GroupView view() {
        List<GroupView.Row> rows = new ArrayList<>();
        if (self != null && told) {
            rows.add(new GroupView.Row(self, true));
            known.values().forEach(m -> rows.add(new GroupView.Row(m, linked.contains(m.name()))));
            rows.sort(Comparator.comparing(row -> row.member().name()));
        }
        return new GroupView(SimulatedXcf.GROUP, List.copyOf(rows), serviceAnswers);
    }

    /** The process ends, with proof. */
    @Override
    public void close() {
        world.crash(this, true);
    }

    /** System that it runs on. */
    public String system() {
        return system;
    }

    // ---- the world's side ----

    @Nullable
    Member self() {
        return self;
    }

    @Nullable
    Member seat() {
        return seat;
    }

    boolean joining() {
        return listener != null && self == null && !leaving && !dead;
    }

    boolean dead() {
        return dead;
    }

    boolean provable() {
        return provable;
    }

    boolean paused() {
        return paused;
    }

    void die(boolean withProof) {
        dead = true;
        provable = withProof;
        held.clear();
    }

    void pause(boolean stop) {
        paused = stop;
        while (!paused && !held.isEmpty()) {
            world.post(this, held.remove());
        }
    }

    /** First moment at which a new event may arrive, so that events keep their order. */
    long arrivalNanos(long wanted) {
        lastDeliveryNanos = Math.max(lastDeliveryNanos, wanted);
        return lastDeliveryNanos;
    }

    /** Hands an event to the loop; false when the inbox is full. */
    boolean post(Runnable event) {
        if (dead) {
            return true;
        }
        if (paused) {
            held.add(event);
            return true;
        }
        return inbox.post(event);
    }

    void becomes(Member member) {
        self = member;
        seat = member;
    }

    void tellJoined(Member member, List<Member> others) {
        tell(to -> {
            told = true;
            others.forEach(o -> known.put(o.name(), o));
            to.joined(member, others);
        });
    }

    void tellRefused(JoinRefusal refusal, String detail) {
        Listener to = listener;
        listener = null;
        leaving = false;
        if (to != null) {
            world.deliver(this, 0, () -> to.joinRefused(refusal, detail));
        }
    }

    void tellMemberJoined(Member member) {
        tell(to -> {
            known.put(member.name(), member);
            to.memberJoined(member);
        });
    }

    void tellMemberLeft(Member member, LeaveReason reason) {
        tell(to -> {
            known.remove(member.name());
            linked.remove(member.name());
            to.memberLeft(member, reason);
        });
    }

    void tellLink(Member partner, boolean up) {
        tell(to -> {
            if (up) {
                linked.add(partner.name());
                to.linkUp(partner);
            } else {
                linked.remove(partner.name());
                to.linkDown(partner);
            }
        });
    }

    /** A signal, on the loop already. */
    void tellNow(Member from, byte[] signal) {
        Listener to = listener;
        if (to != null && from.equals(known.get(from.name()))) {
            to.signal(from, signal);
        }
    }

    void tellService(boolean answers) {
        world.deliver(this, 0, () -> serviceAnswers = answers);
        if (self != null) {
            tell(to -> to.coordinationLost(!answers));
        }
    }

    /** The last event of a membership; a new join may follow. */
    void tellLeft(LeaveReason reason) {
        Listener to = listener;
        listener = null;
        self = null;
        if (to != null) {
            world.deliver(this, 0, () -> {
                told = false;
                leaving = false;
                known.clear();
                linked.clear();
                to.left(reason);
            });
        }
    }

    private void tell(Consumer<Listener> event) {
        Listener to = listener;
        if (to != null) {
            world.deliver(this, 0, () -> event.accept(to));
        }
    }
}
