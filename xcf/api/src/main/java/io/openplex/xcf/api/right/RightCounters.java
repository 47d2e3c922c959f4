package io.openplex.xcf.api.right;

/** Counts of the right to own since the start of the stack. */
public final class RightCounters {
    long heartbeatsOut;
    long heartbeatsIn;
    long replayed;
    long strangers;
    long suspensions;
    long resignations;
    long isolations;

    RightCounters() {}

    /** Heartbeats sent. */
    public long heartbeatsOut() {
        return heartbeatsOut;
    }

    /** Heartbeats taken. */
    public long heartbeatsIn() {
        return heartbeatsIn;
    }

    /** Heartbeats that had come before or were overtaken. */
    public long replayed() {
        return replayed;
    }

    /** Heartbeats of or for incarnations that are not known here. */
    public long strangers() {
        return strangers;
    }

    /** Times that claiming was suspended. */
    public long suspensions() {
        return suspensions;
    }

    /** Times that addresses were given up because the suspension lasted. */
    public long resignations() {
        return resignations;
    }

    /** Members found to be isolated, by this stack or by another one. */
    public long isolations() {
        return isolations;
    }
}
