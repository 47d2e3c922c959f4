package io.openplex.stackd.sysplex;

import io.openplex.distributor.DistributorAction;
import io.openplex.distributor.DistributorEngine;
import io.openplex.distributor.DistributorEvent;
import io.openplex.dvipa.DvipaAction;
import io.openplex.dvipa.DvipaEngine;
import io.openplex.dvipa.DvipaEvent;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The queue of events of both engines. Events are handled in the order they were posted; the actions of one event are
 * carried out before the next event is looked at, and may post further ones.
 */
final class EngineBus {
    /**
     * What is handled in one iteration at most; the rest waits for the next, so that heartbeats and packets are not
     * kept waiting by a thousand addresses.
     */
    private static final int BUDGET = 200;

    /** An event that makes an engine look through all its addresses counts for so many. */
    private static final int WHOLE = 50;

    private final DvipaEngine dvipa;
    private final DistributorEngine distributor;
    private final ArrayDeque<Object> events = new ArrayDeque<>();
    private @Nullable ActionHandler handler;
    private boolean dvipaTimerWaits;
    private boolean distributorTimerWaits;
    private long handled;

    /** Carries out what the engines want done. */
    interface ActionHandler {
        void carryOut(DvipaAction action, long nowNanos);

        void carryOut(DistributorAction action, long nowNanos);
    }

    EngineBus(DvipaEngine dvipa, DistributorEngine distributor) {
        this.dvipa = dvipa;
        this.distributor = distributor;
    }

    void handler(ActionHandler actionHandler) {
        handler = actionHandler;
    }

    void post(DvipaEvent event) {
        events.addLast(event);
    }

    void post(DistributorEvent event) {
        events.addLast(event);
    }

    /** Has an event handled before all that waits. */
    void postFirst(DvipaEvent event) {
        events.addFirst(event);
    }

    /** Has something done in its place among the events. */
    void post(Runnable step) {
        events.addLast(step);
    }

    boolean idle() {
        return events.isEmpty();
    }

    /** Posts the engines' timers that are due and handles what waits. */
    int run(long nowNanos) {
        if (!dvipaTimerWaits && dvipa.nextDeadlineNanos() <= nowNanos) {
            dvipaTimerWaits = true;
            post(new DvipaEvent.Timer());
        }
        if (!distributorTimerWaits && distributor.nextDeadlineNanos() <= nowNanos) {
            distributorTimerWaits = true;
            post(new DistributorEvent.Timer());
        }
        int done = 0;
        int spent = 0;
        while (spent < BUDGET && !events.isEmpty()) {
            Object event = events.removeFirst();
            handle(event, nowNanos);
            done++;
            spent += weight(event);
        }
        handled += done;
        return done;
    }

    /** Posts an event and handles what waits up to it, whatever it takes: somebody waits for the outcome. */
    void postAndRun(DvipaEvent event, long nowNanos) {
        post(event);
        for (int before = events.size(); before > 0; before--) {
            handle(events.removeFirst(), nowNanos);
            handled++;
        }
    }

    private static int weight(Object event) {
        return switch (event) {
            case DvipaEvent.OfAddress e -> 1;
            case DvipaEvent.TableChanged e ->
                1 + e.changed().size() + e.removed().size();
            case DvipaEvent e -> WHOLE;
            case DistributorEvent.RulesReceived e -> WHOLE;
            case DistributorEvent.MemberLeft e -> WHOLE;
            case DistributorEvent.LinkUp e -> WHOLE;
            default -> 1;
        };
    }

    private void handle(Object event, long nowNanos) {
        ActionHandler to = Optional.ofNullable(handler).orElseThrow();
        dvipaTimerWaits &= !(event instanceof DvipaEvent.Timer);
        distributorTimerWaits &= !(event instanceof DistributorEvent.Timer);
        switch (event) {
            case DvipaEvent e -> {
                for (DvipaAction action : dvipa.handle(e, nowNanos)) {
                    to.carryOut(action, nowNanos);
                }
            }
            case DistributorEvent e -> {
                for (DistributorAction action : distributor.handle(e, nowNanos)) {
                    to.carryOut(action, nowNanos);
                }
            }
            case Runnable step -> step.run();
            default -> throw new IllegalStateException("not an event: " + event);
        }
    }

    /** When an engine's timer is due, or at once while events wait. */
    long nextDeadlineNanos() {
        return events.isEmpty() ? Math.min(dvipa.nextDeadlineNanos(), distributor.nextDeadlineNanos()) : Long.MIN_VALUE;
    }

    /** Events handled since the start. */
    long handled() {
        return handled;
    }
}
