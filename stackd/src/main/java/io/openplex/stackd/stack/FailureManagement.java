package io.openplex.stackd.stack;

import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.messages.XcfMessage;
import io.openplex.stackd.console.MessageLog;
import io.openplex.stackd.console.OutstandingReplies;
import io.openplex.stackd.console.SfmAction;
import io.openplex.stackd.console.SfmPrompt;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.stackd.sysplex.Sysplex;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.right.RightToOwn;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Sysplex failure management (operations.md 4.4): the policy for members that are not heard, and its messages. */
final class FailureManagement implements LoopParticipant {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final SfmAction action;
    private final MessageLog log;
    private final LongSupplier wallMillis;
    private final SfmPrompt prompt;
    private final Set<Member> partitioning = new HashSet<>();
    private final Set<Member> barredTold = new HashSet<>();
    private @Nullable Sysplex sysplex;

    FailureManagement(SfmAction action, MessageLog log, OutstandingReplies replies, LongSupplier wallMillis) {
        this.action = action;
        this.log = log;
        this.wallMillis = wallMillis;
        prompt = new SfmPrompt(replies, this::down, ZoneOffset.systemDefault());
    }

    void bind(Sysplex part) {
        sysplex = part;
    }

    SfmAction action() {
        return action;
    }

    /** The operator answers DOWN: refused while this stack hears the system. */
    private Optional<String> down(String system) {
        return Optional.ofNullable(sysplex)
                .flatMap(part -> part.members().stream()
                        .filter(m -> m.info().system().equals(system))
                        .filter(m -> part.right().hears(m))
                        .findFirst())
                .map(m -> system + " IS HEARD");
    }

    /** Policy: may a member, whose promise is over and whose beat stands still, be isolated now. */
    boolean mayIsolate(Member member, long nowNanos) {
        if (action == SfmAction.ISOLATE) {
            return true;
        }
        String system = member.info().system();
        if (!prompt.isDown(system)) {
            long wall = wallMillis.getAsLong();
            long silentNanos = Optional.ofNullable(sysplex)
                    .flatMap(part -> part.right().right().heardAtNanos(member))
                    .map(at -> nowNanos - at)
                    .orElse(0L);
            prompt.missing(system, wall - silentNanos / NANOS_PER_MILLI, wall);
            return false;
        }
        return true;
    }

    void told(RightToOwn.Notice notice, Member member) {
        String system = member.info().system();
        switch (notice) {
            // Said when it is done: it may still turn out that the member lives by the ensemble alone.
            case ISOLATING -> partitioning.add(member);
            case ISOLATED -> {
                if (partitioning.remove(member)) {
                    issue(XcfMessage.IXC101I.with(system).text());
                    issue(XcfMessage.IXC105I.with(system).text());
                }
                prompt.settled(system, wallMillis.getAsLong());
            }
            case HEARD_AGAIN -> {
                partitioning.remove(member);
                barredTold.remove(member);
                prompt.settled(system, wallMillis.getAsLong());
            }
            case BARRED -> {
                if (barredTold.add(member)) {
                    issue(OpenplexMessage.OPX0022I.with(member.name(), system).text());
                }
            }
        }
    }

    void gone(Member member) {
        partitioning.remove(member);
        barredTold.remove(member);
        prompt.settled(member.info().system(), wallMillis.getAsLong());
    }

    private void issue(String text) {
        log.issue(text, wallMillis.getAsLong());
    }

    @Override
    public int step(long nowNanos) {
        return prompt.nextDeadlineNanos() <= nowNanos || action == SfmAction.PROMPT
                ? prompt.step(nowNanos, wallMillis.getAsLong())
                : 0;
    }

    @Override
    public long nextDeadlineNanos() {
        return prompt.nextDeadlineNanos();
    }
}
