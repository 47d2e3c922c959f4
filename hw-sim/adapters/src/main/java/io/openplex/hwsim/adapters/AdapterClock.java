package io.openplex.hwsim.adapters;

/**
 * The clock by which an adapter enforces the deadline of a lease. It is the clock of the loop that steps the adapter,
 * and it is read again immediately before a claim leaves: the process may have stood still since the loop read it.
 */
@FunctionalInterface
public interface AdapterClock {
    /** Monotonic nanoseconds since an arbitrary origin; does not wrap within a stack's life. Allocates nothing. */
    long nanos();
}
