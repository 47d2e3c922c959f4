package io.openplex.xcf.api.right;

import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.right.CoupleDataSet.Answer;
import io.openplex.xcf.api.right.CoupleDataSet.Status;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to the isolation of one member that is not heard (clause 8): its beat is read early, so that it has been seen
 * to stand still by the time the promise is over; then the isolation is written, on the versions that were read.
 */
final class Isolation {
    /** Where it stands. */
    enum Phase {
        /** The member is heard, or was a moment ago. */
        HEARD,
        /** Its status is being read. */
        READING,
        /** Its beat was read and has to stand still. */
        WATCHING,
        /** Whether it holds addresses is being asked, because it has no seat for this member. */
        ASKING,
        /** The isolation is on its way: no promise to the member. */
        SENT,
        /** How it ended is not known: no promise; the own record is being written again. */
        DOUBT,
        /** The own record was written again; the member's is being read. */
        RESOLVING,
        /** It is not active any more: no promise ever again. */
        OVER,
        /** This member may not isolate it: it has no seat for this member and holds addresses. */
        BARRED
    }

    private final RightToOwn right;
    private final RightValues values;
    private final CoupleDataSet dataSet;
    private final LongSupplier clock;
    private @Nullable Partner partner;
    private Phase phase = Phase.HEARD;
    private @Nullable Status read;
    private long readAt;
    private long retryAt = Partner.LONG_AGO;

    /** An operator vouches that the member is down, and nobody hears it. */
    private boolean down;

    /** Something was told of it, or asked about it, since it was heard; when it is heard that must be told too. */
    private boolean told;

    /** Grows whenever what is under way has become moot. */
    private int attempt;

    Isolation(RightToOwn right, RightValues values, CoupleDataSet dataSet, LongSupplier clock) {
        this.right = right;
        this.values = values;
        this.dataSet = dataSet;
        this.clock = clock;
    }

    void of(Partner member) {
        partner = member;
    }

    private Partner partner() {
        return Optional.ofNullable(partner).orElseThrow();
    }

    Phase phase() {
        return phase;
    }

    /** The member may be promised not to be isolated (clause 5). */
    boolean permitsPromise() {
        return switch (phase) {
            case SENT, DOUBT, RESOLVING, OVER -> false;
            case HEARD, READING, WATCHING, ASKING, BARRED -> true;
        };
    }

    /** From when on its beat is looked at: the promise is not over yet. */
    private long lookFrom() {
        return partner().boundUntil() - values.waitNanos() - 2 * values.roundTripNanos();
    }

    void step(long nowNanos) {
        boolean silent = nowNanos >= lookFrom();
        switch (phase) {
            case HEARD, BARRED -> {
                if (silent && nowNanos >= retryAt) {
                    look(nowNanos);
                } else if (!silent && told) {
                    heardAgain();
                }
            }
            case WATCHING -> {
                if (!silent) {
                    heardAgain();
                } else if (nowNanos >= due()) {
                    decide(nowNanos);
                }
            }
            case READING, ASKING, SENT, DOUBT, RESOLVING, OVER -> {
                // An answer comes first.
            }
        }
    }

    private long due() {
        return Math.max(partner().boundUntil(), Math.max(readAt + values.waitNanos(), retryAt));
    }

    private void look(long nowNanos) {
        phase = Phase.READING;
        retryAt = nowNanos + values.confirmEveryNanos();
        int mine = ++attempt;
        dataSet.status(partner().member, status -> {
            if (mine == attempt && phase == Phase.READING) {
                looked(status);
            }
        });
    }

    private void looked(Optional<Status> status) {
        if (status.isEmpty()) {
            phase = Phase.HEARD;
            retryAt = clock.getAsLong() + values.confirmEveryNanos();
        } else if (!status.get().active()) {
            over();
        } else {
            read = status.get();
            readAt = clock.getAsLong();
            phase = Phase.WATCHING;
        }
    }

    /** The partner, or this membership, is gone: answers under way change nothing any more. */
    void close() {
        attempt++;
        phase = Phase.OVER;
    }

    void declaredDown() {
        down = true;
        if (phase == Phase.BARRED || phase == Phase.ASKING) {
            attempt++;
            phase = Phase.HEARD;
            retryAt = Partner.LONG_AGO;
        }
    }

    /** The operator's word counts no longer; what is under way goes on. */
    void withdrawDown() {
        down = false;
    }

    /** A heartbeat of it has come: it is not down, whoever says so. */
    void heard() {
        told |= down;
        down = false;
    }

    private void heardAgain() {
        told = false;
        retryAt = Partner.LONG_AGO;
        attempt++;
        phase = Phase.HEARD;
        read = null;
        right.heardAgain(partner());
    }

    private void decide(long nowNanos) {
        Status now = Optional.ofNullable(read).orElseThrow();
        // The policy has nothing to ask about a member that the operator has called down.
        if (!right.ownListSettled() || !down && !right.policyPermits(partner(), nowNanos)) {
            retryAt = nowNanos + values.heartbeatNanos();
        } else if (now.list().contains(right.ownSeat())) {
            send(now, dataSet::isolate);
        } else if (down && !right.seatsActive(now.list())) {
            send(now, dataSet::isolateAbandoned);
        } else {
            phase = Phase.ASKING;
            int mine = ++attempt;
            right.holdings().ask(partner().member, holds -> {
                if (mine == attempt && phase == Phase.ASKING) {
                    asked(holds, now);
                }
            });
        }
    }

    /** A member without addresses may be isolated by anybody: any claim since the reading has moved its beat. */
    private void asked(Optional<Boolean> holds, Status now) {
        long answeredNanos = clock.getAsLong();
        if (holds.isPresent() && !holds.get() && answeredNanos >= partner().boundUntil()) {
            send(now, dataSet::isolate);
            return;
        }
        phase = holds.isPresent() && holds.get() ? Phase.BARRED : Phase.HEARD;
        // From the answer on: an ensemble that is slow is not asked the more for it.
        retryAt = answeredNanos + (phase == Phase.BARRED ? values.promiseNanos() : values.confirmEveryNanos());
        if (phase == Phase.BARRED) {
            told = true;
            right.barred(partner());
        }
    }

    /** One of the ways to write an isolation. */
    @FunctionalInterface
    private interface Write {
        void isolate(Member member, Status read, long ownVersion, CoupleDataSet.AnswerHandler handler);
    }

    private void send(Status now, Write write) {
        phase = Phase.SENT;
        told = true;
        int mine = ++attempt;
        right.isolating(partner());
        write.isolate(partner().member, now, right.ownVersion(), answer -> {
            if (mine == attempt) {
                ended(answer);
            }
        });
    }

    private void ended(Answer answer) {
        read = null;
        switch (answer) {
            case DONE -> over();
            case REFUSED -> phase = Phase.HEARD;
            case NOT_A_MEMBER -> right.revoked();
            case IN_DOUBT -> {
                phase = Phase.DOUBT;
                right.rewriteOwn(this::resolve);
            }
        }
    }

    private void resolve() {
        if (phase != Phase.DOUBT) {
            return;
        }
        phase = Phase.RESOLVING;
        int mine = ++attempt;
        dataSet.status(partner().member, status -> {
            if (mine != attempt || phase != Phase.RESOLVING) {
                return;
            }
            if (status.isEmpty()) {
                phase = Phase.DOUBT;
                right.rewriteOwn(this::resolve);
            } else if (status.get().active()) {
                phase = Phase.HEARD;
            } else {
                over();
            }
        });
    }

    private void over() {
        phase = Phase.OVER;
        right.isolated(partner());
    }

    long nextDeadlineNanos() {
        return switch (phase) {
            case HEARD, BARRED -> Math.max(lookFrom(), retryAt);
            case WATCHING -> due();
            case READING, ASKING, SENT, DOUBT, RESOLVING, OVER -> Long.MAX_VALUE;
        };
    }
}
