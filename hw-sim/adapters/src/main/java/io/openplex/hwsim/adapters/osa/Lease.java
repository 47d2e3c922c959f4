package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.adapters.AdapterClock;

/** Until when a session may claim its leased addresses. It is over until it is renewed for the first time. */
final class Lease {
    private final AdapterClock clock;
    private long untilNanos = Long.MIN_VALUE;

    Lease(AdapterClock clock) {
        this.clock = clock;
    }

    /** Sets the end of the lease, later or earlier than it was. */
    void renew(long newUntilNanos) {
        untilNanos = newUntilNanos;
    }

    /** The deadline has come; reads the clock. */
    boolean isOver() {
        return isOver(clock.nanos());
    }

    /** The deadline has come when the clock reads so much. */
    boolean isOver(long nowNanos) {
        return nowNanos >= untilNanos;
    }
}
