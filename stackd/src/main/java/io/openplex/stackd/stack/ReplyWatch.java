package io.openplex.stackd.stack;

import io.openplex.stackd.console.OperatorConsole;
import io.openplex.stackd.console.OutstandingReplies;
import io.openplex.stackd.loop.LoopParticipant;
import java.util.function.LongSupplier;

/** Looks once a second whether a question to the operator still needs its answer. */
final class ReplyWatch implements LoopParticipant {
    private static final long PERIOD_NANOS = 1_000_000_000L;

    private final OperatorConsole console;
    private final OutstandingReplies replies;
    private final LongSupplier wallMillis;
    private long nextNanos = NEVER;

    ReplyWatch(OperatorConsole console, OutstandingReplies replies, LongSupplier wallMillis) {
        this.console = console;
        this.replies = replies;
        this.wallMillis = wallMillis;
    }

    @Override
    public int step(long nowNanos) {
        if (replies.isEmpty()) {
            nextNanos = NEVER;
            return 0;
        }
        if (nextNanos != NEVER && nowNanos - nextNanos < 0) {
            return 0;
        }
        nextNanos = nowNanos + PERIOD_NANOS;
        console.withdrawMoot(wallMillis.getAsLong());
        return 1;
    }

    @Override
    public long nextDeadlineNanos() {
        return nextNanos;
    }
}
