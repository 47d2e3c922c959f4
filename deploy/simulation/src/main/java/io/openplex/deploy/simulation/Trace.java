package io.openplex.deploy.simulation;

import io.openplex.stackd.loop.NanoClock;
import java.util.ArrayList;
import java.util.List;

/** What happened, one line per event: virtual time in seconds, who, what. The same seed gives the same lines. */
public final class Trace {
    private static final long SECOND = 1_000_000_000L;
    private static final long HASH_FACTOR = 1_099_511_628_211L;

    private final NanoClock clock;
    private final List<Event> events = new ArrayList<>();
    private long hash = 0xcbf2_9ce4_8422_2325L;

    private record Event(long nanos, String who, String what) {
        String line() {
            return "%4d.%09d %-8s %s".formatted(nanos / SECOND, nanos % SECOND, who, what);
        }
    }

    Trace(NanoClock clock) {
        this.clock = clock;
    }

    /** Adds an event. */
    public void event(String who, String what) {
        Event added = new Event(clock.nanos(), who, what);
        events.add(added);
        hash = ((hash ^ added.nanos()) * HASH_FACTOR ^ who.hashCode()) * HASH_FACTOR ^ what.hashCode();
    }

    /** All lines so far. */
    public List<String> lines() {
        return events.stream().map(Event::line).toList();
    }

    /** The last lines, for a report. */
    public String last(int count) {
        List<Event> kept = events.subList(Math.max(0, events.size() - count), events.size());
        return String.join("\n", kept.stream().map(Event::line).toList());
    }

    /** Events so far. */
    public int size() {
        return events.size();
    }

    /** A number that two equal traces share, on any machine. */
    public long hash() {
        return hash;
    }
}
