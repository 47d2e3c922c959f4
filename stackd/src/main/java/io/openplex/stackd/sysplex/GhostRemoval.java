package io.openplex.stackd.sysplex;

import io.openplex.proto.v1.HearingAnswer;
import io.openplex.proto.v1.HearingQuestion;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.right.RightToOwn;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Acts on an operator's word that a member is down (ownership rule, clause 14): asks every other member whether it
 * hears that member, and has it isolated only when nobody does, its beat stands still, and it has a seat for this stack
 * or nobody on its list is active. The word counts as long as the removal lasts. One removal at a time.
 */
final class GhostRemoval implements LoopParticipant, SignalReceiver.HearingHandler {
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final GroupLine group;
    private final GroupRight right;
    private @Nullable Removal running;
    private long numbers;

    private static final class Removal {
        final Member member;
        final long number;
        final long untilNanos;
        final Consumer<Optional<String>> end;
        final TreeSet<String> unanswered = new TreeSet<>();
        boolean declared;

        Removal(Member member, long number, long untilNanos, Consumer<Optional<String>> end) {
            this.member = member;
            this.number = number;
            this.untilNanos = untilNanos;
            this.end = end;
        }
    }

    GhostRemoval(GroupLine group, GroupRight right) {
        this.group = group;
        this.right = right;
    }

    /**
     * Begins a removal.
     *
     * @param end told once: why it was not done, or empty when the member is out
     */
    void begin(Member member, long nowNanos, Consumer<Optional<String>> end) {
        if (running != null) {
            end.accept(Optional.of("ANOTHER SYSTEM IS BEING REMOVED"));
        } else if (group.coordinationLost()) {
            end.accept(Optional.of("THE COORDINATION SERVICE DOES NOT ANSWER"));
        } else if (right.right().hears(member, nowNanos)) {
            end.accept(Optional.of("IT IS HEARD"));
        } else {
            ask(member, nowNanos, end);
        }
    }

    private void ask(Member member, long nowNanos, Consumer<Optional<String>> end) {
        numbers++;
        Removal removal = new Removal(member, numbers, nowNanos + PATIENCE_NANOS, end);
        running = removal;
        for (Member other : group.members()) {
            if (!group.isSelf(other) && !other.equals(member)) {
                if (!group.isLinked(other)) {
                    end(Optional.of(other.info().system() + " CANNOT BE ASKED WHETHER IT HEARS IT"));
                    return;
                }
                removal.unanswered.add(other.name());
                group.send(
                        other,
                        SignalCodec.signal()
                                .setHearingQuestion(HearingQuestion.newBuilder()
                                        .setMember(member.name())
                                        .setIncarnation(member.incarnation())
                                        .setNumber(removal.number)));
            }
        }
        declareWhenAllHaveAnswered(removal);
    }

    private void declareWhenAllHaveAnswered(Removal removal) {
        if (!removal.unanswered.isEmpty() || removal.declared) {
            return;
        }
        if (right.right().hears(removal.member, right.stamp())) {
            end(Optional.of("IT IS HEARD"));
        } else {
            removal.declared = true;
            right.right().declareDown(removal.member);
        }
    }

    @Override
    public void asked(Member from, HearingQuestion question) {
        boolean heard = group.members().stream()
                .filter(m -> m.name().equals(question.getMember()) && m.incarnation() == question.getIncarnation())
                .anyMatch(m -> right.right().hears(m, right.stamp()));
        group.send(
                from,
                SignalCodec.signal()
                        .setHearingAnswer(HearingAnswer.newBuilder()
                                .setNumber(question.getNumber())
                                .setHeard(heard)));
    }

    @Override
    public void answered(Member from, HearingAnswer answer) {
        Removal removal = running;
        if (removal == null || removal.number != answer.getNumber() || !removal.unanswered.remove(from.name())) {
            return;
        }
        if (answer.getHeard()) {
            end(Optional.of("IT IS HEARD BY " + from.info().system()));
        } else {
            declareWhenAllHaveAnswered(removal);
        }
    }

    /** Something happened to a member. */
    void told(RightToOwn.Notice notice, Member member) {
        Removal removal = running;
        if (removal != null && removal.member.equals(member)) {
            switch (notice) {
                case ISOLATED -> end(Optional.empty());
                case HEARD_AGAIN -> end(Optional.of("IT IS HEARD AGAIN"));
                case BARRED -> {
                    if (removal.declared) {
                        end(Optional.of("A SYSTEM THAT IT HAS ADMITTED IS ACTIVE"));
                    }
                }
                case ISOLATING -> {
                    // On its way.
                }
            }
        }
    }

    /** A member is out of the group, for whatever reason. */
    void left(Member member) {
        Removal removal = running;
        if (removal != null) {
            removal.unanswered.remove(member.name());
            if (removal.member.equals(member)) {
                end(Optional.empty());
            } else {
                declareWhenAllHaveAnswered(removal);
            }
        }
    }

    /** This stack is out of the group. */
    void clear() {
        end(Optional.of("THIS STACK HAS LEFT THE GROUP"));
    }

    private void end(Optional<String> refusal) {
        Removal removal = running;
        running = null;
        if (removal != null) {
            right.right().withdrawDown(removal.member);
            removal.end.accept(refusal);
        }
    }

    @Override
    public int step(long nowNanos) {
        Removal removal = running;
        if (removal == null || nowNanos < removal.untilNanos) {
            return 0;
        }
        end(Optional.of(
                removal.unanswered.isEmpty()
                        ? "ITS STATUS STILL CHANGES, OR THE COORDINATION SERVICE DOES NOT ANSWER"
                        : String.join(", ", removal.unanswered) + " DOES NOT ANSWER"));
        return 1;
    }

    @Override
    public long nextDeadlineNanos() {
        Removal removal = running;
        return removal == null ? NEVER : removal.untilNanos;
    }
}
