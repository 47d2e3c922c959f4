package io.openplex.xcf.api.right;

import io.openplex.xcf.api.right.CoupleDataSet.Answer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** The regime in which the ensemble stands in for members that have not promised (clause 6). */
final class Confirmations {
    /**
     * An ensemble that answers in time never has more than four unanswered, as one is sent every quarter of the time
     * for which it counts; more would only burden one that is late.
     */
    private static final int OUTSTANDING_MAX = 6;

    private final CoupleDataSet dataSet;
    private final RightValues values;
    private final LongSupplier clock;
    private final Runnable revoked;
    private final LongConsumer answered;
    private long confirmedUntil = Partner.LONG_AGO;
    private long nextAt = Partner.LONG_AGO;
    private int outstanding;
    private boolean needed;
    private long sent;

    /** Calls {@code answered} with a reading of the clock whenever the ensemble has answered. */
    Confirmations(
            CoupleDataSet dataSet, RightValues values, LongSupplier clock, Runnable revoked, LongConsumer answered) {
        this.dataSet = dataSet;
        this.values = values;
        this.clock = clock;
        this.revoked = revoked;
        this.answered = answered;
    }

    void step(boolean wanted, long nowNanos) {
        needed = wanted;
        if (!wanted || nowNanos < nextAt || outstanding >= OUTSTANDING_MAX) {
            return;
        }
        nextAt = nowNanos + values.confirmEveryNanos();
        outstanding++;
        sent++;
        long stamp = clock.getAsLong();
        dataSet.confirm(answer -> ended(answer, stamp));
    }

    private void ended(Answer answer, long sentNanos) {
        outstanding--;
        switch (answer) {
            case DONE -> confirmedUntil = Math.max(confirmedUntil, sentNanos + values.confirmationNanos());
            case NOT_A_MEMBER -> revoked.run();
            case REFUSED, IN_DOUBT -> {
                // Worth nothing; the next one is on its way.
            }
        }
        if (answer != Answer.IN_DOUBT) {
            answered.accept(clock.getAsLong());
        }
    }

    long confirmedUntil() {
        return confirmedUntil;
    }

    long sent() {
        return sent;
    }

    long nextDeadlineNanos() {
        return needed && outstanding < OUTSTANDING_MAX ? nextAt : Long.MAX_VALUE;
    }
}
