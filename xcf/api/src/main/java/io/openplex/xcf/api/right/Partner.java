package io.openplex.xcf.api.right;

import io.openplex.xcf.api.Member;

/** Another active incarnation, as heartbeats know it: what it promised, and what was promised to it. */
final class Partner {
    /** No time at all: long over. */
    static final long LONG_AGO = Long.MIN_VALUE / 4;

    /** Sendings that are remembered; an answer to an older one is worth nothing any more. */
    private static final int STAMPS = 64;

    final Member member;
    final Seat seat;
    final Isolation isolation;

    /** Its seat is one of those that may stand in the own list. */
    boolean counted;

    /** Its seat should stand there. */
    boolean wanted;

    private final long[] sentAt = new long[STAMPS];
    private long sent;
    private long taken;
    private long heardAt = LONG_AGO;
    private long boundUntil;
    private long promisedUntil = LONG_AGO;

    /**
     * A partner that has just become known.
     *
     * @param boundUntil until then it is not isolated, whether it is heard or not
     */
    Partner(Member member, Isolation isolation, long boundUntil) {
        this.member = member;
        this.seat = seatOf(member);
        this.isolation = isolation;
        this.boundUntil = boundUntil;
    }

    static Seat seatOf(Member member) {
        return new Seat(member.name(), member.info().home());
    }

    /** The next heartbeat to it, stamped before it is sent. */
    Heartbeat next(Member self, boolean promise, long epoch, long sendingNanos) {
        sent++;
        sentAt[(int) (sent % STAMPS)] = sendingNanos;
        return new Heartbeat(self.incarnation(), member.incarnation(), sent, promise ? taken : 0, promise, epoch);
    }

    /**
     * Takes a heartbeat of it.
     *
     * @param promising this member promises not to isolate it from now on
     * @param stamp reading of the clock after the heartbeat was received
     * @return false when it had come before, or was overtaken
     */
    boolean take(Heartbeat beat, boolean promising, RightValues values, long stamp) {
        if (beat.promise() && beat.answered() > sent - STAMPS && beat.answered() > 0 && beat.answered() <= sent) {
            long until = sentAt[(int) (beat.answered() % STAMPS)] + values.promiseNanos();
            promisedUntil = Math.max(promisedUntil, until);
        }
        if (beat.sequence() <= taken) {
            return false;
        }
        heardAt = stamp;
        if (promising) {
            taken = beat.sequence();
            boundUntil = Math.max(boundUntil, stamp + values.boundNanos());
        }
        return true;
    }

    /** Until when it will not isolate this member. */
    long promisedUntil() {
        return promisedUntil;
    }

    /** Until when this member may not isolate it. */
    long boundUntil() {
        return boundUntil;
    }

    /** When it was last heard, {@link #LONG_AGO} for never. */
    long heardAt() {
        return heardAt;
    }

    /** A promise of an earlier life on the same seat goes on. */
    void inherit(long until) {
        promisedUntil = Math.max(promisedUntil, until);
    }
}
