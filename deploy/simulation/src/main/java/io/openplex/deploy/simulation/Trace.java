package io.openplex.deploy.simulation;

import io.openplex.stackd.loop.NanoClock;
import java.util.ArrayList;
import java.util.List;

/** What happened, one line per event: virtual time in seconds, who, what. The same seed gives the same lines. */
public final class Trace {
    private static final long SECOND = 1_000_000_000L;

    private final NanoClock clock;
    private final List<String> lines = new ArrayList<>();

    Trace(NanoClock clock) {
        this.clock = clock;
    }

    /** Adds an event. */
    public void event(String who, String what) {
        long now = clock.nanos();
        lines.add("%4d.%09d %-8s %s".formatted(now / SECOND, now % SECOND, who, what));
    }

    /** All lines so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The last lines, for a report. */
    public String last(int count) {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
}
