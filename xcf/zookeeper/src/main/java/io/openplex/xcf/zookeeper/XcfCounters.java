package io.openplex.xcf.zookeeper;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** What happened so far; read by any thread. */
public final class XcfCounters {
    /** What is counted. */
    public enum Count {
        /** Signals handed to the transport. */
        SIGNALS_SENT,
        /** Signals handed to the loop. */
        SIGNALS_RECEIVED,
        /** Signals refused because the partner's queue was full. */
        SIGNALS_QUEUE_FULL,
        /** Signals queued for a link that broke. */
        SIGNALS_LOST,
        /** Signals above 4 MiB, in either direction. */
        OVERSIZE,
        /** Frames that are no frame, or not the one that may come now. */
        MALFORMED,
        /** Gaps or repetitions in a partner's sequence. */
        OUT_OF_SEQUENCE,
        /** Hellos that do not fit this view of the group. */
        HELLO_REFUSED,
        /** Events that the loop's inbox refused at first. */
        INBOX_FULL,
        /** Links that were up and broke. */
        LINKS_BROKEN,
        /** Orderly ends of watch connections. */
        WATCH_ENDS,
        /** Watch connections that broke without proving anything. */
        WATCH_BROKEN,
        /** Watch connections that carried data and were closed. */
        WATCH_DATA,
        /** Deaths that this member proved. */
        DEATHS_PROVEN,
        /** Member nodes with unusable content. */
        RECORDS_MALFORMED
    }

    private final AtomicLongArray values = new AtomicLongArray(Count.values().length);

    void add(Count what) {
        add(what, 1);
    }

    void add(Count what, long amount) {
        values.addAndGet(what.ordinal(), amount);
    }

    /** One figure. */
    public long value(Count what) {
        return values.get(what.ordinal());
    }

    /** All figures in the order of the enum. */
    public Map<Count, Long> values() {
        Map<Count, Long> all = new EnumMap<>(Count.class);
        for (Count what : Count.values()) {
            all.put(what, value(what));
        }
        return all;
    }
}
