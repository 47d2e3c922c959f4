package io.openplex.distributor;

/** Plain counters, read by metrics on the stack's loop. */
public final class DistributorCounters {
    long forwarded;
    long newConnections;
    long resets;
    long refused;
    long droppedInRebuild;
    long droppedFull;
    long staleSignals;

    DistributorCounters() {}

    /** Packets handed to another stack. */
    public long forwarded() {
        return forwarded;
    }

    /** Connections distributed, local target included. */
    public long newConnections() {
        return newConnections;
    }

    /** Segments answered with RST because their connection ended with its target or is not known. */
    public long resets() {
        return resets;
    }

    /** SYNs answered with RST because no target was eligible. */
    public long refused() {
        return refused;
    }

    /** Segments dropped silently while the table was rebuilt. */
    public long droppedInRebuild() {
        return droppedInRebuild;
    }

    /** SYNs dropped because the connection table is full. */
    public long droppedFull() {
        return droppedFull;
    }

    /** Signals refused because of an older epoch or an unknown sender. */
    public long staleSignals() {
        return staleSignals;
    }
}
