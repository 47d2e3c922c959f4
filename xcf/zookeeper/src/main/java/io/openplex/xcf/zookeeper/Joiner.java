package io.openplex.xcf.zookeeper;

import io.openplex.proto.v1.MemberRecord;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.zookeeper.MemberDirectory.Entrance;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to become a member (ownership rule, clause 2). An active record of the same name is replaced at once when
 * it was written on this very home, because the lock on the state directory proves that its process is dead, or when
 * its process is proven dead by its watch port; while its process lives the join is refused; otherwise it waits until
 * somebody has ended the record. An active member with other values of the right to own refuses it. A process that
 * was no member before waits in a {@link YoungGroup}. Runs on the rim thread.
 */
final class Joiner {
    private static final Logger LOG = LoggerFactory.getLogger(Joiner.class);
    private static final long RETRY_MS = 50;
    private static final long AGAIN_MS = 2;

    /** How it ended; one of the two, once. */
    interface Outcome {
        /** The record is active. */
        void created();

        /** It was given up; if a join is still on its way, its record becomes active and has to be ended. */
        void refused(JoinRefusal refusal, String detail);
    }

    private final Rim rim;
    private final Ensemble ensemble;
    private final MemberDirectory directory;
    private final LivenessProbe probe;
    private final String name;
    private final MemberRecord record;
    private final Outcome outcome;
    private final int sessionTimeoutMs;
    private final boolean mayComeUponOthers;
    private long startNanos = System.nanoTime();
    private long answeredNanos = startNanos;

    /** Generation of the ensemble that is old enough for this process. */
    private long oldEnough;

    private boolean waiting;
    private boolean cancelled;

    /**
     * An attempt.
     *
     * @param newcomer this process was no member of the group before
     */
    Joiner(
            Rim rim,
            Ensemble ensemble,
            MemberDirectory directory,
            LivenessProbe probe,
            XcfOptions options,
            String name,
            MemberRecord record,
            boolean newcomer,
            Outcome outcome) {
        this.rim = rim;
        this.ensemble = ensemble;
        this.directory = directory;
        this.probe = probe;
        this.sessionTimeoutMs = options.sessionTimeoutMs();
        this.mayComeUponOthers = newcomer && !options.terms().first();
        this.name = name;
        this.record = record;
        this.outcome = outcome;
    }

    /** Tries, and again until it is decided. */
    void attempt() {
        if (cancelled) {
            return;
        }
        if (!ensemble.connected()) {
            unanswered();
            return;
        }
        directory.prepare(name, this::prepared);
    }

    private void prepared(Code code) {
        if (cancelled) {
            return;
        }
        switch (code) {
            case OK -> directory.entrance(name, this::entered);
            case NOAUTH, AUTHFAILED -> refuse(JoinRefusal.NOT_AUTHORIZED, "the coordination service refuses access");
            default -> unanswered();
        }
    }

    private void entered(Optional<Entrance> entrance) {
        if (cancelled) {
            return;
        }
        if (entrance.isEmpty()) {
            unanswered();
            return;
        }
        answeredNanos = System.nanoTime();
        if (!entrance.get().members().whole()) {
            again(String.join(", ", entrance.get().members().unusable()));
            return;
        }
        if (valuesDiffer(entrance.get())) {
            return;
        }
        if (mayComeUponOthers && entrance.get().generation() != oldEnough) {
            directory.age(entrance.get(), age -> aged(entrance.get(), age));
        } else {
            proceed(entrance.get());
        }
    }

    private void aged(Entrance entrance, OptionalLong age) {
        if (cancelled) {
            return;
        }
        if (age.isEmpty()) {
            unanswered();
            return;
        }
        oldEnough = entrance.generation(); // now, or after the wait
        long waitMs = new YoungGroup(sessionTimeoutMs).waitMs(age.getAsLong());
        if (waitMs == 0) {
            proceed(entrance);
            return;
        }
        LOG.warn(
                "the group was created only {} ms ago: stacks that knew an earlier ensemble may still answer for their"
                        + " addresses; {} joins in {} ms",
                age.getAsLong(),
                name,
                waitMs);
        rim.schedule(waitMs, () -> {
            startNanos = System.nanoTime();
            answeredNanos = startNanos;
            attempt();
        });
    }

    private void proceed(Entrance entrance) {
        Optional<Registration> holder = entrance.own().filter(Registration::active);
        if (holder.isEmpty()) {
            join(entrance);
        } else {
            judge(entrance, holder.get());
        }
    }

    /** Who promises for a shorter time than the other counts on would let two members own one address. */
    private boolean valuesDiffer(Entrance entrance) {
        for (Registration other : entrance.members().usable().values()) {
            List<String> differences = MemberTerms.differences(record, other.record());
            if (!other.member().name().equals(name) && !differences.isEmpty()) {
                refuse(
                        JoinRefusal.OTHER_VALUES,
                        "all members of a group need the same values of the right to own; between " + name
                                + " (here) and " + other.member().name() + " (there) differ: "
                                + String.join(", ", differences));
                return true;
            }
        }
        return false;
    }

    private void join(Entrance entrance) {
        directory.join(entrance, record, this::joined);
    }

    /** Nothing more happens; the outcome is not called. */
    void cancel() {
        cancelled = true;
    }

    private void joined(Code code) {
        if (cancelled) {
            return;
        }
        switch (code) {
            case OK -> outcome.created();
            case NODEEXISTS, NONODE, BADVERSION -> again(name);
            case NOAUTH, AUTHFAILED -> refuse(JoinRefusal.NOT_AUTHORIZED, "the coordination service refuses access");
            default -> unanswered();
        }
    }

    /** Somebody else was faster, so look again; or the group's nodes contradict each other, which does not pass. */
    private void again(String member) {
        if (elapsedMs(startNanos) > 2L * sessionTimeoutMs) {
            refuse(
                    JoinRefusal.UNAVAILABLE,
                    "the nodes of member " + member
                            + " in the coordination service are unusable or contradict each other");
        } else {
            rim.schedule(AGAIN_MS, this::attempt);
        }
    }

    private void unanswered() {
        if (elapsedMs(answeredNanos) > sessionTimeoutMs) {
            refuse(JoinRefusal.UNAVAILABLE, "the coordination service does not answer");
        } else {
            rim.schedule(RETRY_MS, this::attempt);
        }
    }

    private void judge(Entrance entrance, Registration holder) {
        if (holder.record().getAttempt().equals(record.getAttempt())) {
            outcome.created(); // the answer to our join had been lost
        } else if (!record.getHome().isEmpty() && holder.record().getHome().equals(record.getHome())) {
            join(entrance);
        } else {
            probe.ask(holder.target(), verdict -> verdict(holder, verdict));
        }
    }

    private void verdict(Registration holder, LivenessProbe.Verdict verdict) {
        if (cancelled) {
            return;
        }
        switch (verdict) {
            case DEAD -> take(holder, LeaveReason.ABEND);
            case ALIVE ->
                refuse(
                        JoinRefusal.NAME_IN_USE,
                        "member " + name + " is active: its process answers at " + holder.watch());
            case REFUSED, UNKNOWN -> await(holder);
        }
    }

    private void take(Registration holder, LeaveReason reason) {
        directory.end(holder, reason, Optional.empty(), code -> attempt());
    }

    private void await(Registration holder) {
        if (elapsedMs(startNanos) > 2L * sessionTimeoutMs) {
            refuse(
                    JoinRefusal.NAME_IN_USE,
                    "member " + name + " is active on another machine whose process cannot be asked at "
                            + holder.watch()
                            + "; start it there again, or have an operator of another system remove it with"
                            + " VARY XCF," + holder.member().info().system() + ",OFFLINE");
            return;
        }
        if (!waiting) {
            LOG.warn(
                    "member name {} is taken by {} whose process cannot be asked at {}; waiting until it is isolated",
                    name,
                    holder.member(),
                    holder.watch());
            waiting = true;
        }
        rim.schedule(RETRY_MS, this::attempt);
    }

    private void refuse(JoinRefusal refusal, String detail) {
        cancelled = true;
        outcome.refused(refusal, detail);
    }

    private static long elapsedMs(long sinceNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
    }
}
