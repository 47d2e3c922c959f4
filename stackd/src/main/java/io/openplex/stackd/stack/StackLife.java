package io.openplex.stackd.stack;

import io.openplex.dvipa.Status;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;
import io.openplex.proto.messages.Message;
import io.openplex.proto.messages.OpenplexMessage;
import io.openplex.proto.messages.StackMessage;
import io.openplex.proto.messages.SysplexMessage;
import io.openplex.proto.messages.XcfMessage;
import io.openplex.stackd.console.MessageLog;
import io.openplex.stackd.enf.EnfEvent;
import io.openplex.stackd.enf.EnfSignals;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.stackd.profile.StackProfile;
import io.openplex.stackd.sysplex.Sysplex;
import io.openplex.stackd.sysplex.SysplexObserver;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.right.RightToOwn;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The life of a stack: starting, joining, leaving, stopping, and what console and ENF are told of it. */
public final class StackLife implements SysplexObserver, LoopParticipant {
    /** A stack whose group does not answer its leave stops all the same after this. */
    private static final long STOP_PATIENCE_NANOS = 3_000_000_000L;

    private static final long DUPLICATE_QUIET_NANOS = 10_000_000_000L;

    private final StackIdentity identity;
    private final StackProfile profile;
    private final Surroundings around;
    private final MessageLog log;
    private final Map<LeaveReason, Long> leaves = new EnumMap<>(LeaveReason.class);

    private final FailureManagement failures;
    private @Nullable Sysplex sysplex;
    private @Nullable EnfSignals enf;
    private boolean stopping;
    private boolean stopped;
    private boolean ready;
    private boolean operatorOut;
    private boolean restored;
    private long joins;
    private long stopBy = NEVER;
    private long duplicateQuietUntil = Long.MIN_VALUE;
    private long duplicates;
    private long now;

    StackLife(
            StackIdentity identity,
            StackProfile profile,
            Surroundings around,
            MessageLog log,
            FailureManagement failures) {
        this.failures = failures;
        this.identity = identity;
        this.profile = profile;
        this.around = around;
        this.log = log;
    }

    void bind(Sysplex part, EnfSignals signals) {
        sysplex = part;
        failures.bind(part);
        enf = signals;
    }

    private Sysplex sysplex() {
        return Optional.ofNullable(sysplex).orElseThrow();
    }

    private EnfSignals enf() {
        return Optional.ofNullable(enf).orElseThrow();
    }

    void started(long nowNanos) {
        issue(StackMessage.EZB6473I.with(), nowNanos);
        issue(StackMessage.EZAIN11I.with(identity.job()), nowNanos);
    }

    /** Joins for the reason that ENF will name. */
    void join(EnfEvent.Reason why) {
        operatorOut = false;
        restored = why != EnfEvent.Reason.STACK_START;
        enf().joinStarted(why);
        sysplex().join();
    }

    /** LEAVEGROUP: out until JOINGROUP. False when the stack is not a member. */
    boolean leaveByOperator() {
        boolean begun = sysplex().leave(LeaveReason.OPERATOR);
        if (begun) {
            operatorOut = true;
            enf().leaveStarted(EnfEvent.Reason.OPERATOR, "");
        }
        return begun;
    }

    void stop(LeaveReason reason) {
        if (stopping) {
            return;
        }
        stopping = true;
        stopBy = now + STOP_PATIENCE_NANOS;
        enf().leaveStarted(EnfEvent.Reason.STACK_STOP, "");
        if (!sysplex().leave(reason)) {
            end();
        }
    }

    private void end() {
        if (!stopped) {
            stopped = true;
            stopBy = NEVER;
            issue(OpenplexMessage.OPX0021I.with(identity.job()), now);
            around.events().stopped();
        }
    }

    /** Issues a message on the console. */
    void issue(Message message, long nowNanos) {
        log.issue(message.text(), around.wallMillis().getAsLong());
    }

    /** Another station claims an address of this stack; said at most every ten seconds. */
    void duplicateAddress(IpAddress address, MacAddress mac, boolean takeover, long nowNanos) {
        duplicates++;
        if (nowNanos >= duplicateQuietUntil) {
            duplicateQuietUntil = nowNanos + DUPLICATE_QUIET_NANOS;
            issue(OpenplexMessage.OPX0017I.with(address.toConsole(), mac), nowNanos);
        }
    }

    @Override
    public void message(Message message, long nowNanos) {
        issue(message, nowNanos);
    }

    @Override
    public void joined(Member self, List<Member> members, long nowNanos) {
        joins++;
        long wall = around.wallMillis().getAsLong();
        if (restored) {
            issue(SysplexMessage.EZD1192I.with(identity.job()), nowNanos);
        }
        log.delete("EZZ9676E", wall);
        enf().joinStarted(EnfEvent.Reason.AUTOREJOIN);
        enf().groupJoined(self.incarnation(), wall);
        enf().dvipaProcessingStarted(wall);
    }

    @Override
    public void initialProcessingComplete(long nowNanos) {
        if (!ready) {
            ready = true;
            issue(StackMessage.EZZ4202I.with(identity.job()), nowNanos);
        }
        around.events().ready();
    }

    @Override
    public void joinRefused(JoinRefusal refusal, String detail, long nowNanos) {
        String why = refusal.name().replace('_', ' ') + ": " + detail;
        issue(OpenplexMessage.OPX0018I.with(identity.job(), why), nowNanos);
        // Who was a member and finds its name in use was superseded: it must not wait to take the name back (clause 2).
        boolean forGood = joins == 0 || refusal == JoinRefusal.NAME_IN_USE;
        if (refusal != JoinRefusal.UNAVAILABLE && !stopping && forGood) {
            around.events().refused(why);
        }
    }

    @Override
    public void left(Member self, LeaveReason reason, List<Member> remaining, long nowNanos) {
        leaves.merge(reason, 1L, Long::sum);
        long wall = around.wallMillis().getAsLong();
        enf().leaveStarted(reasonOf(reason), "");
        enf().dvipasGone(wall);
        enf().groupLeft(remaining.stream().map(Member::name).toList(), wall);
        restored = true;
        if (reason == LeaveReason.SYSTEM_REMOVED) {
            issue(XcfMessage.IXC220W.with(identity.system(), "IT WAS REMOVED FROM THE SYSPLEX"), nowNanos);
        }
        if (stopping) {
            end();
        } else if (reason == LeaveReason.OPERATOR || reason == LeaveReason.AUTONOMICS) {
            issue(SysplexMessage.EZZ9676E.with(identity.job()), nowNanos);
        } else {
            issue(OpenplexMessage.OPX0019I.with(identity.job(), reason.name().replace('_', ' ')), nowNanos);
        }
    }

    @Override
    public void statusChanged(IpAddress dvipa, Optional<Status> before, Optional<Status> after, long nowNanos) {
        around.events().statusChanged(dvipa, before, after);
    }

    @Override
    public void groupNotice(RightToOwn.Notice notice, Member member, long nowNanos) {
        failures.told(notice, member);
    }

    @Override
    public void memberGone(Member member, long nowNanos) {
        failures.gone(member);
    }

    @Override
    public boolean mayIsolate(Member member, long nowNanos) {
        return failures.mayIsolate(member, nowNanos);
    }

    private static EnfEvent.Reason reasonOf(LeaveReason reason) {
        return switch (reason) {
            case OPERATOR -> EnfEvent.Reason.OPERATOR;
            case STACK_STOP -> EnfEvent.Reason.STACK_STOP;
            case AUTONOMICS -> EnfEvent.Reason.AUTONOMICS;
            case ABEND -> EnfEvent.Reason.ABEND;
            case SYSTEM_REMOVED -> EnfEvent.Reason.SYSTEM_REMOVED;
        };
    }

    @Override
    public int step(long nowNanos) {
        now = nowNanos;
        if (stopBy <= nowNanos) {
            end();
            return 1;
        }
        return 0;
    }

    @Override
    public long nextDeadlineNanos() {
        return stopBy;
    }

    /** The operator, or the profile, wants the stack out of the group. */
    public boolean deliberatelyOut() {
        return operatorOut || joins == 0 && !profile.globalConfig().monitor().join();
    }

    /** Joins so far. */
    public long joins() {
        return joins;
    }

    /** Leaves so far, by reason. */
    public Map<LeaveReason, Long> leaves() {
        return Map.copyOf(leaves);
    }

    /** ARP packets by which another station claimed an address of this stack. */
    public long duplicates() {
        return duplicates;
    }
}
