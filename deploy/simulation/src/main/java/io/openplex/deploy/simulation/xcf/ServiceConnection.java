package io.openplex.deploy.simulation.xcf;

import io.openplex.deploy.simulation.xcf.SimulatedService.Content;
import io.openplex.deploy.simulation.xcf.SimulatedService.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One process's client of the coordination service: the connection, the session and what goes wrong with both. Every
 * request is answered exactly once on the process's rim: with what the service found, or in doubt. An answer is missing
 * for one of three reasons: the client is not connected (then the request is not sent), the connection broke while it
 * was under way, or the service refused to carry it out.
 */
final class ServiceConnection {
    /** A broken connection is tried again after up to this time. */
    private static final long RECONNECT_NANOS = 1_000_000_000;

    private static final long EXTRA_NANOS = 1_000_000_000;
    private static final long REORDER_NANOS = 50_000_000;
    private static final long WATCH_NANOS = 2_000_000_000;
    private static final int LOST_IN = 4;

    /** What the client tells, on the rim. */
    interface Listener {
        /** The service answers under this session. */
        void connected(Session session);

        /** The service does not answer; the session may live on. */
        void suspended();

        /** The session is over. */
        void sessionLost();
    }

    private final SimulatedXcf world;
    private final SimulatedStack process;
    private final Listener listener;
    private final Set<Runnable> unanswered = new LinkedHashSet<>();
    private final Deque<Runnable> stalled = new ArrayDeque<>();

    private @Nullable Session session;
    private boolean connected;

    /** The connection as it is, not as the client believes; grows with every connection that is made. */
    private boolean wireUp;

    private int wire;

    /** The broken connection on which a request was lost. */
    private int lostOn = -1;

    private long lastThereNanos;
    private long lastBackNanos;

    /**
     * Number of the last transaction that an answer showed; a service that has counted less does not let us in, until
     * the client gives its session up.
     */
    private long seen;

    private long aloneSince;

    /** What its server still has of the time before its leader was deposed. */
    private @Nullable Content deposed;

    private boolean clockRuns;
    private int clock;

    ServiceConnection(SimulatedXcf world, SimulatedStack process, Listener listener) {
        this.world = world;
        this.process = process;
        this.listener = listener;
        world.later(0, this::connect);
    }

    boolean connected() {
        return connected;
    }

    Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    private boolean fault(ServiceFault kind) {
        return world.faults().on(kind, process.system());
    }

    private boolean reachable() {
        return world.serviceAnswers() && !fault(ServiceFault.CUT);
    }

    // ---- requests ----

    /** Asks for a read. */
    <T> void read(Function<Content, T> work, Consumer<Optional<T>> answer) {
        send(() -> Optional.of(work.apply(deposed == null ? world.service().content() : deposed)), answer);
    }

    /** Asks for a transaction. A deposed leader takes it and never finishes it. */
    <T> void transact(Function<SimulatedService, T> work, Consumer<Optional<T>> answer) {
        send(() -> deposed == null ? Optional.of(work.apply(world.service())) : Optional.empty(), answer);
    }

    private <T> void send(Supplier<Optional<T>> work, Consumer<Optional<T>> answer) {
        if (!connected) {
            process.execute(() -> answer.accept(Optional.empty()));
            return;
        }
        Runnable doubt = () -> answer.accept(Optional.empty());
        unanswered.add(doubt);
        int over = wire;
        long delay = world.coordinationDelay() + (fault(ServiceFault.SLOW) ? world.upTo(EXTRA_NANOS) : 0);
        boolean refused = fault(ServiceFault.REQUESTS_LOST) && world.upTo(LOST_IN) == 0;
        boolean breaks = fault(ServiceFault.ANSWERS_LOST) && world.upTo(LOST_IN) == 0;
        lastThereNanos = Math.max(lastThereNanos, world.now() + delay);
        boolean lateThere = world.upTo(2) == 0;
        world.later(
                lastThereNanos - world.now(),
                () -> arrive(over, lateThere, work, () -> {
                    Optional<T> result = refused || (deposed == null && sessionOver()) ? Optional.empty() : work.get();
                    if (breaks) {
                        breakOff();
                    } else if (result.isPresent() || refused) {
                        answer(over, doubt, result, answer);
                    }
                }));
    }

    /**
     * A request arrives. One whose sender has been told that it is in doubt may still have been on its way: then it is
     * carried out all the same, as long as the client has not connected anew.
     */
    private <T> void arrive(int over, boolean lateThere, Supplier<Optional<T>> work, Runnable arrival) {
        if (wire != over || wireUp) {
            overWire(over, arrival);
            return;
        }
        boolean lands = lateThere && lostOn != over && deposed == null && !sessionOver() && world.serviceAnswers();
        if (lands) {
            var _ = work.get();
        } else {
            lostOn = over; // and nothing after it: requests arrive in their order
        }
    }

    private <T> void answer(int over, Runnable doubt, Optional<T> result, Consumer<Optional<T>> answer) {
        long number = deposed == null ? world.service().transactions() : seen;
        long delay = world.coordinationDelay() + (fault(ServiceFault.SERVER_LAGS) ? world.upTo(EXTRA_NANOS) : 0);
        long at = Math.max(lastBackNanos, world.now() + delay);
        if (fault(ServiceFault.REORDERED)) {
            at = world.now() + delay + world.upTo(REORDER_NANOS);
        }
        lastBackNanos = Math.max(lastBackNanos, at);
        world.later(
                at - world.now(),
                () -> overWire(
                        over,
                        () -> process.execute(() -> {
                            if (unanswered.remove(doubt)) {
                                seen = Math.max(seen, number);
                                answer.accept(result);
                            }
                        })));
    }

    /** Something arrives over this connection, unless it is broken; it waits while nothing gets through. */
    private void overWire(int over, Runnable arrival) {
        if (!wireUp || wire != over || !world.serviceAnswers()) {
            return;
        }
        if (fault(ServiceFault.CUT)) {
            stalled.add(() -> overWire(over, arrival));
        } else {
            arrival.run();
        }
    }

    /** Its process is dead and the service keeps nothing of it. */
    boolean over() {
        return process.dead() && sessionOver();
    }

    private boolean sessionOver() {
        return session == null || session.ended();
    }

    /** Has a change of the members told once. */
    void watch(Runnable changed) {
        int over = wire;
        world.service().watch(() -> {
            long delay = world.coordinationDelay()
                    + (fault(ServiceFault.SERVER_LAGS) ? world.upTo(EXTRA_NANOS) : 0)
                    + (fault(ServiceFault.WATCHES_LATE) ? world.upTo(WATCH_NANOS) : 0);
            if (deposed == null) {
                world.later(delay, () -> overWire(over, () -> process.execute(changed)));
            }
        });
    }

    // ---- the connection ----

    private void connect() {
        if (process.dead() || wireUp) {
            return;
        }
        giveUp();
        boolean open = reachable() && !process.paused() && !fault(ServiceFault.DEPOSED_LEADER);
        if (open && seen <= world.service().transactions()) {
            world.later(2 * world.coordinationDelay(), () -> process.execute(this::greeted));
        } else {
            world.later(1 + world.upTo(RECONNECT_NANOS), this::connect);
        }
    }

    /** A client that was alone for longer than its session begins anew and remembers nothing. */
    private void giveUp() {
        if (session != null && world.now() - aloneSince > world.timing().sessionNanos()) {
            session = null;
            seen = 0;
            process.execute(listener::sessionLost);
        }
    }

    private void greeted() {
        if (!reachable()
                || fault(ServiceFault.DEPOSED_LEADER)
                || seen > world.service().transactions()) {
            connect();
            return;
        }
        if (session != null && session.ended()) {
            session = null;
            listener.sessionLost();
        }
        Session now = session == null ? world.service().open() : session;
        session = now;
        wire++;
        wireUp = true;
        connected = true;
        reckon();
        listener.connected(now);
    }

    /** The connection is gone; the client hears of it when something can get through to it. */
    void breakOff() {
        wireUp = false;
        stalled.clear();
        if (!fault(ServiceFault.CUT)) {
            world.later(world.coordinationDelay(), () -> process.execute(this::noticed));
        }
        reckon();
    }

    private void noticed() {
        if (!connected || wireUp) {
            return;
        }
        connected = false;
        aloneSince = world.now();
        List<Runnable> doubts = new ArrayList<>(unanswered);
        unanswered.clear();
        doubts.forEach(Runnable::run);
        listener.suspended();
        reckon();
        world.later(world.upTo(RECONNECT_NANOS), this::connect);
    }

    // ---- what the world does to it ----

    /** The service stopped answering everybody, or answers again. */
    void serviceChanged() {
        if (!world.serviceAnswers() && wireUp) {
            breakOff();
        }
        reckon();
    }

    void faultChanged(ServiceFault kind, boolean on) {
        if (kind == ServiceFault.CUT && on) {
            boolean reset = world.upTo(2) == 0;
            int over = wire;
            world.later(reset ? world.coordinationDelay() : world.timing().sessionNanos() * 2 / 3, () -> {
                if (wire == over && fault(ServiceFault.CUT)) {
                    wireUp = false;
                    stalled.clear();
                    process.execute(this::noticed);
                }
            });
        } else if (kind == ServiceFault.CUT && wireUp) {
            List<Runnable> late = List.copyOf(stalled);
            stalled.clear();
            late.forEach(Runnable::run);
        } else if (kind == ServiceFault.CUT) {
            world.later(world.coordinationDelay(), () -> process.execute(this::noticed));
        } else if (kind == ServiceFault.DEPOSED_LEADER && on && wireUp) {
            deposed = world.service().content().copy();
        } else if (kind == ServiceFault.DEPOSED_LEADER && deposed != null) {
            deposed = null;
            breakOff();
        }
        reckon();
    }

    /** The service ends the session though its client lives. */
    void expire() {
        if (session != null) {
            world.service().end(session);
            if (deposed == null) {
                breakOff();
            }
        }
    }

    /** Looks anew whether the service hears this client; its session runs out while it does not. */
    void reckon() {
        boolean heard = wireUp
                && !process.dead()
                && !process.paused()
                && !fault(ServiceFault.CUT)
                && !fault(ServiceFault.DEPOSED_LEADER);
        if (sessionOver() || heard || !world.serviceAnswers()) {
            clock++;
            clockRuns = false;
        } else if (!clockRuns) {
            clockRuns = true;
            clock++;
            int running = clock;
            world.later(sessionNanos(), () -> {
                if (clock == running) {
                    clockRuns = false;
                    expire();
                }
            });
        }
    }

    private long sessionNanos() {
        long session = world.timing().sessionNanos();
        long early = fault(ServiceFault.EXPIRES_EARLY) ? world.upTo(session / 3) : 0;
        long late = fault(ServiceFault.EXPIRES_LATE) ? world.upTo(2 * session) : 0;
        return session - early + late;
    }
}
