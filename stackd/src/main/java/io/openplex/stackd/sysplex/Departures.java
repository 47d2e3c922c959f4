package io.openplex.stackd.sysplex;

import io.openplex.dvipa.DvipaEvent;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import java.util.ArrayDeque;

/**
 * Members that are gone, on their way to the engine of the DVIPAs. One that left, or whose death is proven, is told at
 * once; one that was isolated may still believe for a while that it may act, so its addresses are not claimed before kG
 * has passed since this stack has learned of it (ownership rule, clause 10).
 */
final class Departures {
    private final GroupRight right;
    private final EngineBus bus;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private record Waiting(long untilNanos, DvipaEvent.MemberLeft event) {}

    Departures(GroupRight right, EngineBus bus) {
        this.right = right;
        this.bus = bus;
    }

    void left(Member member, LeaveReason reason) {
        DvipaEvent.MemberLeft event = new DvipaEvent.MemberLeft(member, reason);
        if (reason == LeaveReason.SYSTEM_REMOVED) {
            // A reading of the clock made now: the iteration may have stood still since it began.
            waiting.add(new Waiting(right.stamp() + right.right().claimWaitNanos(), event));
        } else {
            bus.post(event);
        }
    }

    void step(long nowNanos) {
        while (!waiting.isEmpty() && waiting.getFirst().untilNanos() <= nowNanos) {
            bus.post(waiting.removeFirst().event());
        }
    }

    /** This stack is out of the group. */
    void clear() {
        waiting.clear();
    }

    long nextDeadlineNanos() {
        return waiting.isEmpty() ? LoopParticipant.NEVER : waiting.getFirst().untilNanos();
    }
}
