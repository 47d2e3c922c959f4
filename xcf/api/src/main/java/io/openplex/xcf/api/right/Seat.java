package io.openplex.xcf.api.right;

import java.util.Comparator;

/**
 * A place in a member's list of those who may isolate it: a member name on one machine. Every life of that name that
 * runs on the same home sits on the same seat.
 *
 * @param member member name
 * @param home random id of the state directory, which a process holds under an exclusive lock while it lives
 */
public record Seat(String member, String home) implements Comparable<Seat> {
    private static final Comparator<Seat> ORDER =
            Comparator.comparing(Seat::member).thenComparing(Seat::home);

    @Override
    public int compareTo(Seat other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return member + "@" + home;
    }
}
