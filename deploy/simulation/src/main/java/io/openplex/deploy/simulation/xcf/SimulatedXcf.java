package io.openplex.deploy.simulation.xcf;

import io.openplex.xcf.api.CouplingFacility.Entry;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.LoopInbox;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A group, its links and its structures under virtual time. The owner of the simulation calls {@link #step} with the
 * time; stacks get their events through their inboxes in between. Not thread-safe.
 */
public final class SimulatedXcf {
    /** Name of the one group. */
    public static final String GROUP = "EZBTCPCS";

    private static final long FAILOVER_MIN_NANOS = 200_000_000;
    private static final long FAILOVER_MAX_NANOS = 3_000_000_000L;

    private final XcfTiming timing;
    private final SplittableRandom random;
    private final EventQueue events = new EventQueue();
    private final SimulatedService service = new SimulatedService();
    private final XcfFaults faults = new XcfFaults(this);
    private final List<SimulatedStack> stacks = new ArrayList<>();

    /** Connections of all processes, also of dead ones whose session the service still keeps. */
    private final List<ServiceConnection> connections = new ArrayList<>();

    /** Processes that have ended; their sessions may still have to run out. */
    private final List<SimulatedStack> ended = new ArrayList<>();

    private final Map<String, SimulatedLink> links = new TreeMap<>();
    private long lastAttempt;

    /** Elections under way. */
    private int elections;

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
        connections.removeIf(ServiceConnection::over);
        connections.add(stack.connection());
        return stack;
    }

    /** Lets everything happen that is due by now; time never runs backwards. */
    public void step(long now) {
        events.runUntil(now);
    }

    /** When the next thing is due. */
    public OptionalLong nextNanos() {
        return events.next();
    }

    // ---- what is so, whatever any stack sees of it ----

    /** Is this incarnation an active member. */
    public boolean active(Member member) {
        return service.content().active(member);
    }

    /** An entry as it really stands. */
    public Optional<Entry> truth(String structure, String entry) {
        return service.content().entry(structure, entry);
    }

    /** A number that is another one after anything was written. */
    public long transactions() {
        return service.transactions();
    }

    // ---- what happens to one process ----

    /** The process ends; with proof its connections say so, without it only its session does. */
    public void crash(SimulatedStack stack, boolean withProof) {
        if (stack.dead()) {
            return;
        }
        stack.die(withProof);
        stacks.remove(stack);
        ended.add(stack);
        stack.connection().reckon();
        links.values().forEach(link -> link.processEnded(stack, withProof));
        links.values().removeIf(SimulatedLink::unused);
        if (withProof) {
            stacks.forEach(other -> other.membership().peers().ifPresent(peers -> peers.watchEnded(stack)));
        }
    }

    /** Stops a process and its rim, or lets it go on; its session ends if it stays stopped. */
    public void pause(SimulatedStack stack, boolean stop) {
        stack.pause(stop);
        stack.connection().reckon();
    }

    /** Somebody isolates a stack that lives. */
    public void expire(SimulatedStack stack) {
        stack.self().ifPresent(member -> service.end(member, LeaveReason.SYSTEM_REMOVED));
    }

    // ---- switched by XcfFaults ----

    void serviceFault(ServiceFault kind, String system, boolean on) {
        on(system).forEach(stack -> stack.connection().faultChanged(kind, on));
    }

    void serviceChanged() {
        connections.removeIf(ServiceConnection::over);
        List.copyOf(connections).forEach(ServiceConnection::serviceChanged);
    }

    void linkFault(LinkFault kind, String from, String to, boolean on) {
        for (SimulatedLink link : List.copyOf(links.values())) {
            if (link.joins(from, to)) {
                link.faultChanged(kind, on);
            }
        }
    }

    void failover() {
        elections++;
        serviceChanged();
        events.later(random.nextLong(FAILOVER_MIN_NANOS, FAILOVER_MAX_NANOS), () -> {
            elections--;
            serviceChanged();
        });
    }

    void rebuildEmpty() {
        service.forget();
        failover();
    }

    void expireSession(String system) {
        on(system).forEach(stack -> stack.connection().expire());
    }

    void breakLink(String one, String other) {
        List.copyOf(links.values()).stream()
                .filter(link -> link.joins(one, other))
                .forEach(SimulatedLink::reset);
    }

    private List<SimulatedStack> on(String system) {
        return stacks.stream().filter(stack -> stack.system().equals(system)).toList();
    }

    // ---- for the parts of the twin ----

    XcfTiming timing() {
        return timing;
    }

    SimulatedService service() {
        return service;
    }

    boolean serviceAnswers() {
        return elections == 0 && !faults.away();
    }

    long nextAttempt() {
        lastAttempt++;
        return lastAttempt;
    }

    /** Link of two incarnations, made when the first of them begins to use it. */
    SimulatedLink link(Member one, Member other) {
        return links.computeIfAbsent(pair(one, other), pair -> new SimulatedLink(this));
    }

    /** Forgets links that nobody uses. */
    void closed(SimulatedLink link) {
        if (link.unused()) {
            links.values().remove(link);
        }
    }

    private static String pair(Member one, Member other) {
        boolean oneIsOlder = one.incarnation() < other.incarnation();
        return oneIsOlder ? one + " " + other : other + " " + one;
    }

    /** A partner that this incarnation does not know calls it: its node may be newer than the last read. */
    void unknownCaller(Member called) {
        for (SimulatedStack stack : stacks) {
            if (stack.self().filter(called::equals).isPresent()) {
                stack.execute(stack.membership()::refresh);
            }
        }
    }

    // ---- time and chance ----

    long now() {
        return events.now();
    }

    void later(long delayNanos, Runnable action) {
        events.later(delayNanos, action);
    }

    /** One way to the service. */
    long coordinationDelay() {
        return XcfTiming.around(timing.coordinationNanos(), random);
    }

    /** One way to a partner. */
    long signalDelay() {
        return XcfTiming.around(timing.signalNanos(), random);
    }

    /** From the end of a watch connection to the proof of a death. */
    long proofDelay() {
        return XcfTiming.around(timing.proofNanos(), random);
    }

    /** A number from 0 up to but not including the bound. */
    long upTo(long bound) {
        return random.nextLong(bound);
    }
}
