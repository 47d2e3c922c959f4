package io.openplex.deploy.simulation.xcf;

import java.util.ArrayDeque;
import java.util.Deque;

/** Signalling link of two stacks: up or not, and what waits in each direction while it is not. */
final class SimulatedLink {
    static final int QUEUE_MAX = 4096;

    private final SimulatedStack one;
    private final SimulatedStack other;
    private final Deque<byte[]> toOne = new ArrayDeque<>();
    private final Deque<byte[]> toOther = new ArrayDeque<>();
    private boolean up;

    /** Grows whenever the link breaks: what was under way before does not arrive. */
    private int generation;

    SimulatedLink(SimulatedStack one, SimulatedStack other) {
        this.one = one;
        this.other = other;
    }

    boolean joins(SimulatedStack stack) {
        return one.equals(stack) || other.equals(stack);
    }

    boolean joins(String system) {
        return one.system().equals(system) || other.system().equals(system);
    }

    SimulatedStack partner(SimulatedStack stack) {
        return one.equals(stack) ? other : one;
    }

    SimulatedStack one() {
        return one;
    }

    SimulatedStack other() {
        return other;
    }

    Deque<byte[]> waitingFor(SimulatedStack receiver) {
        return one.equals(receiver) ? toOne : toOther;
    }

    boolean up() {
        return up;
    }

    int generation() {
        return generation;
    }

    void raise() {
        up = true;
    }

    void breakDown() {
        up = false;
        generation++;
        toOne.clear();
        toOther.clear();
    }
}
