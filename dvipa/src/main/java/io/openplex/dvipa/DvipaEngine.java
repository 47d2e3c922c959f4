package io.openplex.dvipa;

import io.openplex.dvipa.config.VipaStatement;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One stack's dynamic VIPAs. Feed every event with the loop's time; carry out the returned actions in their order.
 *
 * <p>Never a right without a record: an address is claimed only after the ownership record was read or written and
 * names this incarnation. What peers say only tells when it is worth reading or writing it.
 */
public final class DvipaEngine {
    private final TreeMap<IpAddress, Entry> entries = new TreeMap<>();
    private final Context c;
    private final Ownership ownership;
    private final Outward outward;
    private final Statements statements;
    private final Displays displays;

    private final OwnTable table;

    /** The entries that the event at hand may have changed; null: any of them. */
    private @Nullable List<Entry> concerned;

    /** Deadlines and phases may be others than when they were last looked through. */
    private boolean entriesChanged = true;

    private long earliest = Entry.NEVER;
    private boolean fenced;
    private boolean initialDone;

    /** A stack without configuration, outside the group. */
    public DvipaEngine(DvipaSettings settings, LocalConnections connections) {
        this.c = new Context(settings, connections);
        this.ownership = new Ownership(c);
        this.outward = new Outward(c);
        this.statements = new Statements(c, entries);
        this.displays = new Displays(c, entries, outward);
        this.table = new OwnTable(c, entries, outward);
    }

    /** Takes one event and returns what is to be done, in order. */
    public List<DvipaAction> handle(DvipaEvent event, long nowNanos) {
        c.now = nowNanos;
        concerned = null;
        if (mayFindOrphans(event)) {
            countOrphans();
        }
        dispatch(event);
        if (event instanceof DvipaEvent.OfAddress one) {
            // A stack may have a thousand addresses, and hears of each of them by an event of its own.
            Entry e = entries.get(one.address());
            concerned = e == null ? List.of() : List.of(e);
        }
        if (concerned == null) {
            entries.values().forEach(this::tell);
            entries.values().removeIf(Entry::disposable);
        } else {
            for (Entry e : concerned) {
                tell(e);
                if (e.disposable()) {
                    entries.remove(e.address);
                }
            }
        }
        reportInitialDone();
        entriesChanged = true;
        return c.drain();
    }

    /** When {@link DvipaEvent.Timer} is due next; {@link Long#MAX_VALUE} for never. */
    public long nextDeadlineNanos() {
        lookThrough();
        return Math.min(earliest, Math.min(table.dueNanos(), c.resignedUntil));
    }

    /** What the loop asks in every iteration is found out once after a change. */
    private void lookThrough() {
        if (!entriesChanged) {
            return;
        }
        entriesChanged = false;
        earliest = Entry.NEVER;
        fenced = false;
        for (Entry e : entries.values()) {
            earliest = Math.min(earliest, e.deadline);
            fenced |= e.phase == Phase.FENCED;
        }
    }

    /**
     * True when {@link DvipaEvent.FramesLeft} must be fed after this iteration's frames were handed to the adapters.
     */
    public boolean awaitsFlush() {
        lookThrough();
        return fenced;
    }

    /** True when this stack owns the address, answering or not. */
    public boolean owns(IpAddress address) {
        Entry e = entries.get(address);
        return e != null && e.held;
    }

    /** The owner as far as this stack knows, self included. */
    public Optional<Member> owner(IpAddress address) {
        Entry e = entries.get(address);
        return e == null || !c.group.joined()
                ? Optional.empty()
                : e.view.owner().flatMap(c.group::live);
    }

    /** The epoch of the address's record as far as this stack knows it, 0 for none. */
    public long epoch(IpAddress address) {
        Entry e = entries.get(address);
        return e == null ? 0 : e.view.epoch();
    }

    /** The definitions of this stack by address, deactivated ones included (NETSTAT VIPADCFG). */
    public List<VipaStatement> configuration() {
        List<VipaStatement> result = new ArrayList<>();
        for (Entry e : entries.values()) {
            if (e.claim != null) {
                result.add(e.claim.statement());
            }
        }
        return result;
    }

    /** The addresses of this stack (NETSTAT VIPADYN). */
    public List<LocalRow> localRows() {
        return displays.localRows();
    }

    /** The group's addresses as this stack sees them (D TCPIP,,SYSPLEX,VIPADYN); empty outside the group. */
    public List<GroupRow> groupRows() {
        return displays.groupRows();
    }

    /** Signals refused because of an older epoch or a sender that is no longer a member. */
    public long staleSignals() {
        return c.staleSignals;
    }

    /** How often the state of an address has changed here; while it stays the same, so do the states shown. */
    public long statusChanges() {
        return c.statusChanges;
    }

    /** For the table of the life cycle. */
    Optional<Phase> phase(IpAddress address) {
        return Optional.ofNullable(entries.get(address)).map(e -> e.phase);
    }

    private void dispatch(DvipaEvent event) {
        switch (event) {
            case DvipaEvent.Configured e -> configured(e);
            case DvipaEvent.Joined e -> joined(e);
            case DvipaEvent.Left e -> left(e.reason());
            case DvipaEvent.MemberJoined e -> {
                c.group.add(e.member());
                concerned = List.of();
            }
            case DvipaEvent.MemberLeft e -> memberLeft(e.member());
            case DvipaEvent.EarlierGone e -> earlierGone(e.member());
            case DvipaEvent.IncarnationGone e -> incarnationGone(e.owner());
            case DvipaEvent.LinkUp e -> linkUp(e.member());
            case DvipaEvent.TableReceived e -> tableReceived(e);
            case DvipaEvent.TableChanged e -> tableChanged(e);
            case DvipaEvent.OwnerAnnounced e -> announced(e.from(), e.address(), e.epoch());
            case DvipaEvent.MoveRequested e -> moveRequested(e);
            case DvipaEvent.MoveGiven e -> moveGiven(e);
            case DvipaEvent.RecordRead e -> recordRead(e);
            case DvipaEvent.RecordWritten e -> recordWritten(e);
            case DvipaEvent.FramesLeft e -> {
                List<Entry> left = where(entry -> entry.phase == Phase.FENCED);
                left.forEach(ownership::framesLeft);
                concerned = left;
            }
            case DvipaEvent.ConnectionsEnded e -> connectionsEnded(e.address());
            case DvipaEvent.RoleChanged e -> roleChanged(e.address(), e.role());
            case DvipaEvent.Deactivate e -> command(e.address(), true);
            case DvipaEvent.Reactivate e -> command(e.address(), false);
            case DvipaEvent.Resigned e -> resigned(e.untilNanos());
            case DvipaEvent.Leaving e -> leaving();
            case DvipaEvent.Timer e -> timer();
        }
    }

    private void configured(DvipaEvent.Configured event) {
        if (!event.initial() && !c.group.joined()) {
            event.statements().forEach(s -> c.emit(new DvipaAction.RefuseStatement(s, StatementRefusal.NOT_JOINED)));
            return;
        }
        event.statements().forEach(statements::apply);
        table.changed();
        entries.values().forEach(e -> {
            learnAttributes(e);
            ownership.evaluate(e);
        });
    }

    private void joined(DvipaEvent.Joined event) {
        c.group.join(event.self(), event.others(), event.strangersGoneNanos(), event.unknownFreeNanos());
        initialDone = false;
        for (Entry e : entries.values()) {
            if (e.claim != null) {
                e.claim = e.claim.at(statements.nextOrder(e.address));
            }
            e.unsettled = e.wanted();
            ownership.evaluate(e);
        }
        table.begin();
    }

    private void left(LeaveReason reason) {
        if (!c.group.joined()) {
            return;
        }
        boolean ordered = reason == LeaveReason.OPERATOR || reason == LeaveReason.STACK_STOP;
        c.outStatus = ordered ? Status.DEACTIVATED_LEAVE_GROUP : Status.DEACTIVATED_AUTONOMICS;
        c.leftOnce = true;
        c.group.leave();
        c.leaving = false;
        c.resignedUntil = Entry.NEVER;
        table.end();
        entries.values().forEach(e -> reset(e, reason));
    }

    /** Isolation ends ownership, not connections: an address that has some stays in HOME, whoever owns it now. */
    private void reset(Entry e, LeaveReason reason) {
        e.resetForGroup();
        e.lingering = reason == LeaveReason.SYSTEM_REMOVED && c.connections.count(e.address) > 0;
    }

    private void leaving() {
        c.leaving = true;
        withhold(true);
    }

    private void resigned(long untilNanos) {
        c.resignedUntil = untilNanos;
        withhold(true);
    }

    private void withhold(boolean now) {
        for (Entry e : entries.values()) {
            e.withheld = now;
            ownership.evaluate(e);
        }
    }

    /** No address is held: what was to be handed over before leaving has been. */
    public boolean holdsNothing() {
        for (Entry e : entries.values()) {
            if (e.held) {
                return false;
            }
        }
        return true;
    }

    private void memberLeft(Member member) {
        c.group.remove(member);
        countOrphans();
        entries.values().forEach(ownership::evaluate);
    }

    private void earlierGone(Member member) {
        c.group.earlierGone(member);
        countOrphans();
        entries.values().forEach(ownership::evaluate);
    }

    private void incarnationGone(OwnerId owner) {
        c.group.gone(owner);
        countOrphans();
        entries.values().forEach(ownership::evaluate);
    }

    private void linkUp(Member member) {
        concerned = List.of();
        if (!c.group.isLivePeer(member)) {
            return;
        }
        c.emit(new DvipaAction.SendTable(member, table.whole()));
        for (Entry e : entries.values()) {
            if (e.held && e.phase == Phase.ACTIVE) {
                c.emit(new DvipaAction.AnnounceOwnership(Optional.of(member), e.address, e.view.epoch()));
            }
        }
    }

    private void tableReceived(DvipaEvent.TableReceived event) {
        if (!c.group.isLivePeer(event.from())) {
            c.staleSignals++;
            return;
        }
        c.group.replaceTable(event.from(), event.entries());
        event.entries().forEach(theirs -> learnOwner(event.from(), theirs));
        for (Entry e : entries.values()) {
            learnAttributes(e);
            ownership.evaluate(e);
        }
    }

    private void tableChanged(DvipaEvent.TableChanged event) {
        concerned = List.of();
        if (!c.group.isLivePeer(event.from())) {
            c.staleSignals++;
            return;
        }
        c.group.changeTable(event.from(), event.changed(), event.removed());
        List<Entry> mine = new ArrayList<>();
        for (TableEntry theirs : event.changed()) {
            learnOwner(event.from(), theirs);
            addIfKnown(theirs.address(), mine);
        }
        event.removed().forEach(address -> addIfKnown(address, mine));
        for (Entry e : mine) {
            learnAttributes(e);
            ownership.evaluate(e);
        }
        concerned = mine;
    }

    /** Events after which places in line are counted anew; there are few of them. */
    private static boolean mayFindOrphans(DvipaEvent event) {
        return event instanceof DvipaEvent.Timer
                || event instanceof DvipaEvent.Joined
                || event instanceof DvipaEvent.Configured
                || event instanceof DvipaEvent.TableReceived;
    }

    /** Addresses whose owner is gone: whoever is first in line may have to write all of them. */
    private void countOrphans() {
        // A thousand addresses have a handful of owners.
        Map<OwnerId, Boolean> gone = new HashMap<>();
        int orphans = 0;
        for (Entry e : entries.values()) {
            Optional<OwnerId> owner = e.held ? Optional.empty() : e.view.owner();
            if (owner.isPresent() && gone.computeIfAbsent(owner.get(), id -> c.group.gone(id, c.now))) {
                orphans++;
            }
        }
        c.orphans = orphans;
    }

    private void addIfKnown(IpAddress address, List<Entry> to) {
        Entry e = entries.get(address);
        if (e != null) {
            to.add(e);
        }
    }

    private void learnOwner(Member from, TableEntry theirs) {
        Entry e = entries.get(theirs.address());
        if (e != null && theirs.epoch() > 0) {
            learnOwner(e, from, theirs.epoch());
        }
    }

    private List<Entry> where(Predicate<Entry> condition) {
        List<Entry> found = new ArrayList<>();
        for (Entry e : entries.values()) {
            if (condition.test(e)) {
                found.add(e);
            }
        }
        return found;
    }

    private void learnAttributes(Entry e) {
        if (e.claim == null) {
            return;
        }
        for (Group.InLine peer : c.group.holders(e.address)) {
            TableEntry t = peer.entry();
            boolean defined = t.origin() == Origin.DEFINE;
            if (t.prefixLength() > 0 && (defined || e.learned == null)) {
                var seen = new Claim.Attributes(t.prefixLength(), t.interfaceName(), t.moveable(), defined);
                if (!seen.equals(e.learned)) {
                    e.learned = seen;
                    table.changed(e.address);
                }
            }
        }
    }

    private void announced(Member from, IpAddress address, long epoch) {
        Entry e = entries.get(address);
        if (!c.group.isLivePeer(from)) {
            c.staleSignals++;
        } else if (e != null && learnOwner(e, from, epoch)) {
            ownership.evaluate(e);
        }
    }

    /** Takes a peer's word for being the owner; false when it is older than what is known. */
    private boolean learnOwner(Entry e, Member from, long epoch) {
        if (e.viewKnown && epoch < e.view.epoch()) {
            c.staleSignals++;
            return false;
        }
        if (e.viewKnown && epoch == e.view.epoch()) {
            return true;
        }
        if (e.held) {
            ownership.contradicted(e);
        } else if (e.viewKnown) {
            e.learn(new OwnershipView(epoch - 1, Optional.of(OwnerId.of(from))));
        }
        return true;
    }

    private void moveRequested(DvipaEvent.MoveRequested event) {
        Entry e = entries.get(event.address());
        if (e == null || !e.held || event.epoch() != e.view.epoch() || !c.group.isLivePeer(event.from())) {
            c.staleSignals++;
            return;
        }
        e.requester = event.from();
        ownership.evaluate(e);
    }

    private void moveGiven(DvipaEvent.MoveGiven event) {
        Entry e = entries.get(event.address());
        if (e == null || e.viewKnown && event.epoch() < e.view.epoch()) {
            c.staleSignals++;
            return;
        }
        if (e.viewKnown && e.view.names(OwnerId.of(c.group.self())) && event.epoch() == e.view.epoch()) {
            return;
        }
        e.readAgain = true;
        ownership.evaluate(e);
    }

    private void recordRead(DvipaEvent.RecordRead event) {
        Entry e = entries.get(event.address());
        if (e != null && e.attempt == event.attempt()) {
            ownership.recordRead(e, event.view());
        }
    }

    private void recordWritten(DvipaEvent.RecordWritten event) {
        Entry e = entries.get(event.address());
        if (e != null && e.attempt == event.attempt()) {
            ownership.recordWritten(e, event.outcome(), event.version());
        }
    }

    private void connectionsEnded(IpAddress address) {
        Entry e = entries.get(address);
        if (e != null && c.connections.count(address) == 0) {
            e.lingering = false;
            ownership.evaluate(e);
        }
    }

    private void roleChanged(IpAddress address, DistributionRole role) {
        if (!c.group.joined()) {
            return;
        }
        Entry e = entries.computeIfAbsent(address, Entry::new);
        boolean wasTarget = e.role.isTarget();
        boolean keep = wasTarget && !role.isTarget() && !e.held && c.connections.count(address) > 0;
        e.role = role;
        e.lingering = !role.isTarget() && (e.lingering || keep);
        table.changed(address);
    }

    private void command(IpAddress address, boolean deactivate) {
        CommandOutcome outcome = tryCommand(entries.get(address), deactivate);
        c.emit(new DvipaAction.CommandEnded(address, outcome));
    }

    private CommandOutcome tryCommand(@Nullable Entry e, boolean deactivate) {
        if (!c.group.joined()) {
            return CommandOutcome.NOT_JOINED;
        }
        if (e == null || e.claim == null) {
            return CommandOutcome.NOT_DEFINED;
        }
        if (e.deactivated == deactivate) {
            return CommandOutcome.WRONG_STATE;
        }
        if (!deactivate) {
            e.claim = e.claim.at(statements.nextOrder(e.address));
        }
        e.deactivated = deactivate;
        table.changed(e.address);
        ownership.evaluate(e);
        return CommandOutcome.ACCEPTED;
    }

    private void timer() {
        boolean resignedLongEnough = c.resignedUntil <= c.now;
        if (resignedLongEnough) {
            c.resignedUntil = Entry.NEVER;
            withhold(c.leaving);
        }
        List<Entry> due = where(e -> e.deadline <= c.now);
        for (Entry e : due) {
            e.deadline = Entry.NEVER;
            ownership.timer(e);
        }
        table.timer();
        concerned = resignedLongEnough ? null : due;
    }

    private void tell(Entry e) {
        if (outward.tell(e)) {
            table.changed(e.address);
        }
    }

    private void reportInitialDone() {
        if (initialDone || !c.group.joined()) {
            return;
        }
        for (Entry e : entries.values()) {
            if (e.unsettled) {
                return;
            }
        }
        initialDone = true;
        c.emit(new DvipaAction.IssueMessage(
                "EZD1214I", List.of(c.group.self().info().job())));
    }
}
