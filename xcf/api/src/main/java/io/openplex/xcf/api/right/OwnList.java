package io.openplex.xcf.api.right;

import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.right.CoupleDataSet.Answer;
import io.openplex.xcf.api.right.CoupleDataSet.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The list of those who may isolate this member (clause 4). Only this member changes it. While a change is under way or
 * in doubt, every seat of the old and of the new list counts; doubt ends only when the record was written again, which
 * makes a late change fail.
 */
final class OwnList {
    private enum State {
        /** Not read yet, or to be read again. */
        UNREAD,
        READING,
        SETTLED,
        WRITING
    }

    private static final long NONE = -1;

    private final CoupleDataSet dataSet;
    private final Runnable revoked;
    private final Runnable changed;
    private final long retryNanos;
    private final Member self;
    private final List<Runnable> rewritten = new ArrayList<>();

    private State state = State.UNREAD;
    private SortedSet<Seat> written = new TreeSet<>();

    /** Edition of the list that was found to be as written. */
    private long agreed = NONE;

    /** Every seat that may stand in the record. */
    private SortedSet<Seat> counted = new TreeSet<>();

    private boolean known;
    private boolean rewrite;
    private long version;
    private long retryAt = Partner.LONG_AGO;

    /** Calls {@code changed} whenever other seats count than before. */
    OwnList(Member self, CoupleDataSet dataSet, RightValues values, Runnable revoked, Runnable changed) {
        this.changed = changed;
        this.self = self;
        this.dataSet = dataSet;
        this.revoked = revoked;
        retryNanos = values.confirmEveryNanos();
    }

    /** Seats whose promises are needed; meaningless while {@link #known} is false. */
    SortedSet<Seat> counted() {
        return Collections.unmodifiableSortedSet(counted);
    }

    /** The record has been read in this life. */
    boolean known() {
        return known;
    }

    /** Nothing under way: {@link #version} is that of the record. */
    boolean settled() {
        return state == State.SETTLED && !rewrite;
    }

    long version() {
        return version;
    }

    /** Has the record written again, then runs the task: whatever was to be decided on its old version has failed. */
    void rewrite(Runnable then) {
        rewrite = true;
        rewritten.add(then);
    }

    /**
     * Goes on with what is due.
     *
     * @param wanted the list that should stand there
     * @param edition another number for every other list, so that each is compared once
     */
    void step(SortedSet<Seat> wanted, long edition, boolean mayChange, long nowNanos) {
        if (nowNanos < retryAt) {
            return;
        }
        if (state == State.UNREAD) {
            state = State.READING;
            dataSet.status(self, status -> read(status, nowNanos));
        } else if (state == State.SETTLED && (rewrite || mayChange && differs(wanted, edition))) {
            write(rewrite ? written : wanted, nowNanos);
        }
    }

    /** The record says something else than what is wanted, or other seats count because of a change that failed. */
    private boolean differs(SortedSet<Seat> wanted, long edition) {
        if (edition == agreed) {
            return false;
        }
        boolean differs = !wanted.equals(written) || !counted.equals(written);
        agreed = differs ? NONE : edition;
        return differs;
    }

    private void written(SortedSet<Seat> list) {
        written = list;
        agreed = NONE;
    }

    private void read(Optional<Status> status, long askedNanos) {
        if (status.isEmpty()) {
            state = State.UNREAD;
            retryAt = askedNanos + retryNanos;
            return;
        }
        if (!status.get().active()) {
            revoked.run();
            return;
        }
        written(new TreeSet<>(status.get().list()));
        version = status.get().version();
        counted.addAll(written);
        known = true;
        state = State.SETTLED;
        changed.run();
    }

    private void write(SortedSet<Seat> list, long nowNanos) {
        SortedSet<Seat> proposed = new TreeSet<>(list);
        state = State.WRITING;
        counted.addAll(proposed);
        agreed = NONE;
        changed.run();
        dataSet.changeList(proposed, version, answer -> answered(answer, proposed, nowNanos));
    }

    private void answered(Answer answer, SortedSet<Seat> proposed, long askedNanos) {
        switch (answer) {
            case DONE -> {
                written(proposed);
                counted = new TreeSet<>(proposed);
                changed.run();
                version++;
                state = State.SETTLED;
                rewrite = false;
                List<Runnable> done = List.copyOf(rewritten);
                rewritten.clear();
                done.forEach(Runnable::run);
            }
            case REFUSED, IN_DOUBT -> {
                state = State.UNREAD;
                rewrite |= answer == Answer.IN_DOUBT;
                retryAt = askedNanos + retryNanos;
            }
            case NOT_A_MEMBER -> revoked.run();
        }
    }

    long nextDeadlineNanos() {
        return state == State.UNREAD || state == State.SETTLED && rewrite ? retryAt : Long.MAX_VALUE;
    }
}
