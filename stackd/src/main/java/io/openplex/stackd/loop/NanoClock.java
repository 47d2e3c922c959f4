package io.openplex.stackd.loop;

/** A monotonic clock. Production supplies one that also counts while the machine is suspended. */
@FunctionalInterface
public interface NanoClock {
    /** Nanoseconds since an arbitrary origin; does not wrap within a stack's life. */
    long nanos();
}
