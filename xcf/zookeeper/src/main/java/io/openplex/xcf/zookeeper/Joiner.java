package io.openplex.xcf.zookeeper;

import io.openplex.proto.v1.MemberRecord;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to become a member. A node of the same name that another session left behind is never adopted: it goes
 * when its process is proven dead, or with its session; while its process lives the join is refused. Runs on the rim
 * thread.
 */
final class Joiner {
    private static final Logger LOG = LoggerFactory.getLogger(Joiner.class);
    private static final long RETRY_MS = 50;

    /** How it ended; one of the two, once. */
    interface Outcome {
        /** The member node is there, under this session. */
        void created(long session);

        /** It is not, and nothing is left behind that the session's owner would not remove. */
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
    private final long startNanos = System.nanoTime();
    private long answeredNanos = startNanos;
    private boolean waiting;
    private boolean cancelled;

    Joiner(
            Rim rim,
            Ensemble ensemble,
            MemberDirectory directory,
            LivenessProbe probe,
            XcfOptions options,
            String name,
            MemberRecord record,
            Outcome outcome) {
        this.rim = rim;
        this.ensemble = ensemble;
        this.directory = directory;
        this.probe = probe;
        this.sessionTimeoutMs = options.sessionTimeoutMs();
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
        long session = ensemble.session();
        directory.create(name, record, code -> created(code, session));
    }

    /** Nothing more happens; the outcome is not called. */
    void cancel() {
        cancelled = true;
    }

    private void created(Code code, long session) {
        if (cancelled) {
            return;
        }
        switch (code) {
            case OK -> outcome.created(session);
            case NODEEXISTS -> directory.read(name, this::examine);
            case NOAUTH, AUTHFAILED -> refuse(JoinRefusal.NOT_AUTHORIZED, "the coordination service refuses access");
            default -> unanswered();
        }
    }

    private void unanswered() {
        if (elapsedMs(answeredNanos) > sessionTimeoutMs) {
            refuse(JoinRefusal.UNAVAILABLE, "the coordination service does not answer");
        } else {
            rim.schedule(RETRY_MS, this::attempt);
        }
    }

    private void examine(Code code, Optional<Registration> found) {
        if (cancelled) {
            return;
        }
        if (code == Code.NONODE) {
            attempt();
        } else if (code != Code.OK) {
            unanswered();
        } else if (found.isEmpty()) {
            refuse(JoinRefusal.NAME_IN_USE, "the node of member " + name + " has unusable content");
        } else {
            judge(found.get());
        }
    }

    private void judge(Registration holder) {
        answeredNanos = System.nanoTime();
        boolean mine = holder.fence().equals(record.getFence());
        if (mine && holder.session() == ensemble.session()) {
            outcome.created(holder.session()); // the answer to our creation had been lost
        } else if (mine || holder.session() == ensemble.session()) {
            take(holder, LeaveReason.SYSTEM_REMOVED);
        } else {
            probe.ask(holder.watch(), verdict -> verdict(holder, verdict));
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
        directory.remove(name, holder.member().incarnation(), holder.fence(), reason, code -> attempt());
    }

    private void await(Registration holder) {
        if (elapsedMs(startNanos) > 2L * sessionTimeoutMs) {
            refuse(JoinRefusal.NAME_IN_USE, "the session of the previous " + holder.member() + " does not end");
            return;
        }
        if (!waiting) {
            LOG.warn(
                    "member name {} is taken by {} whose process cannot be asked at {}; waiting for its session to end",
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
