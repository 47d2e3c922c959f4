package io.openplex.deploy.simulation.xcf;

import io.openplex.deploy.simulation.xcf.SimulatedService.Node;
import io.openplex.deploy.simulation.xcf.SimulatedService.Session;
import io.openplex.xcf.api.GroupView;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.XcfGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One stack's membership, as xcf/zookeeper keeps it: out, joining, in, leaving, and out again. It knows of the group
 * what it has read, and reads again when a watch tells that the members have changed.
 */
final class SimulatedMembership implements ServiceConnection.Listener, LinkEnd.Events {
    private static final long LEAVE_LIMIT_NANOS = 300_000_000;
    private static final long REREAD_NANOS = 100_000_000;

    private final SimulatedXcf world;
    private final SimulatedStack process;
    private final ServiceConnection connection;

    private XcfGroup.@Nullable Listener listener;
    private @Nullable SimulatedJoin joining;
    /** Name and attempt of the join that is under way or succeeded; 0: none. */
    private String name = "";

    private long attempt;
    private boolean created;
    private @Nullable Member self;
    private @Nullable SimulatedPeers peers;
    private boolean current;
    private boolean lossTold;
    private boolean reading;
    private boolean readAgain;
    private boolean leaving;
    private LeaveReason leaveReason = LeaveReason.STACK_STOP;
    private final Set<Member> leaveUntaken = new HashSet<>();

    /** Record that may still be active after a membership that ended without an answer. */
    private @Nullable Leftover leftover;

    private record Leftover(String name, long attempt, LeaveReason reason) {}

    SimulatedMembership(SimulatedXcf world, SimulatedStack process) {
        this.world = world;
        this.process = process;
        connection = new ServiceConnection(world, process, this);
    }

    ServiceConnection connection() {
        return connection;
    }

    /** Who this stack is in the group; empty while it is not a member. */
    Optional<Member> self() {
        return peers == null ? Optional.empty() : Optional.ofNullable(self);
    }

    Optional<SimulatedPeers> peers() {
        return Optional.ofNullable(peers);
    }

    /** Whose fence writes check; empty for who is no member or leaves. */
    Optional<Member> writer() {
        return leaving ? Optional.empty() : Optional.ofNullable(self);
    }

    // ---- requests of the stack ----

    void join(MemberInfo info, XcfGroup.Listener events) {
        if (listener != null) {
            process.deliver(() -> events.joinRefused(JoinRefusal.NAME_IN_USE, "this stack is joined or joining"));
            return;
        }
        listener = events;
        name = info.memberName();
        attempt = world.nextAttempt();
        SimulatedJoin begun =
                new SimulatedJoin(world, process, connection, info, attempt, this::created, this::refused);
        joining = begun;
        begun.attempt();
    }

    private void created() {
        created = true;
        refresh();
    }

    private void refused(JoinRefusal refusal, String detail) {
        XcfGroup.Listener to = listener;
        rememberLeftover(LeaveReason.SYSTEM_REMOVED);
        reset();
        if (to != null) {
            process.deliver(() -> to.joinRefused(refusal, detail));
        }
    }

    void leave(LeaveReason reason) {
        SimulatedPeers table = peers;
        if (table == null || leaving) {
            if (joining != null) {
                joining.cancel();
                rememberLeftover(reason);
                out(reason);
            }
            return;
        }
        leaving = true;
        leaveReason = reason;
        leaveUntaken.addAll(table.announceLeave(reason));
        if (leaveUntaken.isEmpty()) {
            deleteOwn();
        } else {
            process.schedule(LEAVE_LIMIT_NANOS, () -> {
                if (leaving && !leaveUntaken.isEmpty()) {
                    leaveUntaken.clear();
                    deleteOwn();
                }
            });
        }
    }

    private void deleteOwn() {
        LeaveReason reason = leaveReason;
        rememberLeftover(reason);
        Member me = self;
        if (me == null) {
            return;
        }
        connection.transact(service -> service.end(me, reason), ended -> {
            if (ended.isPresent()) {
                leftover = null;
            }
            if (me.equals(self)) {
                out(reason);
            }
        });
    }

    boolean send(Member to, byte[] signal) {
        return peers != null && peers.send(to, signal);
    }

    GroupView view() {
        Member me = self;
        List<GroupView.Row> rows = new ArrayList<>();
        if (peers != null && me != null) {
            rows.add(new GroupView.Row(me, true));
            rows.addAll(peers.rows());
            rows.sort(Comparator.comparing(row -> row.member().name()));
        }
        return new GroupView(SimulatedXcf.GROUP, List.copyOf(rows), current);
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
        connection.read(
                content -> {
                    connection.watch(this::refresh);
                    return content.activeNames();
                },
                names -> {
                    if (names.isEmpty() || listener == null) {
                        readDone(false);
                    } else {
                        connection.read(
                                content -> {
                                    Map<String, Node> found = new TreeMap<>();
                                    names.get()
                                            .forEach(name -> content.member(name)
                                                    .filter(Node::active)
                                                    .ifPresent(node -> found.put(name, node)));
                                    return found;
                                },
                                this::read);
                    }
                });
    }

    private void read(Optional<Map<String, Node>> answer) {
        if (answer.isEmpty() || listener == null || !created) {
            readDone(false); // not created: it was asked for by an earlier attempt
            return;
        }
        Map<String, Node> found = answer.get();
        Node me = found.get(name);
        SimulatedPeers table = peers;
        if (me == null || me.attempt() != attempt) {
            reading = false;
            if (!leaving) {
                out(LeaveReason.SYSTEM_REMOVED);
            }
        } else if (table == null) {
            joined(me.member(), found);
            readDone(true);
        } else {
            table.update(found, this::readDone);
        }
    }

    private void readDone(boolean whole) {
        reading = false;
        if (readAgain) {
            refresh();
        } else if (!whole && connection.connected() && listener != null) {
            process.schedule(REREAD_NANOS, this::refresh);
        }
    }

    private void joined(Member me, Map<String, Node> found) {
        joining = null;
        self = me;
        List<Member> others = new ArrayList<>();
        SimulatedPeers table = new SimulatedPeers(world, process, connection, me, this, new SimulatedPeers.Changes() {
            @Override
            public void joined(Member member) {
                if (peers == null) {
                    others.add(member);
                } else {
                    tell(to -> to.memberJoined(member));
                }
            }

            @Override
            public void left(Member member, LeaveReason reason) {
                tell(to -> to.memberLeft(member, reason));
                leaveTaken(member);
            }
        });
        table.update(found, whole -> {});
        peers = table;
        others.sort(Comparator.comparing(Member::name));
        List<Member> sorted = List.copyOf(others);
        tell(to -> to.joined(me, sorted));
    }

    // ---- the end of a membership ----

    private void out(LeaveReason reason) {
        XcfGroup.Listener to = listener;
        reset();
        if (to != null) {
            process.deliver(() -> to.left(reason));
        }
    }

    private void reset() {
        SimulatedPeers table = peers;
        peers = null;
        if (table != null) {
            table.close();
        }
        if (joining != null) {
            joining.cancel(); // or it would end a later join
        }
        leaveUntaken.clear();
        listener = null;
        joining = null;
        attempt = 0;
        self = null;
        created = false;
        leaving = false;
        lossTold = false;
    }

    private void rememberLeftover(LeaveReason reason) {
        if (attempt != 0) {
            leftover = new Leftover(name, attempt, reason);
        }
    }

    private void removeLeftover() {
        Leftover rest = leftover;
        if (rest == null) {
            return;
        }
        connection.read(content -> content.member(rest.name()), found -> {
            Optional<Node> left =
                    found.flatMap(node -> node).filter(Node::active).filter(node -> node.attempt() == rest.attempt());
            if (left.isPresent()) {
                connection.transact(
                        service -> service.end(left.get().member(), rest.reason()),
                        ended -> forgetLeftover(rest, ended.isPresent()));
            } else {
                forgetLeftover(rest, found.isPresent());
            }
        });
    }

    private void forgetLeftover(Leftover rest, boolean answered) {
        if (answered && rest.equals(leftover)) {
            leftover = null;
        }
    }

    // ---- the coordination service ----

    @Override
    public void connected(Session now) {
        current = true;
        removeLeftover();
        if (lossTold) {
            lossTold = false;
            tell(to -> to.coordinationLost(false));
        }
        if (peers != null) {
            peers.retryDead();
        }
        refresh();
    }

    @Override
    public void suspended() {
        current = false;
        if (peers != null) {
            lossTold = true;
            tell(to -> to.coordinationLost(true));
        }
    }

    /** A hint and no proof: the records stand. */
    @Override
    public void sessionLost() {
        current = false;
    }

    // ---- links ----

    @Override
    public void up(Member partner) {
        tell(to -> to.linkUp(partner));
    }

    @Override
    public void down(Member partner) {
        tell(to -> to.linkDown(partner));
    }

    @Override
    public boolean signal(Member partner, byte[] signal) {
        XcfGroup.Listener to = listener;
        return to != null && process.offer(() -> to.signal(partner, signal));
    }

    @Override
    public void leaving(Member partner, LeaveReason reason) {
        if (peers != null) {
            peers.announced(partner, reason);
        }
    }

    @Override
    public void leaveTaken(Member partner) {
        if (leaveUntaken.remove(partner) && leaveUntaken.isEmpty() && leaving) {
            deleteOwn();
        }
    }

    private void tell(Consumer<XcfGroup.Listener> event) {
        XcfGroup.Listener to = listener;
        if (to != null) {
            process.deliver(() -> event.accept(to));
        }
    }
}
