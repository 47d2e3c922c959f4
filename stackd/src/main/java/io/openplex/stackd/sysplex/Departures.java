package io.openplex.stackd.sysplex;

import io.openplex.dvipa.DvipaEvent;
import io.openplex.dvipa.OwnerId;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Members that are gone, on their way to the engine of the DVIPAs. One that left, or whose death is proven, is told at
 * once, and so is it of exactly that incarnation; one that was isolated may still believe for a while that it may act,
 * so its addresses are not claimed before kG has passed since this stack has learned of it (ownership rule, clause 10).
 * Of earlier incarnations of a name this stack learns, at the latest, by the joining of the next; one that an ownership
 * record names though this stack missed its whole life is looked up.
 */
final class Departures {
    private final GroupRight right;
    private final Consumer<DvipaEvent> engine;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** Whom a question is under way about: many addresses may name the same. */
    private final Set<OwnerId> asked = new HashSet<>();

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

    /**
     * Looks up an incarnation that nobody here knows. Its record is read after the ownership record that names it; once
     * it is not active it never will be again, and since when it is not, nobody can tell, so the wait begins with the
     * answer. One that is active, or of which the ensemble says nothing, is not told of.
     */
    void find(OwnerId owner) {
        DvipaEvent.IncarnationGone event = new DvipaEvent.IncarnationGone(owner);
        if (waits(event) || !asked.add(owner)) {
            return;
        }
        MemberInfo name = new MemberInfo(owner.member(), "", "", "", "", Optional.empty(), Optional.empty());
        right.coupling().dataSet().status(new Member(owner.incarnation(), name), status -> {
            asked.remove(owner);
            boolean gone = status.filter(found -> !found.active()).isPresent();
            if (gone && !waits(event)) {
                await(event);
            }
        });
    }

    private boolean waits(DvipaEvent event) {
        return waiting.stream().anyMatch(w -> w.event().equals(event));
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
        asked.clear();
    }

    long nextDeadlineNanos() {
        return waiting.isEmpty() ? LoopParticipant.NEVER : waiting.getFirst().untilNanos();
    }
}
