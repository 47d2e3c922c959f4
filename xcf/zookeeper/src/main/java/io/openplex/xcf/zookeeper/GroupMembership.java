package io.openplex.xcf.zookeeper;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.openplex.proto.v1.LeaveCause;
import io.openplex.proto.v1.MemberRecord;
import io.openplex.proto.v1.SignalFrame;
import io.openplex.proto.v1.SignalHello;
import io.openplex.xcf.api.GroupView;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.XcfGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.KeeperException.Code;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This stack's membership: out, joining, in, leaving, and out again. Runs on the rim thread, but {@link #send} and
 * {@link #view} on any.
 */
final class GroupMembership implements Ensemble.Listener, Link.Events {
    private static final Logger LOG = LoggerFactory.getLogger(GroupMembership.class);
    private static final long LEAVE_LIMIT_MS = 300;
    private static final long PARK_LIMIT_MS = 2000;
    private static final int PARKED_MAX = 64;

    private final Ensemble ensemble;
    private final PeerTable.Means means;
    private final WatchPort watchPort;

    /** One for all reads of the group: it runs once for a change, however often the group was read before. */
    private final CuratorWatcher changed;

    private XcfGroup.@Nullable Listener listener;
    private @Nullable Joiner joiner;
    private @Nullable MemberRecord record;
    private String name = "";
    private boolean created;

    /** This process has been a member: its stack will notice another generation by itself. */
    private boolean wasMember;

    private @Nullable Registration self;
    private volatile @Nullable PeerTable peers;
    private volatile boolean current;

    private boolean reading;
    private boolean readAgain;
    private boolean suspendedToldOnce;
    private boolean leaving;
    private LeaveReason leaveReason = LeaveReason.STACK_STOP;
    private final Set<Link> leaveUntaken = new HashSet<>();
    private final List<Reception> parked = new ArrayList<>();

    /** Record that may still be active after a membership that ended without an answer; ended when there is one. */
    private @Nullable Leftover leftover;

    private record Leftover(String name, String attempt, LeaveReason reason) {}

    GroupMembership(Ensemble ensemble, PeerTable.Means means, WatchPort watchPort) {
        this.ensemble = ensemble;
        this.means = means;
        this.watchPort = watchPort;
        changed = ensemble.watch(this::refresh);
    }

    // ---- requests of the stack ----

    void join(MemberInfo info, XcfGroup.Listener events) {
        if (listener != null) {
            means.rim().deliver(() -> events.joinRefused(JoinRefusal.NAME_IN_USE, "this stack is joined or joining"));
            return;
        }
        listener = events;
        name = info.memberName();
        MemberRecord mine = Registration.record(
                info,
                means.options().terms(),
                UUID.randomUUID().toString(),
                means.port().address(),
                watchPort.address());
        record = mine;
        Joiner attempt = new Joiner(
                means.rim(),
                ensemble,
                means.directory(),
                means.probe(),
                means.options(),
                name,
                mine,
                !wasMember,
                new JoinOutcome());
        joiner = attempt;
        attempt.attempt();
    }

    void leave(LeaveReason reason) {
        PeerTable table = peers;
        if (table == null || leaving) {
            if (joiner != null) {
                joiner.cancel();
                rememberLeftover(reason);
                out(reason);
                removeLeftover(); // after a join that is on its way
            }
            return;
        }
        leaving = true;
        for (Peer peer : table.all()) {
            if (peer.link().announceLeave(Registration.cause(reason))) {
                leaveUntaken.add(peer.link());
            }
        }
        if (leaveUntaken.isEmpty()) {
            deleteOwn(reason);
        } else {
            leaveReason = reason;
            means.rim().schedule(LEAVE_LIMIT_MS, this::leaveLimit);
        }
    }

    private void leaveLimit() {
        if (leaving && !leaveUntaken.isEmpty()) {
            leaveUntaken.clear();
            deleteOwn(leaveReason);
        }
    }

    private void deleteOwn(LeaveReason reason) {
        rememberLeftover(reason);
        Registration me = self;
        if (me == null) {
            return;
        }
        means.directory().end(me, reason, Optional.empty(), code -> {
            if (code == Code.OK || code == Code.NONODE) {
                leftover = null;
            }
            if (me.equals(self)) {
                out(reason);
            }
        });
    }

    boolean send(Member to, byte[] signal) {
        PeerTable table = peers;
        return table != null && table.link(to).map(link -> link.offer(signal)).orElse(false);
    }

    void refuse(Member from, String reason) {
        PeerTable table = peers;
        if (table != null) {
            table.link(from).ifPresent(link -> link.refuse(reason));
        }
    }

    GroupView view() {
        PeerTable table = peers;
        return new GroupView(means.options().group(), table == null ? List.of() : table.rows(), current);
    }

    /** The incarnation whose fence writes check; empty while there is none, or it leaves. */
    Optional<Member> writer() {
        return self == null || leaving ? Optional.empty() : Optional.of(self.member());
    }

    /** Closes links and watch connections without a word; the rim thread has ended. */
    void abandon() {
        PeerTable table = peers;
        if (table != null) {
            table.close();
        }
    }

    // ---- joining ----

    private final class JoinOutcome implements Joiner.Outcome {
        @Override
        public void created() {
            created = true;
            refresh();
        }

        @Override
        public void refused(JoinRefusal refusal, String detail) {
            XcfGroup.Listener to = listener;
            rememberLeftover(LeaveReason.SYSTEM_REMOVED);
            reset();
            removeLeftover();
            if (to != null) {
                means.rim().deliver(() -> to.joinRefused(refusal, detail));
            }
        }
    }

    private void joined(Registration me, MemberDirectory.Actives read) {
        joiner = null;
        self = me;
        wasMember = true;
        List<Member> others = new ArrayList<>();
        PeerTable table = new PeerTable(
                means,
                me,
                this,
                peer -> {
                    if (peers == null) {
                        others.add(peer.member());
                    } else {
                        tell(to -> to.memberJoined(peer.member()));
                    }
                },
                (peer, reason) -> {
                    leaveUntaken.remove(peer.link());
                    tell(to -> to.memberLeft(peer.member(), reason));
                });
        table.update(read, whole -> {});
        peers = table;
        others.sort(Comparator.comparing(Member::name));
        List<Member> sorted = List.copyOf(others);
        tell(to -> to.joined(me.member(), sorted));
        LOG.info("joined {} as {}; others: {}", means.options().group(), me.member(), sorted);
        greetParked();
    }

    // ---- reading the group ----

    /** Reads the members again. */
    void refresh() {
        if (reading) {
            readAgain = true;
            return;
        }
        if (listener == null || !created) {
            return;
        }
        reading = true;
        readAgain = false;
        means.directory().readAll(changed, read -> {
            if (read.isEmpty() || listener == null || !created) {
                readDone(false); // not created: it was asked for by an earlier attempt
            } else {
                read(read.get());
            }
        });
    }

    private void read(MemberDirectory.Actives read) {
        Registration me = read.usable().get(name);
        MemberRecord mine = record;
        PeerTable table = peers;
        boolean unknown = read.unusable().contains(name);
        if (!unknown && (me == null || mine == null || !me.record().getAttempt().equals(mine.getAttempt()))) {
            reading = false;
            if (!leaving) {
                removed();
            }
        } else if (table != null) {
            table.update(read, whole -> {
                greetParked();
                readDone(whole && read.whole());
            });
        } else if (me != null) {
            joined(me, read);
            readDone(read.whole());
        } else {
            readDone(false);
        }
    }

    private void readDone(boolean whole) {
        reading = false;
        if (readAgain) {
            refresh();
        } else if (!whole && ensemble.connected() && listener != null) {
            means.rim().schedule(PARK_LIMIT_MS / 20, this::refresh);
        }
    }

    // ---- the end of a membership ----

    private void removed() {
        LOG.warn("{} was removed from {}", name, means.options().group());
        out(LeaveReason.SYSTEM_REMOVED);
    }

    private void out(LeaveReason reason) {
        XcfGroup.Listener to = listener;
        reset();
        if (to != null) {
            means.rim().deliver(() -> to.left(reason));
        }
    }

    private void reset() {
        PeerTable table = peers;
        peers = null;
        if (table != null) {
            table.close();
            watchPort.dropAll();
        }
        parked.forEach(reception -> reception.refuse("not a member"));
        parked.clear();
        if (joiner != null) {
            joiner.cancel(); // or it would end a later join, or create a node that nobody owns
        }
        leaveUntaken.clear();
        listener = null;
        joiner = null;
        record = null;
        self = null;
        created = false;
        leaving = false;
        suspendedToldOnce = false;
    }

    private void rememberLeftover(LeaveReason reason) {
        MemberRecord mine = record;
        if (mine != null) {
            leftover = new Leftover(name, mine.getAttempt(), reason);
        }
    }

    private void removeLeftover() {
        Leftover rest = leftover;
        if (rest == null) {
            return;
        }
        means.directory().read(rest.name(), (code, found) -> {
            Optional<Registration> left = found.filter(Registration::active)
                    .filter(r -> r.record().getAttempt().equals(rest.attempt()));
            if (left.isPresent()) {
                means.directory()
                        .end(left.get(), rest.reason(), Optional.empty(), ended -> forgetLeftover(rest, ended));
            } else {
                forgetLeftover(rest, code);
            }
        });
    }

    private void forgetLeftover(Leftover rest, Code code) {
        if ((code == Code.OK || code == Code.NONODE) && rest.equals(leftover)) {
            leftover = null;
        }
    }

    // ---- the coordination service ----

    @Override
    public void connected(long now) {
        current = true;
        removeLeftover();
        if (suspendedToldOnce) {
            suspendedToldOnce = false;
            tell(to -> to.coordinationLost(false));
        }
        PeerTable table = peers;
        if (table != null) {
            table.retryDead();
        }
        refresh();
    }

    @Override
    public void suspended() {
        current = false;
        if (peers != null) {
            suspendedToldOnce = true;
            tell(to -> to.coordinationLost(true));
        }
    }

    /** A hint and no proof (clause 14): the records stand, only watches are gone; the next connection reads again. */
    @Override
    public void sessionLost() {
        current = false;
    }

    // ---- links ----

    /** A partner opens a stream; called on gRPC's thread. */
    StreamObserver<SignalFrame> accept(ServerCallStreamObserver<SignalFrame> back) {
        return SignalStream.called(back, means.rim(), means.counters(), new Reception(this::greet));
    }

    private void greet(Reception reception, SignalHello hello) {
        Registration me = self;
        if (listener == null) {
            reception.refuse("not a member");
        } else if (me != null && tryGreet(reception, hello, me)) {
            return;
        } else if (parked.size() >= PARKED_MAX) {
            reception.refuse("too many unknown callers");
        } else {
            parked.add(reception); // its node may be newer than the last read
            refresh();
            means.rim().schedule(PARK_LIMIT_MS, () -> {
                if (parked.remove(reception)) {
                    reception.refuse("caller is not an active member");
                }
            });
        }
    }

    private void greetParked() {
        Registration me = self;
        for (Iterator<Reception> i = parked.iterator(); i.hasNext() && me != null; ) {
            Reception reception = i.next();
            if (reception.over()
                    || reception.hello().map(h -> tryGreet(reception, h, me)).orElse(true)) {
                i.remove();
            }
        }
    }

    /** True when it is decided, either way. */
    private boolean tryGreet(Reception reception, SignalHello hello, Registration me) {
        boolean fits = hello.getSysplex().equals(means.options().sysplex())
                && hello.getGroup().equals(means.options().group())
                && hello.getReceiverIncarnation() == me.member().incarnation()
                && hello.getIncarnation() > me.member().incarnation();
        PeerTable table = peers;
        if (!fits || leaving) {
            reception.refuse("hello does not fit");
            return true;
        }
        Optional<Peer> peer = table == null ? Optional.empty() : table.peer(hello.getMember(), hello.getIncarnation());
        peer.ifPresent(p -> reception.attach(p.link()));
        return peer.isPresent();
    }

    @Override
    public void up(Link link) {
        tell(to -> to.linkUp(link.member()));
    }

    @Override
    public void down(Link link) {
        tell(to -> to.linkDown(link.member()));
    }

    @Override
    public boolean signal(Link link, byte[] signal) {
        XcfGroup.Listener to = listener;
        return to != null && means.rim().offer(() -> to.signal(link.member(), signal));
    }

    @Override
    public void leaving(Link link, LeaveCause cause) {
        PeerTable table = peers;
        if (table != null) {
            table.peer(link.member().name(), link.member().incarnation())
                    .ifPresent(peer -> peer.announce(Registration.reason(cause)));
        }
    }

    @Override
    public void leaveTaken(Link link) {
        if (leaveUntaken.remove(link) && leaveUntaken.isEmpty() && leaving) {
            deleteOwn(leaveReason);
        }
    }

    private void tell(Consumer<XcfGroup.Listener> event) {
        XcfGroup.Listener to = listener;
        if (to != null) {
            means.rim().deliver(() -> event.accept(to));
        }
    }
}
