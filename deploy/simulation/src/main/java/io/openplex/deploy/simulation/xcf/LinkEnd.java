package io.openplex.deploy.simulation.xcf;

import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One member's end of a signalling link to another: its queue, and the life of the link in which it is up. */
final class LinkEnd {
    static final int QUEUE_MAX = 4096;
    static final int QUEUE_BYTES_MAX = 16 << 20;
    static final int SIGNAL_MAX = 4 << 20;

    /** What a link tells the group, on the rim. */
    interface Events {
        void up(Member partner);

        void down(Member partner);

        /** False when the loop does not take the signal. */
        boolean signal(Member partner, byte[] signal);

        void leaving(Member partner, LeaveReason reason);

        /** The partner took our leave, or cannot. */
        void leaveTaken(Member partner);
    }

    private final SimulatedStack process;
    private final Member self;
    private final Member partner;
    private final Events events;
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private int bytes;

    /** Signals that were sent and have not arrived; they count for the bound of the queue. */
    private int underWay;

    private long life;
    private boolean leaving;
    private boolean partnerLeaving;

    LinkEnd(SimulatedStack process, Member self, Member partner, Events events) {
        this.process = process;
        this.self = self;
        this.partner = partner;
        this.events = events;
    }

    SimulatedStack process() {
        return process;
    }

    Member self() {
        return self;
    }

    Member partner() {
        return partner;
    }

    Events events() {
        return events;
    }

    /** The younger member makes the connection. */
    boolean calls() {
        return self.incarnation() > partner.incarnation();
    }

    /** Life of the link in which this end is up, 0 while it is down. */
    long life() {
        return life;
    }

    boolean up() {
        return life != 0;
    }

    boolean leaving() {
        return leaving;
    }

    void leave() {
        leaving = true;
    }

    void partnerLeaves() {
        partnerLeaving = true;
    }

    void goUp(long newLife) {
        life = newLife;
        events.up(partner);
    }

    /** The link broke: what waits is lost. */
    void goDown() {
        life = 0;
        queue.clear();
        bytes = 0;
        underWay = 0;
        if (leaving) {
            events.leaveTaken(partner);
        } else if (!partnerLeaving) {
            events.down(partner);
        }
    }

    /** Ends without an event. */
    void close() {
        life = 0;
        queue.clear();
    }

    boolean offer(byte[] signal) {
        if (queue.size() + underWay >= QUEUE_MAX || bytes + signal.length > QUEUE_BYTES_MAX) {
            return false;
        }
        queue.add(signal);
        bytes += signal.length;
        return true;
    }

    /** What goes on the way next; null when nothing waits. */
    byte @Nullable [] poll() {
        byte[] signal = queue.poll();
        if (signal != null) {
            bytes -= signal.length;
            underWay++;
        }
        return signal;
    }

    /** A signal of this life arrived, or was lost. */
    void arrived(long ofLife) {
        if (life == ofLife) {
            underWay--;
        }
    }
}
