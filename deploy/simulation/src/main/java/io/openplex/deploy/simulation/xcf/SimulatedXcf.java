package io.openplex.deploy.simulation.xcf;

import io.openplex.xcf.api.CouplingFacility.Entry;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.LoopInbox;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A group, its links and its structures under virtual time. The owner of the simulation calls {@link #step} with the
 * time; stacks get their events through their inboxes in between. Not thread-safe.
 */
public final class SimulatedXcf {
    /** Name of the one group. */
    public static final String GROUP = "EZBTCPCS";

    private static final long JOIN_RETRY_NANOS = 50_000_000;
    private static final long INBOX_RETRY_NANOS = 1_000_000;

    private record Event(long atNanos, long number, Runnable action) {}

    private final XcfTiming timing;
    private final SplittableRandom random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::number));
    private final List<SimulatedStack> stacks = new ArrayList<>();
    private final Map<String, SimulatedStack> members = new TreeMap<>();
    private final List<SimulatedLink> links = new ArrayList<>();
    private final List<SimulatedLink> partitioned = new ArrayList<>();
    private final Map<String, TreeMap<String, Entry>> structures = new TreeMap<>();
    private final List<Runnable> whenServiceAnswers = new ArrayList<>();
    private long nowNanos;
    private long eventNumber;
    private long lastIncarnation;
    private boolean service = true;
    private final XcfFaults faults = new XcfFaults(this);

    /** A group without members; the seed decides every delay. */
    public SimulatedXcf(long seed, XcfTiming timing) {
        this.random = new SplittableRandom(seed);
        this.timing = timing;
    }

    /** What can be made to go wrong. */
    public XcfFaults faults() {
        return faults;
    }

    /** A new process on a system, by which faults know it; its events go to this inbox. */
    public SimulatedStack stack(String system, LoopInbox inbox) {
        SimulatedStack stack = new SimulatedStack(this, system, inbox);
        stacks.add(stack);
        return stack;
    }

    /** Lets everything happen that is due by now; time never runs backwards. */
    public void step(long now) {
        while (!events.isEmpty() && events.element().atNanos() <= now) {
            Event event = events.remove();
            nowNanos = Math.max(nowNanos, event.atNanos());
            event.action().run();
        }
        nowNanos = Math.max(nowNanos, now);
    }

    /** When the next thing is due. */
    public OptionalLong nextNanos() {
        Event next = events.peek();
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.atNanos());
    }

    // ---- faults ----

    /** The process ends; with proof its connections say so, without it only its session does. */
    public void crash(SimulatedStack stack, boolean withProof) {
        if (stack.dead()) {
            return;
        }
        stack.die(withProof);
        Member member = stack.self();
        if (member == null) {
            return;
        }
        if (withProof) {
            later(
                    XcfTiming.around(timing.proofNanos(), random),
                    () -> endWhenAnswered(stack, member, LeaveReason.ABEND));
        } else {
            later(timing.sessionNanos(), () -> endWhenAnswered(stack, member, LeaveReason.SYSTEM_REMOVED));
        }
    }

    /** Stops a process and its client of the service, or lets it go on; its session ends if it stays stopped. */
    public void pause(SimulatedStack stack, boolean stop) {
        stack.pause(stop);
        Member member = stack.self();
        if (stop && member != null) {
            later(timing.sessionNanos(), () -> {
                if (stack.paused()) {
                    endWhenAnswered(stack, member, LeaveReason.SYSTEM_REMOVED);
                }
            });
        }
    }

    /** The service ends the session of a stack. */
    public void expire(SimulatedStack stack) {
        Member member = stack.self();
        if (member != null) {
            endWhenAnswered(stack, member, LeaveReason.SYSTEM_REMOVED);
        }
    }

    /** Cuts the signalling between two members, or heals it. */
    public void partition(SimulatedStack one, SimulatedStack other, boolean cut) {
        for (SimulatedLink link : links) {
            if (link.joins(one) && link.joins(other)) {
                if (cut && !partitioned.contains(link)) {
                    partitioned.add(link);
                    goDown(link);
                } else if (!cut && partitioned.remove(link)) {
                    later(linkDelay(), () -> goUp(link));
                }
            }
        }
    }

    /** The coordination service answers everybody, or nobody. Sessions do not run out while it is away. */
    public void coordination(boolean answers) {
        if (service == answers) {
            return;
        }
        service = answers;
        stacks.forEach(stack -> stack.tellService(answers));
        if (answers) {
            List<Runnable> due = List.copyOf(whenServiceAnswers);
            whenServiceAnswers.clear();
            due.forEach(action -> later(coordinationDelay(), action));
        }
    }

    // ---- switched by XcfFaults ----

    void serviceFault(ServiceFault kind, String system, boolean on) {
        // Read where it matters.
    }

    void serviceFault(boolean away) {
        coordination(!away);
    }

    void linkFault(LinkFault kind, String from, String to, boolean on) {
        if (kind == LinkFault.BROKEN) {
            partition(from, to, faults.on(kind, from, to) || faults.on(kind, to, from));
        }
    }

    void failover() {
        if (service) {
            coordination(false);
            later(random.nextLong(200_000_000, 3_000_000_000L), () -> coordination(!faults.away()));
        }
    }

    void rebuildEmpty() {
        structures.clear();
        List.copyOf(members.values()).forEach(this::expire);
    }

    void expireSession(String system) {
        members.values().stream()
                .filter(m -> m.system().equals(system))
                .toList()
                .forEach(this::expire);
    }

    void breakLink(String one, String other) {
        partition(one, other, true);
        partition(one, other, false);
    }

    private void partition(String one, String other, boolean cut) {
        for (SimulatedLink link : List.copyOf(links)) {
            if (link.joins(one) && link.joins(other)) {
                partition(link.one(), link.other(), cut);
            }
        }
    }

    // ---- requests of stacks ----

    void join(SimulatedStack stack, MemberInfo info) {
        long startNanos = nowNanos;
        later(2 * coordinationDelay(), () -> tryJoin(stack, info, startNanos));
    }

    private void tryJoin(SimulatedStack stack, MemberInfo info, long startNanos) {
        if (!stack.joining()) {
            return;
        }
        SimulatedStack holder = members.get(info.memberName());
        if (!service) {
            retryJoin(stack, info, startNanos, JoinRefusal.UNAVAILABLE, timing.sessionNanos());
        } else if (holder == null) {
            enter(stack, info);
        } else if (!holder.dead()) {
            stack.tellRefused(JoinRefusal.NAME_IN_USE, "member " + info.memberName() + " is active");
        } else if (holder.provable() && holder.self() != null) {
            end(holder, holder.self(), LeaveReason.ABEND);
            enter(stack, info);
        } else {
            retryJoin(stack, info, startNanos, JoinRefusal.NAME_IN_USE, 2 * timing.sessionNanos());
        }
    }

    private void retryJoin(
            SimulatedStack stack, MemberInfo info, long startNanos, JoinRefusal otherwise, long limitNanos) {
        if (nowNanos - startNanos > limitNanos) {
            stack.tellRefused(otherwise, "no answer in time");
        } else {
            later(JOIN_RETRY_NANOS, () -> tryJoin(stack, info, startNanos));
        }
    }

    private void enter(SimulatedStack stack, MemberInfo info) {
        lastIncarnation++;
        Member member = new Member(lastIncarnation, info);
        List<Member> others = new ArrayList<>();
        List<SimulatedStack> partners = List.copyOf(members.values());
        partners.forEach(p -> others.add(selfOf(p)));
        stack.becomes(member);
        members.put(member.name(), stack);
        stack.tellJoined(member, List.copyOf(others));
        for (SimulatedStack partner : partners) {
            partner.tellMemberJoined(member);
            SimulatedLink link = new SimulatedLink(stack, partner);
            links.add(link);
            later(linkDelay(), () -> goUp(link));
        }
    }

    void leave(SimulatedStack stack, LeaveReason reason) {
        Member member = stack.self();
        if (member == null) {
            stack.tellLeft(reason);
            return;
        }
        later(2 * coordinationDelay(), () -> {
            if (service) {
                end(stack, member, reason);
            } else {
                whenServiceAnswers.add(() -> end(stack, member, reason));
                stack.tellLeft(reason);
            }
        });
    }

    boolean send(SimulatedStack from, Member to, byte[] signal) {
        for (SimulatedLink link : links) {
            if (link.joins(from) && to.equals(link.partner(from).self())) {
                SimulatedStack receiver = link.partner(from);
                Deque<byte[]> waiting = link.waitingFor(receiver);
                if (waiting.size() >= SimulatedLink.QUEUE_MAX) {
                    return false;
                }
                waiting.add(signal);
                if (link.up()) {
                    flush(link, from, receiver);
                }
                return true;
            }
        }
        return true; // it is gone and the sender has not been told yet: the signal is lost like on a dead link
    }

    private void flush(SimulatedLink link, SimulatedStack from, SimulatedStack receiver) {
        Member sender = selfOf(from);
        Deque<byte[]> waiting = link.waitingFor(receiver);
        int generation = link.generation();
        while (!waiting.isEmpty()) {
            byte[] signal = waiting.remove();
            deliver(receiver, XcfTiming.around(timing.signalNanos(), random), () -> {
                if (link.generation() == generation) {
                    receiver.tellNow(sender, signal);
                }
            });
        }
    }

    // ---- what happens ----

    private void goUp(SimulatedLink link) {
        if (links.contains(link) && !partitioned.contains(link) && !link.up()) {
            SimulatedStack one = link.one();
            SimulatedStack other = link.other();
            if (one.dead() || other.dead()) {
                return;
            }
            link.raise();
            one.tellLink(selfOf(other), true);
            other.tellLink(selfOf(one), true);
            flush(link, one, other);
            flush(link, other, one);
        }
    }

    private void goDown(SimulatedLink link) {
        boolean wasUp = link.up();
        link.breakDown();
        if (wasUp) {
            link.one().tellLink(selfOf(link.other()), false);
            link.other().tellLink(selfOf(link.one()), false);
        }
    }

    private void endWhenAnswered(SimulatedStack stack, Member member, LeaveReason reason) {
        if (service) {
            end(stack, member, reason);
        } else {
            whenServiceAnswers.add(() -> end(stack, member, reason));
        }
    }

    private void end(SimulatedStack stack, Member member, LeaveReason reason) {
        if (!active(member)) {
            return;
        }
        members.remove(member.name());
        links.removeIf(link -> link.joins(stack));
        partitioned.removeIf(link -> link.joins(stack));
        members.values().forEach(survivor -> survivor.tellMemberLeft(member, reason));
        if (member.equals(stack.self())) {
            stack.tellLeft(reason == LeaveReason.ABEND ? LeaveReason.SYSTEM_REMOVED : reason);
        }
    }

    /** Is this incarnation an active member. */
    boolean active(Member member) {
        SimulatedStack stack = members.get(member.name());
        return stack != null && selfOf(stack).equals(member);
    }

    private static Member selfOf(SimulatedStack member) {
        return Optional.ofNullable(member.seat()).orElseThrow();
    }

    /** Is this request, or its answer, one of those that get lost. */
    boolean lost(ServiceFault kind, SimulatedStack stack) {
        return faults.on(kind, stack.system()) && random.nextInt(4) == 0;
    }

    boolean serviceAnswers() {
        return service;
    }

    Map<String, Entry> structure(String name) {
        return structures.computeIfAbsent(name, n -> new TreeMap<>());
    }

    // ---- time ----

    long coordinationDelay() {
        return XcfTiming.around(timing.coordinationNanos(), random);
    }

    private long linkDelay() {
        return 4 * XcfTiming.around(timing.signalNanos(), random);
    }

    void later(long delayNanos, Runnable action) {
        eventNumber++;
        events.add(new Event(nowNanos + delayNanos, eventNumber, action));
    }

    /** Has an event arrive at a stack, after all that are under way to it. */
    void deliver(SimulatedStack stack, long delayNanos, Runnable event) {
        long at = stack.arrivalNanos(nowNanos + delayNanos);
        later(at - nowNanos, () -> post(stack, event));
    }

    void post(SimulatedStack stack, Runnable event) {
        if (!stack.post(event)) {
            later(INBOX_RETRY_NANOS, () -> post(stack, event));
        }
    }
}
