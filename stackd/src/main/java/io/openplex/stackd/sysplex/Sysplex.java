package io.openplex.stackd.sysplex;

import io.openplex.distributor.DistributorEngine;
import io.openplex.distributor.DistributorEvent;
import io.openplex.distributor.config.VipaDistribute;
import io.openplex.dvipa.CommandOutcome;
import io.openplex.dvipa.DvipaEngine;
import io.openplex.dvipa.DvipaEvent;
import io.openplex.dvipa.DvipaSettings;
import io.openplex.dvipa.config.VipaStatement;
import io.openplex.hwsim.wire.ConnectionId;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.messages.SysplexMessage;
import io.openplex.proto.v1.HomeList;
import io.openplex.proto.v1.PartnerInfo;
import io.openplex.stackd.ip.IpLayer;
import io.openplex.stackd.loop.LoopFlusher;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.stackd.tcp.TcpEngine;
import io.openplex.stackd.xcflink.LinkKey;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.XcfGroup;
import io.openplex.xcf.api.right.RightToOwn;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One stack's part in the sysplex: joins and leaves the group, puts all that happens in one order, and has the engines'
 * actions carried out. Group callbacks only queue; the loop has the queue handled before its adapters and after its
 * engines.
 */
public final class Sysplex implements LoopParticipant, LoopFlusher {

    /**
     * In an ensemble that was rebuilt without memory: time for every owner of old to notice that its record is gone.
     * A client is refused by the servers until its session (6 s) is over and then connects anew; with a margin as for
     * stacks that have no memory of an earlier ensemble themselves.
     */
    private static final long REBUILT_NANOS = 15_000_000_000L;

    private static final int GENERATION_BITS = 32;
    private static final long HOME_NANOS = 50_000_000L;

    /** How long a stack that leaves waits for its addresses to be taken. */
    private static final long HAND_OVER_NANOS = 500_000_000L;

    private final MemberInfo info;
    private final XcfGroup group;
    private final SysplexObserver observer;
    private final IpLayer ip;
    private final TcpEngine tcp;
    private final DvipaEngine dvipa;
    private final DistributorEngine distributor;
    private final EngineBus bus;
    private final GroupLine line;
    private final PartnerLinks links;
    private final SignalReceiver receiver;
    private final OwnershipRecords records;
    private final TcpReports reports;
    private final CommandWaiters waiters = new CommandWaiters();
    private final GroupRight right;
    private final Departures departures;
    private final GhostRemoval ghosts;
    private final DvipaAddresses addresses;

    private boolean joinedOnce;
    private boolean framesHeld;
    private long homeVersionTold = -1;
    private long homeDue = Long.MIN_VALUE;
    private boolean joining;
    private final Rejoin rejoin = new Rejoin();
    private long handOverUntil = NEVER;

    /** Generation of the ensemble at the last join, 0 before. */
    private long generation;

    private @Nullable LeaveReason leaving;
    private long now;

    /**
     * The part of a stack that is not a member yet.
     *
     * @param setup what it stands on
     * @param distributor engine with its own settings (its hash key comes from the stack's generator)
     */
    public Sysplex(SysplexSetup setup, DistributorEngine distributor, SysplexObserver observer) {
        this.info = setup.info();
        this.group = setup.right().coupling().group();
        this.ip = setup.ip();
        this.tcp = setup.tcp();
        this.observer = observer;
        this.distributor = distributor;
        addresses = new DvipaAddresses(ip);
        reports = new TcpReports(setup.tcp(), addresses::isDvipa, new Notices());
        dvipa = new DvipaEngine(DvipaSettings.DEFAULT, reports);
        bus = new EngineBus(dvipa, distributor);
        line = new GroupLine(group);
        links = new PartnerLinks(ip, setup.ends(), setup.linkKey(), info);
        ghosts = new GhostRemoval(line, setup.right());
        receiver = new SignalReceiver(bus, this::partnerTold, ghosts, group::refuse);
        right = setup.right();
        records = new OwnershipRecords(right.coupling().facility(), line::active, bus::post);
        departures = new Departures(right, bus::post);
        bus.handler(
                new EngineActions(bus, line, records, departures, addresses, reports, setup.tcp(), observer, waiters));
        right.bind(new RightEvents());
        setup.tcp().observe(reports);
        DvipaRouter router = new DvipaRouter(ip, distributor, links, right, addresses);
        ip.router(router);
        setup.tcp().unknownSegmentPolicy(router);
    }

    /**
     * What a sysplex part stands on.
     *
     * @param info what the group is told about the stack
     * @param right to own addresses, with the coupling that it stands on
     * @param linkKey key of the XCF data links
     * @param ends opens the stack's ends of the data links
     */
    public record SysplexSetup(
            MemberInfo info, GroupRight right, IpLayer ip, TcpEngine tcp, LinkKey linkKey, LinkEnds ends) {}

    /** Hands over the VIPADYNAMIC configuration of the initial profile; it takes effect when the stack joins. */
    public void configure(List<VipaStatement> dvipas, List<VipaDistribute> distributions) {
        bus.post(new DvipaEvent.Configured(dvipas, true));
        bus.post(new DistributorEvent.Configured(distributions));
    }

    /** Asks to join the group; nothing while that is under way, or done. */
    public void join() {
        rejoin.cancel();
        if (joining || line.self().isPresent()) {
            return;
        }
        joining = true;
        Coupling coupling = right.coupling();
        group.join(info.at(coupling.home(), coupling.heartbeats().address()), new Listener());
    }

    /** A join is under way. */
    public boolean joining() {
        return joining;
    }

    /**
     * Hands all addresses over to those who are next in line, then leaves; {@link SysplexObserver#left} follows. False
     * when not a member.
     */
    public boolean leave(LeaveReason reason) {
        if (line.self().isEmpty() || leaving != null) {
            return false;
        }
        leaving = reason;
        rejoin.cancel();
        handOverUntil = now + HAND_OVER_NANOS;
        bus.post(new DvipaEvent.Leaving());
        return true;
    }

    /** Everything has been handed over, or there is nobody, or it takes too long: goes. */
    private void handedOver(long nowNanos) {
        LeaveReason reason = leaving;
        if (reason == null || handOverUntil == NEVER || !bus.idle()) {
            return;
        }
        if (!dvipa.holdsNothing() && nowNanos < handOverUntil) {
            return;
        }
        handOverUntil = NEVER;
        bus.post(new DvipaEvent.Left(reason));
        bus.post(new DistributorEvent.Left());
        // The frames of the iteration that gives the addresses up leave before the group is told.
        bus.post(() -> framesHeld = true);
        bus.run(nowNanos);
    }

    /** The operator's DEACTIVATE (true) or REACTIVATE; runs the engine at once. Null: the engine did not answer. */
    public @Nullable CommandOutcome command(IpAddress address, boolean deactivate) {
        bus.postAndRun(deactivate ? new DvipaEvent.Deactivate(address) : new DvipaEvent.Reactivate(address), now);
        return waiters.take(address);
    }

    @Override
    public int step(long nowNanos) {
        now = nowNanos;
        if (rejoin.isDue(nowNanos)) {
            join();
        }
        departures.step(nowNanos);
        ghosts.step(nowNanos);
        tellListeners();
        beginAgain();
        int work = bus.run(nowNanos);
        handedOver(nowNanos);
        tellHome(nowNanos);
        return work;
    }

    @Override
    public long nextDeadlineNanos() {
        long next = Math.min(bus.nextDeadlineNanos(), Math.min(rejoin.dueNanos(), handOverUntil));
        next = Math.min(next, homeVersionTold == ip.home().version() ? NEVER : homeDue);
        next = line.hasLagging() ? Long.MIN_VALUE : next;
        return Math.min(next, Math.min(departures.nextDeadlineNanos(), ghosts.nextDeadlineNanos()));
    }

    /** Runs after the interfaces have flushed: what waits for frames to have left may go on. */
    @Override
    public void flush(boolean mayClaim, long nowNanos) {
        addresses.flushed(nowNanos);
        line.flush();
        if (dvipa.awaitsFlush()) {
            // Of what is fenced now: an event that still waits may fence more, whose frames have not left.
            bus.postFirst(new DvipaEvent.FramesLeft());
        }
        if (framesHeld) {
            framesHeld = false;
            LeaveReason reason = leaving;
            if (reason != null) {
                bus.post(() -> {
                    line.flush();
                    group.leave(reason);
                });
            }
        }
    }

    private void tellListeners() {
        if (!reports.takeListenersChanged()) {
            return;
        }
        var listeners = reports.listeners();
        line.self().ifPresent(self -> bus.post(new DistributorEvent.ListenersChanged(self, listeners)));
        line.sendAll(SignalCodec.signal().setListenerState(SignalCodec.listeners(listeners)));
    }

    /** The whole list each time, for displays only: not at once for each of a thousand addresses that move. */
    private void tellHome(long nowNanos) {
        if (homeVersionTold != ip.home().version() && homeDue <= nowNanos) {
            homeDue = nowNanos + HOME_NANOS;
            homeVersionTold = ip.home().version();
            line.sendAll(SignalCodec.signal().setHomeList(homeList()));
        }
    }

    /** Has a link begin again when something got lost on it for want of room: both ends then tell everything. */
    private void beginAgain() {
        line.takeLagging().forEach(member -> group.refuse(member, "no room for more signals to it"));
    }

    private HomeList homeList() {
        HomeList.Builder list = HomeList.newBuilder();
        ip.home().entries().stream()
                .filter(entry -> !entry.address().isLoopback())
                .map(entry -> SignalCodec.bytes(entry.address()))
                .distinct()
                .forEach(list::addAddresses);
        return list.build();
    }

    private void partnerTold(Member from, String host, int port) {
        line.self().ifPresent(self -> {
            if (links.connect(self, from, host, port)) {
                bus.post(new DistributorEvent.PathChanged(from, true));
            }
        });
    }

    /** Whoever asked for a connection here and has not confirmed it is another stack's to answer by now. */
    private void silenceHalfOpen() {
        tcp.silenceHalfOpen(addresses::isDvipa);
    }

    /** Sends all that a partner must know over a fresh signalling link. */
    private void introduce(Member member) {
        PartnerInfo.Builder hello = PartnerInfo.newBuilder().setRelease(Release.NAME);
        Optional<LinkEnds.LinkEnd> end = links.open(member);
        end.ifPresent(e -> hello.setLinkHost(e.host()).setLinkPort(e.port()));
        if (end.isPresent()) {
            line.send(member, SignalCodec.signal().setPartnerInfo(hello));
        }
        line.send(member, SignalCodec.signal().setHomeList(homeList()));
        line.send(member, SignalCodec.signal().setListenerState(SignalCodec.listeners(reports.listeners())));
        bus.post(new DistributorEvent.LinkUp(member));
        bus.post(new DvipaEvent.LinkUp(member));
    }

    /**
     * An operator says that another system is down: removes its member if nobody hears it.
     *
     * @param end told once: why it was not done, or empty when the member is out
     */
    public void removeMember(Member member, Consumer<Optional<String>> end) {
        ghosts.begin(member, now, end);
    }

    /** This stack's right to own addresses, for displays. */
    public GroupRight right() {
        return right;
    }

    /** Engine of this stack's DVIPAs, for displays. */
    public DvipaEngine dvipa() {
        return dvipa;
    }

    /** Engine of this stack's distribution, for displays. */
    public DistributorEngine distributor() {
        return distributor;
    }

    /** This stack as a member, while it is one. */
    public Optional<Member> self() {
        return line.self();
    }

    /** Active members of the group, by name; empty while this stack is none. */
    public List<Member> members() {
        return line.members();
    }

    /** Data links to partners, by partner name, for displays and metrics. */
    public List<LinkReport> links() {
        return links.reports();
    }

    /** Signalling with this member works. */
    public boolean isLinked(Member member) {
        return line.isLinked(member);
    }

    /** The coordination service does not answer now. */
    public boolean coordinationLost() {
        return line.coordinationLost();
    }

    /** What went wrong so far, for metrics. */
    public SysplexCounters counters() {
        return new SysplexCounters(
                receiver.bad(),
                receiver.unknown(),
                dvipa.staleSignals(),
                line.unsent(),
                links.refused(),
                records.unreadable(),
                bus.handled());
    }

    /**
     * Counts since the start.
     *
     * @param badSignals contents that no correct partner sends
     * @param unknownSignals other versions or kinds
     * @param staleSignals older epochs, members that are gone
     * @param unsentSignals no room or no receiver
     * @param linksRefused ends of data links that could not be opened or connected
     * @param unreadableRecords ownership records that nobody can read
     * @param events events handled
     */
    public record SysplexCounters(
            long badSignals,
            long unknownSignals,
            long staleSignals,
            long unsentSignals,
            long linksRefused,
            long unreadableRecords,
            long events) {}

    /** Connections of DVIPAs, from TCP. */
    private final class Notices implements TcpReports.ConnectionNotices {
        @Override
        public void started(ConnectionId connection) {
            bus.post(new DistributorEvent.LocalConnectionStarted(connection));
        }

        @Override
        public void ended(ConnectionId connection, boolean last) {
            bus.post(new DistributorEvent.LocalConnectionEnded(connection));
            if (last) {
                bus.post(new DvipaEvent.ConnectionsEnded(connection.local().address()));
            }
        }
    }

    private final class RightEvents implements GroupRight.Events {
        @Override
        public void resign(long untilNanos) {
            bus.post(new DvipaEvent.Resigned(untilNanos));
        }

        @Override
        public void told(RightToOwn.Notice notice, Member member) {
            observer.groupNotice(notice, member, now);
            ghosts.told(notice, member);
        }

        @Override
        public boolean mayIsolate(Member member, long nowNanos) {
            return observer.mayIsolate(member, nowNanos);
        }
    }

    /** Group events: queued, handled in the order they came before the adapters are polled. */
    private final class Listener implements XcfGroup.Listener {
        @Override
        public void joined(Member self, List<Member> others) {
            bus.post(() -> {
                line.joined(self, others);
                right.right().joined(self, others);
                observer.message(SysplexMessage.EZD1176I.with(info.job(), group.groupName()), now);
                bus.post(new DistributorEvent.Joined(self, others));
                others.forEach(other -> bus.post(new DistributorEvent.PathChanged(other, false)));
                bus.post(new DistributorEvent.ListenersChanged(self, reports.listeners()));
                long stamp = right.stamp();
                boolean rebuilt = generation != 0 && self.incarnation() >>> GENERATION_BITS > generation;
                generation = self.incarnation() >>> GENERATION_BITS;
                bus.post(new DvipaEvent.Joined(
                        self, others, stamp + right.right().claimWaitNanos(), rebuilt ? stamp + REBUILT_NANOS : stamp));
                bus.post(() -> observer.joined(self, line.members(), now));
                joinedOnce = true;
                joining = false;
                rejoin.cancel();
            });
        }

        @Override
        public void joinRefused(JoinRefusal refusal, String detail) {
            bus.post(() -> {
                joining = false;
                observer.joinRefused(refusal, detail, now);
                boolean superseded = refusal == JoinRefusal.NAME_IN_USE;
                if (refusal == JoinRefusal.UNAVAILABLE || joinedOnce && !superseded) {
                    rejoin.soon(now);
                }
            });
        }

        @Override
        public void memberJoined(Member member) {
            bus.post(() -> {
                line.added(member);
                right.right().memberJoined(member);
                bus.post(new DistributorEvent.MemberJoined(member));
                bus.post(new DistributorEvent.PathChanged(member, false));
                bus.post(new DvipaEvent.MemberJoined(member));
                departures.joined(member);
            });
        }

        @Override
        public void memberLeft(Member member, LeaveReason reason) {
            bus.post(() -> {
                line.removed(member);
                right.right().memberLeft(member);
                links.remove(member.name());
                receiver.forget(member);
                departures.left(member, reason);
                ghosts.left(member);
                observer.memberGone(member, now);
                bus.post(new DistributorEvent.MemberLeft(member, reason != LeaveReason.SYSTEM_REMOVED));
            });
        }

        @Override
        public void linkUp(Member member) {
            bus.post(() -> {
                line.link(member, true);
                introduce(member);
            });
        }

        @Override
        public void linkDown(Member member) {
            bus.post(() -> line.link(member, false));
        }

        @Override
        public void signal(Member from, byte[] signal) {
            bus.post(() -> receiver.receive(from, signal));
        }

        @Override
        public void left(LeaveReason reason) {
            bus.post(() -> {
                Optional<Member> self = line.self();
                List<Member> remaining =
                        line.members().stream().filter(m -> !line.isSelf(m)).toList();
                // Removed while it was leaving: it has left, and nobody wants it back for that.
                LeaveReason why = leaving == null ? reason : leaving;
                right.right().left();
                departures.clear();
                ghosts.clear();
                handOverUntil = NEVER;
                if (reason == LeaveReason.SYSTEM_REMOVED) {
                    silenceHalfOpen();
                }
                bus.post(new DvipaEvent.Left(why));
                bus.post(new DistributorEvent.Left());
                bus.post(() -> {
                    links.removeAll();
                    joining = false;
                    line.left();
                    leaving = null;
                    self.ifPresent(me -> observer.left(me, why, remaining, now));
                    if (why == LeaveReason.SYSTEM_REMOVED || why == LeaveReason.AUTONOMICS) {
                        rejoin.removed(now);
                    }
                });
            });
        }

        @Override
        public void coordinationLost(boolean lost) {
            bus.post(() -> line.coordination(lost));
        }
    }
}
