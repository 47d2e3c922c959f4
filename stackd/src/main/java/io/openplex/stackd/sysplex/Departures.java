package io.openplex.stackd.sysplex;

import io.openplex.dvipa.DvipaEvent;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Members that are gone, on their way to the engine of the DVIPAs. One that left, or whose death is proven, is told at
 * once, and so is it of exactly that incarnation; one that was isolated may still believe for a while that it may act,
 * so its addresses are not claimed before kG has passed since this stack has learned of it (ownership rule, clause 10).
 * Of earlier incarnations of a name this stack learns, at the latest, by the joining of the next.
 */
final class Departures {
    private final GroupRight right;
    private final Consumer<DvipaEvent> engine;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** In the order of their times: all wait equally long. */
    private record Waiting(long untilNanos, DvipaEvent event) {}

    Departures(GroupRight right, Consumer<DvipaEvent> engine) {
        this.right = right;
        this.engine = engine;
    }

    void joined(Member member) {
        await(new DvipaEvent.EarlierGone(member));
    }

    void left(Member member, LeaveReason reason) {
        DvipaEvent.MemberLeft event = new DvipaEvent.MemberLeft(member, reason);
        if (reason == LeaveReason.SYSTEM_REMOVED) {
            await(event);
        } else {
            engine.accept(event);
        }
    }

    private void await(DvipaEvent event) {
        // A reading of the clock made now: the iteration may have stood still since it began.
        waiting.add(new Waiting(right.stamp() + right.right().claimWaitNanos(), event));
    }

    void step(long nowNanos) {
        while (!waiting.isEmpty() && waiting.getFirst().untilNanos() <= nowNanos) {
            engine.accept(waiting.removeFirst().event());
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
