package io.openplex.distributor;

import io.openplex.hwsim.wire.ConnectionId;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One stack's part in the distribution of connections: as owner of DVIPAs it routes, as target it reports, as backup it
 * knows rules and listeners beforehand. Feed every event with the loop's time; carry out the returned actions in order.
 */
public final class DistributorEngine {
    /** The destination is no DVIPA owned here: nothing to decide. */
    public static final int NOT_OWNED = 0;

    /** Deliver to this stack's own TCP. */
    public static final int LOCAL = 1;

    /** Forward to {@link #target}, index from {@link #chosenTarget}. */
    public static final int FORWARD = 2;

    /** Answer with RST as for a connection that does not exist (RFC 9293 3.10.7.1). */
    public static final int RESET = 3;

    /** Drop silently. */
    public static final int DROP = 4;

    private static final long SWEEP_NANOS = 100_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    /** How long addresses are collected whose rules all members must hear: they come by the hundred. */
    private static final long RULES_DELAY_NANOS = 2_000_000L;

    private final DistributorSettings settings;
    private final Routing routing;
    private final OwnRules ownRules;
    private final KnownRules known = new KnownRules();
    private final TreeMap<IpAddress, DistributorEvent.MoveGiven> movesAhead = new TreeMap<>();
    private final TreeMap<IpAddress, TargetRole> toldRoles = new TreeMap<>();

    /** Members that were isolated, and until when they are waited for. */
    private final Map<String, Long> isolated = new TreeMap<>();

    private @Nullable Member self;
    private List<DistributorAction> out = new ArrayList<>();
    private long now;
    private long sweepDue = NEVER;
    private long rulesDue = NEVER;

    /** A stack without configuration, outside the group. */
    public DistributorEngine(DistributorSettings settings) {
        this.settings = settings;
        this.routing = new Routing(settings);
        this.ownRules = new OwnRules(settings);
    }

    /**
     * Decides about one TCP segment that arrived from outside (never about one that came over XCF: that is delivered
     * locally). Allocates nothing.
     *
     * @param localHigh destination address, high half
     * @param localLow destination address, low half
     * @param remoteHigh source address, high half
     * @param remoteLow source address, low half
     * @param tcpFlags flag byte of the TCP header
     * @param nowNanos the loop's time
     * @return {@link #NOT_OWNED}, {@link #LOCAL}, {@link #FORWARD}, {@link #RESET} or {@link #DROP}
     */
    public int classify(
            long localHigh,
            long localLow,
            int localPort,
            long remoteHigh,
            long remoteLow,
            int remotePort,
            int tcpFlags,
            long nowNanos) {
        return routing.classify(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort, tcpFlags, nowNanos);
    }

    /** Target index of the last {@link #FORWARD}. */
    public int chosenTarget() {
        return routing.chosen();
    }

    /** The stack behind a target index. */
    public Member target(int index) {
        return routing.targets.get(index).member;
    }

    /** Target index of a known connection, or -1 (for ICMP errors about it); changes nothing. */
    public int lookup(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        return routing.lookup(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort);
    }

    /** Takes one event and returns what is to be done, in order. */
    public List<DistributorAction> handle(DistributorEvent event, long nowNanos) {
        now = nowNanos;
        dispatch(event);
        tellRoles(event);
        if (sweepDue == NEVER && !routing.empty()) {
            sweepDue = now + SWEEP_NANOS;
        }
        List<DistributorAction> done = out;
        out = new ArrayList<>();
        return done;
    }

    /** When {@link DistributorEvent.Timer} is due next; {@link Long#MAX_VALUE} for never. */
    public long nextDeadlineNanos() {
        long sweep = sweepDue == NEVER && !routing.empty() ? now + SWEEP_NANOS : sweepDue;
        return Math.min(Math.min(sweep, rulesDue), known.nextExpiry());
    }

    /** True while reports of other stacks are awaited for the address. */
    public boolean rebuilding(IpAddress address, long nowNanos) {
        OwnedAddress owned = routing.owned(address);
        return owned != null && owned.rebuilding(nowNanos);
    }

    /** This stack's part in the distribution of the address. */
    public TargetRole role(IpAddress address) {
        return toldRoles.getOrDefault(address, TargetRole.NEITHER);
    }

    /** The rows of NETSTAT VDPT, by DVIPA, port and dynamic XCF address. */
    public List<DestinationPortRow> destinationPorts() {
        List<DestinationPortRow> rows = new ArrayList<>();
        for (OwnedAddress owned : routing.allOwned()) {
            for (PortRule port : owned.ports()) {
                List<DestinationPortRow> ofPort = new ArrayList<>();
                for (PortRow row : port.rows) {
                    ofPort.add(new DestinationPortRow(
                            new IpEndpoint(owned.address, port.port),
                            row.target.dynamicXcf(owned.address).orElse(IpAddress.ANY4),
                            row.target.member,
                            row.target.pathActive ? row.ready : 0,
                            row.total,
                            row.active,
                            port.rule.method(),
                            row.target.pathActive));
                }
                ofPort.sort((a, b) -> a.dynamicXcf().compareTo(b.dynamicXcf()));
                rows.addAll(ofPort);
            }
        }
        return rows;
    }

    /** The rows of NETSTAT VCRT as owner, by DVIPA, port and client. */
    public List<ConnectionRow> connections() {
        return routing.rows();
    }

    /** Number of entries in the connection routing table, those awaiting removal included. */
    public int connectionCount() {
        return routing.size();
    }

    /** This stack's own definitions, by address and port (NETSTAT VIPADCFG). */
    public List<DistributionRule> configuration() {
        List<DistributionRule> rules = new ArrayList<>();
        ownRules.addresses().forEach(address -> rules.addAll(ownRules.of(address)));
        return rules;
    }

    /** Counters for metrics. */
    public DistributorCounters counters() {
        return routing.counters;
    }

    private void dispatch(DistributorEvent event) {
        switch (event) {
            case DistributorEvent.Configured e -> configured(e);
            case DistributorEvent.AddressDeleted e -> addressDeleted(e.address());
            case DistributorEvent.Joined e -> joined(e);
            case DistributorEvent.Left e -> left();
            case DistributorEvent.MemberJoined e -> memberJoined(e.member());
            case DistributorEvent.MemberLeft e -> memberLeft(e.member(), e.ended());
            case DistributorEvent.LinkUp e -> sendRules(Optional.of(e.member()));
            case DistributorEvent.PathChanged e ->
                routing.targets.find(e.member()).ifPresent(target -> target.pathActive = e.active());
            case DistributorEvent.OwnershipGained e -> gained(e.address(), e.epoch());
            case DistributorEvent.OwnershipLost e -> lost(e.address());
            case DistributorEvent.OwnerAnnounced e -> announced(e);
            case DistributorEvent.RulesReceived e -> rulesReceived(e);
            case DistributorEvent.ListenersChanged e -> listenersChanged(e);
            case DistributorEvent.ConnectionsReported e -> {
                enterAll(e.from(), e.address(), e.epoch(), e.connections());
                reported(e.from(), e.address(), e.epoch());
            }
            case DistributorEvent.MoveGiven e -> moveGiven(e);
            case DistributorEvent.ConnectionsStarted e -> enterAll(e.from(), e.address(), e.epoch(), e.connections());
            case DistributorEvent.ConnectionsEnded e -> ended(e);
            case DistributorEvent.LocalConnectionStarted e -> localChange(e.connection(), true);
            case DistributorEvent.LocalConnectionEnded e -> localChange(e.connection(), false);
            case DistributorEvent.Timer e -> timer();
        }
    }

    private void configured(DistributorEvent.Configured event) {
        event.statements()
                .forEach(statement -> ownRules.apply(statement)
                        .ifPresent(refusal -> out.add(new DistributorAction.RefuseStatement(statement, refusal))));
        rulesChanged();
    }

    private void addressDeleted(IpAddress address) {
        ownRules.forget(address);
        rulesChanged();
    }

    /** Own definitions changed: owned addresses follow, and connections that exist must become known. */
    private void rulesChanged() {
        if (self == null) {
            return;
        }
        for (OwnedAddress owned : routing.allOwned()) {
            List<DistributionRule> rules = ownRules.of(owned.address);
            boolean keepInherited = owned.inherited && rules.isEmpty();
            if (!keepInherited && !rules.equals(known.rulesOf(owned.address))) {
                owned.inherited = false;
                known.own(self, owned.address, owned.epoch, rules);
                owned.applyRules(rules, routing.targets);
                openWindow(owned);
                out.add(new DistributorAction.AskReports(owned.address, owned.epoch));
                out.add(new DistributorAction.SendReport(self, owned.address, owned.epoch));
            }
        }
        sendRules(Optional.empty());
    }

    private void joined(DistributorEvent.Joined event) {
        self = event.self();
        routing.self(routing.targets.add(event.self()));
        event.others().forEach(routing.targets::add);
    }

    private void left() {
        self = null;
        routing.clear();
        known.clear();
        movesAhead.clear();
        sweepDue = NEVER;
        rulesDue = NEVER;
    }

    private void memberJoined(Member member) {
        routing.targets.add(member);
        refreshRows();
    }

    private void memberLeft(Member member, boolean ended) {
        routing.targets.find(member).ifPresent(target -> {
            target.live = false;
            target.listeners = List.of();
        });
        movesAhead.values().removeIf(move -> move.from().equals(member));
        known.memberLeft(member, now + settings.rebuildNanos());
        long until = now + settings.rebuildNanos();
        if (!ended) {
            isolated.put(member.name(), until);
        }
        for (OwnedAddress owned : routing.allOwned()) {
            if (ended) {
                owned.reported(member.name());
            } else {
                owned.await(member.name(), until);
            }
        }
        refreshRows();
    }

    private void refreshRows() {
        for (OwnedAddress owned : routing.allOwned()) {
            owned.refreshRows(routing.targets);
        }
    }

    private void gained(IpAddress address, long epoch) {
        Member me = self;
        if (me == null) {
            return;
        }
        OwnedAddress present = routing.owned(address);
        if (present != null) {
            present.epoch = epoch;
            known.own(me, address, epoch, known.rulesOf(address));
        } else {
            List<DistributionRule> own = ownRules.of(address);
            List<DistributionRule> rules = own.isEmpty() ? known.rulesOf(address) : own;
            known.own(me, address, epoch, rules);
            OwnedAddress fresh = routing.own(address, epoch);
            fresh.inherited = own.isEmpty();
            fresh.applyRules(rules, routing.targets);
            openWindow(fresh);
            out.add(new DistributorAction.SendReport(me, address, epoch));
        }
        DistributorEvent.MoveGiven ahead = movesAhead.remove(address);
        if (ahead != null) {
            enterAll(ahead.from(), address, ahead.epoch(), ahead.connections());
        }
        // Also when there are none: the others go by the rules of the owner before until they are told.
        rulesDue = Math.min(rulesDue, now + RULES_DELAY_NANOS);
    }

    /** Waits for all members, and for those that were isolated lately and may come back with their connections. */
    private void openWindow(OwnedAddress owned) {
        owned.openWindow(routing.targets.live(), now + settings.rebuildNanos());
        isolated.values().removeIf(until -> until <= now);
        isolated.forEach(owned::await);
    }

    private void lost(IpAddress address) {
        if (routing.owned(address) != null) {
            routing.disown(address);
            known.orphan(address, now + settings.rebuildNanos());
        }
    }

    private void announced(DistributorEvent.OwnerAnnounced event) {
        if (!isPeer(event.from()) || !known.announced(event.from(), event.address(), event.epoch())) {
            routing.counters.staleSignals++;
            return;
        }
        out.add(new DistributorAction.SendReport(event.from(), event.address(), event.epoch()));
    }

    private boolean isPeer(Member member) {
        return routing.targets.find(member).isPresent();
    }

    private void rulesReceived(DistributorEvent.RulesReceived event) {
        if (isPeer(event.from())) {
            routing.counters.staleSignals += known.received(event.from(), event.rules(), event.epochs());
        } else {
            routing.counters.staleSignals++;
        }
    }

    private void listenersChanged(DistributorEvent.ListenersChanged event) {
        routing.targets.find(event.at()).ifPresent(target -> target.listeners = List.copyOf(event.listeners()));
        refreshRows();
    }

    private void enterAll(Member from, IpAddress address, long epoch, List<RemoteConnection> connections) {
        OwnedAddress owned = current(from, address, epoch);
        if (owned != null) {
            routing.targets
                    .find(from)
                    .ifPresent(
                            target -> connections.forEach(connection -> routing.enter(owned, connection, target, now)));
        }
    }

    private @Nullable OwnedAddress current(Member from, IpAddress address, long epoch) {
        OwnedAddress owned = routing.owned(address);
        if (owned == null || !owned.accepts(epoch) || !isPeer(from)) {
            routing.counters.staleSignals++;
            return null;
        }
        return owned;
    }

    private void reported(Member from, IpAddress address, long epoch) {
        OwnedAddress owned = routing.owned(address);
        if (owned != null && owned.accepts(epoch)) {
            owned.reported(from.name());
        }
    }

    /** The list may come before this stack has seen the record that makes it the owner. */
    private void moveGiven(DistributorEvent.MoveGiven event) {
        OwnedAddress owned = routing.owned(event.address());
        if (owned == null && isPeer(event.from())) {
            movesAhead.put(event.address(), event);
        } else {
            enterAll(event.from(), event.address(), event.epoch(), event.connections());
        }
    }

    private void ended(DistributorEvent.ConnectionsEnded event) {
        OwnedAddress owned = current(event.from(), event.address(), event.epoch());
        if (owned != null) {
            routing.targets
                    .find(event.from())
                    .ifPresent(target ->
                            event.connections().forEach(connection -> routing.end(owned, connection, target)));
        }
    }

    private void localChange(ConnectionId id, boolean started) {
        Member me = self;
        if (me == null) {
            return;
        }
        IpAddress address = id.local().address();
        RemoteConnection connection = new RemoteConnection(
                id.local().port(), id.remote().address(), id.remote().port());
        OwnedAddress owned = routing.owned(address);
        if (owned != null) {
            routing.targets.find(me).ifPresent(target -> {
                if (started) {
                    routing.enter(owned, connection, target, now);
                } else {
                    routing.end(owned, connection, target);
                }
            });
            return;
        }
        long epoch = known.epoch(address);
        known.owner(address)
                .filter(owner -> !owner.equals(me))
                .ifPresent(owner -> out.add(
                        started
                                ? new DistributorAction.SendStarted(owner, address, epoch, List.of(connection))
                                : new DistributorAction.SendEnded(owner, address, epoch, List.of(connection))));
    }

    private void timer() {
        known.expire(now);
        if (rulesDue <= now) {
            sendRules(Optional.empty());
        }
        if (sweepDue <= now) {
            routing.sweep(now);
            sweepDue = routing.empty() ? NEVER : now + SWEEP_NANOS;
        }
    }

    private void sendRules(Optional<Member> to) {
        if (self == null) {
            return;
        }
        if (to.isEmpty()) {
            rulesDue = NEVER;
        }
        List<DistributionRule> rules = new ArrayList<>();
        List<Long> epochs = new ArrayList<>();
        TreeSet<IpAddress> addresses = new TreeSet<>(ownRules.addresses());
        routing.allOwned().forEach(owned -> addresses.add(owned.address));
        for (IpAddress address : addresses) {
            OwnedAddress owned = routing.owned(address);
            for (DistributionRule rule : owned == null ? ownRules.of(address) : known.rulesOf(address)) {
                rules.add(rule);
                epochs.add(owned == null ? 0L : owned.epoch);
            }
        }
        out.add(new DistributorAction.SendRules(to, List.copyOf(rules), List.copyOf(epochs)));
    }

    /** What the event may have changed about this stack's part in the distribution of addresses. */
    private void tellRoles(DistributorEvent event) {
        switch (event) {
            case DistributorEvent.OwnershipGained e -> tellRole(e.address());
            case DistributorEvent.OwnershipLost e -> tellRole(e.address());
            case DistributorEvent.OwnerAnnounced e -> tellRole(e.address());
            case DistributorEvent.LinkUp e -> {}
            case DistributorEvent.PathChanged e -> {}
            case DistributorEvent.ListenersChanged e -> {}
            case DistributorEvent.ConnectionsReported e -> {}
            case DistributorEvent.ConnectionsStarted e -> {}
            case DistributorEvent.ConnectionsEnded e -> {}
            case DistributorEvent.LocalConnectionStarted e -> {}
            case DistributorEvent.LocalConnectionEnded e -> {}
            case DistributorEvent.MoveGiven e -> {}
            default -> tellAllRoles();
        }
    }

    private void tellRole(IpAddress address) {
        TargetRole role = roleNow(address);
        TargetRole told = role == TargetRole.NEITHER ? toldRoles.remove(address) : toldRoles.put(address, role);
        if (role != (told == null ? TargetRole.NEITHER : told)) {
            out.add(new DistributorAction.RoleChanged(address, role));
        }
    }

    private void tellAllRoles() {
        TreeSet<IpAddress> addresses = new TreeSet<>(known.addresses());
        addresses.addAll(toldRoles.keySet());
        addresses.forEach(this::tellRole);
    }

    private TargetRole roleNow(IpAddress address) {
        boolean distributor =
                routing.owned(address) != null && !known.rulesOf(address).isEmpty();
        boolean target = false;
        for (DistributionRule rule : known.rulesOf(address)) {
            target |= lists(rule, address);
        }
        if (distributor) {
            return target ? TargetRole.BOTH : TargetRole.DISTRIBUTOR;
        }
        return target ? TargetRole.TARGET : TargetRole.NEITHER;
    }

    private boolean lists(DistributionRule rule, IpAddress address) {
        if (self == null) {
            return false;
        }
        Optional<IpAddress> mine =
                address.isV4() ? self.info().dynamicXcf4() : self.info().dynamicXcf6();
        return mine.isPresent() && (rule.allTargets() || rule.targets().contains(mine.get()));
    }
}
