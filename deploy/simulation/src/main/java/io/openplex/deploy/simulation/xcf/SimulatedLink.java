package io.openplex.deploy.simulation.xcf;

import io.openplex.xcf.api.LeaveReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signalling link of two member incarnations. The younger one calls, and calls again with back-off; the older one
 * answers as soon as it knows the caller. Each end goes up and down by itself; what was sent in one life of the link
 * arrives in that life or never.
 */
final class SimulatedLink {
    private static final long BACKOFF_MIN_NANOS = 20_000_000;
    private static final long BACKOFF_MAX_NANOS = 1_000_000_000;
    private static final long HELLO_LIMIT_NANOS = 2_000_000_000;
    private static final long KEEP_ALIVE_NANOS = 30_000_000_000L;
    private static final long SLOW_NANOS = 500_000_000;

    private final SimulatedXcf world;
    private @Nullable LinkEnd caller;
    private @Nullable LinkEnd called;
    private final Lane toCalled = new Lane();
    private final Lane toCaller = new Lane();

    private long lastLife;

    /** Nothing of this life or an earlier one arrives any more. */
    private long brokenLife;

    private boolean calling;
    private long attempt;

    /** Attempt that arrived before the called member knew the caller. */
    private long parked;

    private long answered;
    private long backoffNanos = BACKOFF_MIN_NANOS;

    /** One direction: what is sent arrives in order, or waits while nothing gets through. */
    private static final class Lane {
        private long lastNanos;
        private final Deque<Runnable> stalled = new ArrayDeque<>();
    }

    SimulatedLink(SimulatedXcf world) {
        this.world = world;
    }

    private List<LinkEnd> ends() {
        if (caller == null) {
            return called == null ? List.of() : List.of(called);
        }
        return called == null ? List.of(caller) : List.of(caller, called);
    }

    private @Nullable LinkEnd other(LinkEnd end) {
        return end == caller ? called : caller;
    }

    boolean joins(String one, String other) {
        LinkEnd any = caller == null ? called : caller;
        return any != null && (joins(any, one, other) || joins(any, other, one));
    }

    private static boolean joins(LinkEnd end, String own, String partner) {
        return end.self().info().system().equals(own)
                && end.partner().info().system().equals(partner);
    }

    private boolean fault(LinkFault kind, LinkEnd from) {
        return world.faults()
                .on(kind, from.self().info().system(), from.partner().info().system());
    }

    private boolean faultEitherWay(LinkFault kind, LinkEnd end) {
        return fault(kind, end)
                || world.faults()
                        .on(
                                kind,
                                end.partner().info().system(),
                                end.self().info().system());
    }

    /** Has something happen at the partner, after all that was sent before. */
    private void arrive(LinkEnd from, LinkEnd to, Runnable arrival) {
        Lane lane = to == called ? toCalled : toCaller;
        long delay = world.signalDelay() + (fault(LinkFault.SLOW, from) ? world.upTo(SLOW_NANOS) : 0);
        lane.lastNanos = Math.max(lane.lastNanos, world.now() + delay);
        world.later(lane.lastNanos - world.now(), () -> {
            if (fault(LinkFault.SILENT, from)) {
                lane.stalled.add(() -> to.process().execute(arrival));
            } else {
                to.process().execute(arrival);
            }
        });
    }

    // ---- connection ----

    /** A member begins to use its end. */
    void open(LinkEnd end) {
        if (end.calls()) {
            caller = end;
            call();
        } else {
            called = end;
            long waiting = parked;
            end.process().execute(() -> answer(waiting)); // after the member has been told
        }
    }

    private void call() {
        LinkEnd from = caller;
        if (from == null || from.up() || from.leaving() || calling) {
            return;
        }
        calling = true;
        attempt++;
        long now = attempt;
        long connecting = 3 * world.signalDelay();
        if (faultEitherWay(LinkFault.BROKEN, from)) {
            world.later(connecting, () -> from.process().execute(() -> notAnswered(now)));
            return;
        }
        world.later(connecting, () -> {
            LinkEnd to = called;
            if (faultEitherWay(LinkFault.SILENT, from)) {
                return;
            }
            if (to == null) {
                parked = now;
                world.unknownCaller(from.partner());
            } else {
                to.process().execute(() -> answer(now));
            }
        });
        world.later(HELLO_LIMIT_NANOS, () -> from.process().execute(() -> notAnswered(now)));
    }

    private void notAnswered(long ofAttempt) {
        if (!calling || attempt != ofAttempt) {
            return;
        }
        calling = false;
        callLater();
    }

    private void callLater() {
        LinkEnd from = caller;
        if (from != null) {
            world.later(backoffNanos, () -> from.process().execute(this::call));
            backoffNanos = Math.min(2 * backoffNanos, BACKOFF_MAX_NANOS);
        }
    }

    private void answer(long ofAttempt) {
        LinkEnd to = called;
        LinkEnd from = caller;
        boolean waits = calling && attempt == ofAttempt && answered != ofAttempt;
        if (!waits || from == null || to == null || to.leaving()) {
            return;
        }
        answered = ofAttempt;
        if (to.up()) {
            to.goDown();
        }
        lastLife++;
        long life = lastLife;
        to.goUp(life);
        arrive(to, from, () -> {
            if (calling && attempt == ofAttempt && life > brokenLife) {
                calling = false;
                backoffNanos = BACKOFF_MIN_NANOS;
                from.goUp(life);
                drain(from);
            }
        });
        drain(to);
    }

    /** The connection breaks; each end notices for itself, and what is under way is lost. */
    void reset() {
        brokenLife = lastLife;
        calling = false;
        for (LinkEnd end : ends()) {
            long life = end.life();
            world.later(world.signalDelay(), () -> end.process().execute(() -> broken(end, life)));
        }
    }

    private void broken(LinkEnd end, long life) {
        if (end.life() != life || !ends().contains(end)) {
            return;
        }
        if (life != 0) {
            end.goDown();
        }
        if (end == caller && !calling) {
            callLater();
        }
    }

    /** A member ends its use without an event; its partner's end breaks. */
    void close(LinkEnd end) {
        long life = end.life();
        LinkEnd partner = other(end);
        end.close();
        drop(end);
        if (life != 0 && partner != null) {
            arrive(end, partner, () -> broken(partner, life));
        }
    }

    private void drop(LinkEnd end) {
        if (end == caller) {
            caller = null;
            calling = false;
        } else if (end == called) {
            called = null;
        }
    }

    boolean unused() {
        return caller == null && called == null;
    }

    /** The process of an end died; if that can be proven, its kernel closed the connection. */
    void processEnded(SimulatedStack process, boolean withProof) {
        for (LinkEnd end : ends()) {
            if (end.process().equals(process)) {
                LinkEnd partner = other(end);
                if (withProof && partner != null && partner.up()) {
                    long life = partner.life();
                    arrive(end, partner, () -> broken(partner, life));
                }
                drop(end);
            }
        }
    }

    /** Nothing gets through between the two systems. */
    boolean cut(LinkEnd end) {
        return faultEitherWay(LinkFault.SILENT, end) || faultEitherWay(LinkFault.BROKEN, end);
    }

    /** A fault of this link was switched. */
    void faultChanged(LinkFault kind, boolean on) {
        LinkEnd any = ends().isEmpty() ? null : ends().getFirst();
        if (any == null) {
            return;
        }
        if (kind == LinkFault.BROKEN && on) {
            reset();
        } else if (kind == LinkFault.SILENT && on) {
            long life = lastLife;
            world.later(KEEP_ALIVE_NANOS, () -> keepAlive(life));
        } else if (kind == LinkFault.SILENT) {
            for (LinkEnd end : ends()) {
                Lane lane = end == called ? toCaller : toCalled;
                if (!fault(LinkFault.SILENT, end)) {
                    List<Runnable> late = List.copyOf(lane.stalled);
                    lane.stalled.clear();
                    late.forEach(Runnable::run);
                }
            }
        }
    }

    /** The caller asks its silent partner and gives up; the partner hears nothing of that. */
    private void keepAlive(long life) {
        LinkEnd from = caller;
        if (from != null && from.up() && from.life() == life && faultEitherWay(LinkFault.SILENT, from)) {
            brokenLife = life;
            from.process().execute(() -> broken(from, life));
        }
    }

    // ---- signals ----

    boolean offer(LinkEnd from, byte[] signal) {
        if (!from.offer(signal)) {
            return false;
        }
        drain(from);
        return true;
    }

    private void drain(LinkEnd from) {
        LinkEnd to = other(from);
        long life = from.life();
        byte[] signal = life == 0 || from.leaving() ? null : from.poll();
        while (signal != null) {
            byte[] content = signal;
            if (to != null) {
                arrive(from, to, () -> arrived(from, to, life, content));
            }
            signal = from.poll();
        }
    }

    private void arrived(LinkEnd from, LinkEnd to, long life, byte[] signal) {
        from.arrived(life);
        boolean ofThisLife = life > brokenLife && to.life() == life;
        if (ofThisLife && !to.events().signal(to.partner(), signal)) {
            reset(); // the loop does not take it, and nothing may be missing within a life
        }
    }

    /** Announces the leave after all signals; false when there is nobody to tell. */
    boolean announceLeave(LinkEnd from, LeaveReason reason) {
        LinkEnd to = other(from);
        long life = from.life();
        if (life == 0 || to == null) {
            return false;
        }
        drain(from);
        from.leave();
        arrive(from, to, () -> {
            if (to.life() == life && life > brokenLife) {
                to.partnerLeaves();
                to.events().leaving(to.partner(), reason);
                arrive(to, from, () -> from.events().leaveTaken(from.partner()));
            }
        });
        return true;
    }
}
