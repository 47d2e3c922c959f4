package io.openplex.dvipa;

import io.openplex.dvipa.config.Moveable;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The protocol between one address's entry and its record. {@link #evaluate} looks at what is known and starts what is
 * due; it may be called at any time and any number of times, so no event can be missed for good. The way in is
 * {@link #activate}, reached only with a record in hand that names this stack; the way out is {@link #lose}.
 */
final class Ownership {
    /** About what one claim among many costs the coupling facility. */
    private static final long CLAIM_NANOS = 1_000_000L;

    private final Context c;

    Ownership(Context context) {
        this.c = context;
    }

    /** Starts whatever is due for the entry now. */
    void evaluate(Entry e) {
        if (!c.group.joined()) {
            return;
        }
        e.deadline = Entry.NEVER;
        switch (e.phase) {
            case WAITING -> evaluateWaiting(e);
            case ACTIVE -> evaluateActive(e);
            case DOUBT, GIVE_DOUBT -> e.wakeAt(e.recheckAt);
            default -> {
                // A reply or the flush of frames comes first.
            }
        }
    }

    /** The deadline of the entry has come. */
    void timer(Entry e) {
        switch (e.phase) {
            case DOUBT -> startRead(e, Phase.READING);
            case GIVE_DOUBT -> startRead(e, Phase.GIVE_READING);
            default -> evaluate(e);
        }
    }

    private void evaluateWaiting(Entry e) {
        if (!e.wanted() && e.claimMayLand()) {
            withdrawClaim(e);
            return;
        }
        if (!e.wanted() && !(e.viewKnown && e.view.names(c.group.selfId()))) {
            e.vacant = false;
            e.unsettled = false;
            return;
        }
        if (!e.viewKnown || e.readAgain) {
            startRead(e, Phase.READING);
            return;
        }
        Optional<Member> owner = e.view.owner().flatMap(c.group::live);
        if (owner.isEmpty() && e.view.owner().map(o -> c.group.gone(o, c.now)).orElse(true)) {
            evaluateVacant(e);
        } else if (owner.isEmpty()) {
            // A member so young that this stack has not heard of it yet, or one that may not know yet that it is out.
            e.vacant = false;
            evaluateSuspect(e);
            e.view.owner().filter(c.group::stranger).ifPresent(o -> e.wakeAt(c.group.strangersGoneNanos()));
        } else if (owner.get().equals(c.group.self())) {
            ownRecordFound(e);
        } else {
            e.vacant = false;
            evaluateOwned(e, owner.get());
        }
    }

    /**
     * Writes nobody over the version on which the claim was made, so that the claim cannot land any more: else it would
     * name a member that does not know of it. Whom that version names is gone, or it had not been claimed.
     */
    private void withdrawClaim(Entry e) {
        e.vacant = false;
        e.unsettled = false;
        e.giveTo = null;
        e.phase = Phase.GIVING;
        write(e, Optional.empty());
    }

    private void ownRecordFound(Entry e) {
        e.vacant = false;
        if (e.eligible()) {
            activate(e);
        } else {
            fence(e, Succession.bestOther(c.group, e.address));
        }
    }

    /** Nobody alive owns the address: act when all better-placed stacks had their chance. */
    private void evaluateVacant(Entry e) {
        e.suspect = false;
        Claim claim = e.claim;
        boolean neverActive = e.view.equals(OwnershipView.ABSENT);
        if (claim == null || !e.eligible() || neverActive && !claim.activates()) {
            e.vacant = false;
            e.unsettled = false;
            return;
        }
        if (neverActive && c.now < c.group.unknownFreeNanos()) {
            e.unsettled = false;
            e.wakeAt(c.group.unknownFreeNanos());
            return;
        }
        if (!e.vacant) {
            e.vacant = true;
            e.vacantSince = c.now;
        }
        int place = Succession.place(c.group, c.ownPlace(e));
        // Whoever is better placed may have many of them to claim, one after the other.
        long step = c.settings.stepNanos() + c.orphans * CLAIM_NANOS;
        long due = e.vacantSince + place * step;
        if (c.now >= due) {
            e.phase = Phase.CLAIMING;
            write(e, Optional.of(c.group.selfId()));
        } else {
            e.unsettled = false;
            e.wakeAt(due);
        }
    }

    /** Another live stack owns the address by what is known: ask for it, wait for it, or doubt it. */
    private void evaluateOwned(Entry e, Member owner) {
        Optional<TableEntry> theirs = c.group.entryOf(owner, e.address);
        boolean confirmed = theirs.isPresent() && theirs.get().epoch() == e.view.epoch();
        if (!confirmed) {
            evaluateSuspect(e);
            return;
        }
        e.suspect = false;
        if (!Succession.takesFrom(c.ownPlace(e), new Group.InLine(owner, theirs.get()))) {
            e.unsettled = false;
            return;
        }
        if (theirs.get().moveable() == Moveable.WHEN_IDLE) {
            e.unsettled = false;
        }
        if (c.now >= e.requestAt) {
            c.emit(new DvipaAction.SendMoveRequest(owner, e.address, e.view.epoch()));
            e.requestAt = c.now + c.settings.recheckNanos();
        }
        e.wakeAt(e.requestAt);
    }

    private void evaluateSuspect(Entry e) {
        if (!e.suspect) {
            e.suspect = true;
            e.recheckAt = c.now + c.settings.recheckNanos();
        }
        Claim claim = e.claim;
        if (claim != null && claim.origin() == Origin.BACKUP) {
            e.unsettled = false;
        }
        if (c.now >= e.recheckAt) {
            e.suspect = false;
            e.view.owner()
                    .filter(owner -> e.view.readable() && c.group.live(owner).isEmpty())
                    .ifPresent(owner -> c.emit(new DvipaAction.FindIncarnation(owner)));
            startRead(e, Phase.READING);
        } else {
            e.wakeAt(e.recheckAt);
        }
    }

    private void evaluateActive(Entry e) {
        e.unsettled = false;
        if (!e.wanted()) {
            fence(e, Succession.bestOther(c.group, e.address));
            return;
        }
        Member requester = e.requester;
        if (requester == null) {
            return;
        }
        if (!c.group.isLivePeer(requester)) {
            e.requester = null;
            return;
        }
        Optional<TableEntry> theirs = c.group.entryOf(requester, e.address);
        boolean better =
                theirs.isPresent() && Succession.takesFrom(new Group.InLine(requester, theirs.get()), c.ownPlace(e));
        boolean free = e.attributes().moveable() != Moveable.WHEN_IDLE || c.connections.count(e.address) == 0;
        if (better && free) {
            fence(e, Optional.of(requester));
        }
    }

    /** Ownership begins; the record in hand names this stack. */
    private void activate(Entry e) {
        e.phase = Phase.ACTIVE;
        e.held = true;
        e.lingering = false;
        e.requester = null;
        e.suspect = false;
        e.activatedNanos = OptionalLong.of(c.now);
        reportTaken(e);
        evaluateActive(e);
    }

    /** Stops answering; the hand-over goes on when the frames sent so far have left. */
    private void fence(Entry e, Optional<Member> to) {
        e.phase = Phase.FENCED;
        e.giveTo = to.orElse(null);
    }

    /** The frames have left: nothing of this stack claims the address any more. */
    void framesLeft(Entry e) {
        if (e.phase != Phase.FENCED) {
            return;
        }
        Member to = e.giveTo;
        boolean reconsider = to == null ? e.wanted() : !c.group.isLivePeer(to);
        if (reconsider) {
            e.requester = null;
            e.phase = e.held ? Phase.ACTIVE : Phase.WAITING;
            evaluate(e);
            return;
        }
        e.phase = Phase.GIVING;
        write(e, to == null ? Optional.empty() : Optional.of(OwnerId.of(to)));
    }

    /** A newer owner was announced while this stack believed to own the address: stop, then read. */
    void contradicted(Entry e) {
        if (e.phase == Phase.ACTIVE || e.phase == Phase.FENCED) {
            e.giveTo = null;
            startRead(e, Phase.GIVE_READING);
        }
    }

    void recordRead(Entry e, Optional<OwnershipView> view) {
        boolean giving = e.phase == Phase.GIVE_READING;
        if (!giving && e.phase != Phase.READING) {
            return;
        }
        if (view.isEmpty()) {
            doubt(e, giving ? Phase.GIVE_DOUBT : Phase.DOUBT);
            return;
        }
        e.learn(view.get());
        complain(e);
        if (giving && view.get().names(c.group.selfId())) {
            e.phase = Phase.RESUMING;
            write(e, Optional.of(c.group.selfId()));
        } else if (giving) {
            lose(e);
        } else {
            e.phase = Phase.WAITING;
            evaluate(e);
        }
    }

    void recordWritten(Entry e, WriteOutcome outcome, long version) {
        boolean claiming = e.phase == Phase.CLAIMING;
        if (!claiming && e.phase != Phase.GIVING && e.phase != Phase.RESUMING) {
            return;
        }
        if (claiming && outcome == WriteOutcome.IN_DOUBT) {
            e.doubtfulVersion = e.view.version();
        }
        switch (outcome) {
            case WRITTEN -> written(e, version);
            case MISMATCH -> startRead(e, claiming ? Phase.READING : Phase.GIVE_READING);
            case NOT_A_MEMBER, IN_DOUBT -> doubt(e, claiming ? Phase.DOUBT : Phase.GIVE_DOUBT);
        }
    }

    private void written(Entry e, long version) {
        Member to = e.giveTo;
        if (e.phase == Phase.GIVING) {
            e.learn(new OwnershipView(version, to == null ? Optional.empty() : Optional.of(OwnerId.of(to))));
            lose(e);
            return;
        }
        e.learn(new OwnershipView(version, Optional.of(c.group.selfId())));
        e.phase = e.held ? Phase.ACTIVE : Phase.WAITING;
        evaluate(e);
    }

    /** The record names another stack, or nobody. */
    private void lose(Entry e) {
        boolean wasHeld = e.held;
        e.phase = Phase.WAITING;
        e.held = false;
        e.activatedNanos = OptionalLong.empty();
        e.requester = null;
        e.giveTo = null;
        e.requestAt = c.now + c.settings.recheckNanos();
        Optional<Member> successor = e.view.owner().flatMap(c.group::live);
        if (wasHeld && successor.isPresent()) {
            e.lingering = !e.role.isTarget() && c.connections.count(e.address) > 0;
            c.emit(new DvipaAction.SendMoveGiven(successor.get(), e.address, e.view.epoch()));
            MemberInfo info = successor.get().info();
            issue("EZZ8303I", e, info);
        } else if (wasHeld && e.view.owner().isPresent()) {
            // The named successor died meanwhile; whoever follows it keeps feeding our connections.
            e.lingering = !e.role.isTarget() && c.connections.count(e.address) > 0;
        }
        evaluate(e);
    }

    /** Tells from whom the address came, when that stack was seen in this life and is another one. */
    private void reportTaken(Entry e) {
        Optional<OwnerId> from = e.previousOwner;
        boolean fromLive = from.flatMap(c.group::live).isPresent();
        String id = fromLive && e.origin() == Origin.DEFINE ? "EZZ8302I" : "EZZ8301I";
        from.filter(previous -> !previous.member().equals(c.group.self().name()))
                .flatMap(previous -> c.group.infoOf(previous.member()))
                .ifPresent(info -> issue(id, e, info));
    }

    /** Says of each version of an unreadable record once that the address stays where it is. */
    private void complain(Entry e) {
        if (!e.view.readable() && e.complainedVersion != e.view.version()) {
            e.complainedVersion = e.view.version();
            c.emit(new DvipaAction.IssueMessage("OPX0023I", List.of(e.address.toConsole())));
        }
    }

    private void issue(String id, Entry e, MemberInfo info) {
        c.emit(new DvipaAction.IssueMessage(id, List.of(e.address.toConsole(), info.job(), info.system())));
    }

    /** Asks for the record. */
    void startRead(Entry e, Phase phase) {
        e.phase = phase;
        e.readAgain = false;
        e.attempt = c.nextAttempt();
        e.deadline = Entry.NEVER;
        c.emit(new DvipaAction.ReadRecord(e.address, e.attempt));
    }

    private void write(Entry e, Optional<OwnerId> owner) {
        e.attempt = c.nextAttempt();
        e.deadline = Entry.NEVER;
        c.emit(new DvipaAction.WriteRecord(e.address, e.attempt, e.view.version(), owner));
    }

    private void doubt(Entry e, Phase phase) {
        e.phase = phase;
        e.recheckAt = c.now + c.settings.retryNanos();
        e.deadline = e.recheckAt;
    }
}
