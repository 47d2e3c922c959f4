package io.openplex.stackd.console;

import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.messages.XcfMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Policy {@link SfmAction#PROMPT}: asks IXC402D for every system whose status update is missing (operations.md 4.4).
 * DOWN
 * has the system removed, unless whoever removes refuses; INTERVAL asks again later; a system that is heard again or
 * gone
 * needs no answer any more. Used on the loop only; the time comes from outside.
 */
public final class SfmPrompt {
    /** Longest time until the next question, seconds. */
    public static final int INTERVAL_MAX_S = 86_400;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /** Removes a system because the operator says that it is down. */
    @FunctionalInterface
    public interface Removal {
        /**
         * Begins the removal.
         *
         * @param system system name
         * @return why it is refused, for example because a member still hears the system; empty when it has begun
         */
        Optional<String> down(String system);
    }

    /** What is known about one system: a question, a time to wait for, or the answer DOWN. */
    private static final class Missing {
        private final String lastOperative;
        private OptionalInt number = OptionalInt.empty();
        private OptionalInt interval = OptionalInt.empty();
        private long askNanos = NEVER;
        private boolean down;

        Missing(String lastOperative) {
            this.lastOperative = lastOperative;
        }
    }

    private final OutstandingReplies replies;
    private final Removal removal;
    private final ZoneId zone;
    private final TreeMap<String, Missing> systems = new TreeMap<>();

    /**
     * Nothing is missing.
     *
     * @param replies where it asks
     * @param removal called for the answer DOWN
     * @param zone local time of the messages
     */
    public SfmPrompt(OutstandingReplies replies, Removal removal, ZoneId zone) {
        this.replies = replies;
        this.removal = removal;
        this.zone = zone;
    }

    /**
     * The status update of a system is missing: asks, unless it has asked already.
     *
     * @param system system name
     * @param lastHeardMillis when it was heard last, milliseconds since 1970
     * @param wallMillis milliseconds since 1970
     */
    public void missing(String system, long lastHeardMillis, long wallMillis) {
        if (!systems.containsKey(system)) {
            String time = TIME.format(Instant.ofEpochMilli(lastHeardMillis).atZone(zone));
            Missing fresh = new Missing(time);
            systems.put(system, fresh);
            ask(system, fresh, wallMillis);
        }
    }

    /** The system is heard again, or is gone: the question is moot. */
    public void settled(String system, long wallMillis) {
        Missing missing = systems.remove(system);
        if (missing != null && missing.number.isPresent()) {
            replies.withdraw(missing.number.getAsInt(), wallMillis);
        }
    }

    /** True for a system that the operator has called down. */
    public boolean isDown(String system) {
        Missing missing = systems.get(system);
        return missing != null && missing.down;
    }

    /**
     * Asks again where the time has come, and where there was no reply number before.
     *
     * @param nowNanos time of the loop
     * @param wallMillis milliseconds since 1970
     * @return questions that were asked
     */
    public int step(long nowNanos, long wallMillis) {
        int asked = 0;
        for (var entry : systems.entrySet()) {
            Missing missing = entry.getValue();
            if (missing.interval.isPresent()) {
                missing.askNanos = nowNanos + missing.interval.getAsInt() * NANOS_PER_SECOND;
                missing.interval = OptionalInt.empty();
            }
            boolean due = missing.askNanos == NEVER || missing.askNanos - nowNanos <= 0;
            if (!missing.down && missing.number.isEmpty() && due) {
                ask(entry.getKey(), missing, wallMillis);
                asked += missing.number.isPresent() ? 1 : 0;
            }
        }
        return asked;
    }

    /** When the next question is due, on the clock of {@link #step}; {@link Long#MAX_VALUE} for never. */
    public long nextDeadlineNanos() {
        long next = NEVER;
        for (Missing missing : systems.values()) {
            next = Math.min(next, missing.askNanos);
        }
        return next;
    }

    private void ask(String system, Missing missing, long wallMillis) {
        missing.askNanos = NEVER;
        missing.number = replies.ask(
                XcfMessage.IXC402D.with(system, missing.lastOperative),
                (text, replyMillis) -> judge(system, missing, text),
                wallMillis);
    }

    private OutstandingReplies.Verdict judge(String system, Missing missing, String text) {
        if (text.equals("DOWN")) {
            Optional<String> refusal = removal.down(system);
            if (refusal.isPresent()) {
                return refused("REPLY DOWN", refusal.get());
            }
            missing.down = true;
            missing.number = OptionalInt.empty();
            return new OutstandingReplies.Verdict.Accepted(List.of());
        }
        int seconds = text.startsWith("INTERVAL=")
                ? Numbers.decimal(text.substring("INTERVAL=".length()), 0, INTERVAL_MAX_S)
                : -1;
        if (seconds < 0) {
            return refused("REPLY", "DOWN OR INTERVAL=SSSSS IS EXPECTED, SSSSS FROM 0 TO " + INTERVAL_MAX_S);
        }
        missing.number = OptionalInt.empty();
        missing.interval = OptionalInt.of(seconds);
        return new OutstandingReplies.Verdict.Accepted(List.of());
    }

    private static OutstandingReplies.Verdict refused(String command, String why) {
        return new OutstandingReplies.Verdict.Refused(
                OpenplexMessage.OPX0020I.with(command, why).text());
    }
}
