package io.openplex.deploy.simulation.check;

import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When which stack answered for one address, and under which epoch. The history is linearizable when the intervals,
 * ordered by time, do not overlap and carry epochs that never fall, and that grow whenever the owner changes.
 */
public final class OwnershipHistory {
    private final List<Interval> intervals = new ArrayList<>();

    /**
     * One time of answering.
     *
     * @param owner incarnation that answered
     * @param untilNanos end, {@link Long#MAX_VALUE} while it lasts
     */
    public record Interval(Member owner, long epoch, long fromNanos, long untilNanos) {}

    /** An incarnation begins to answer. */
    public void begins(Member owner, long epoch, long nowNanos) {
        intervals.add(new Interval(owner, epoch, nowNanos, Long.MAX_VALUE));
    }

    /** An incarnation ceases to answer. */
    public void ends(Member owner, long nowNanos) {
        intervals.replaceAll(i -> i.owner().equals(owner) && i.untilNanos() == Long.MAX_VALUE
                ? new Interval(owner, i.epoch(), i.fromNanos(), nowNanos)
                : i);
    }

    /** When the owner last changed, or began. */
    public long lastChangeNanos() {
        long last = 0;
        Member before = null;
        for (Interval interval : intervals) {
            if (!interval.owner().equals(before)) {
                last = interval.fromNanos();
            }
            before = interval.owner();
        }
        return last;
    }

    /** The first place where the history is none; empty when it is one. */
    public Optional<String> flaw() {
        for (int i = 1; i < intervals.size(); i++) {
            Interval before = intervals.get(i - 1);
            Interval next = intervals.get(i);
            boolean sameOwner = before.owner().equals(next.owner());
            if (before.untilNanos() > next.fromNanos()) {
                return Optional.of(before + " overlaps " + next);
            }
            if (sameOwner ? next.epoch() < before.epoch() : next.epoch() <= before.epoch()) {
                return Optional.of(next + " follows " + before);
            }
        }
        return Optional.empty();
    }

    /** All intervals in the order of their beginnings. */
    public List<Interval> intervals() {
        return List.copyOf(intervals);
    }
}
