package io.openplex.deploy.simulation.xcf;

import io.openplex.deploy.simulation.xcf.SimulatedService.Node;
import io.openplex.xcf.api.GroupView;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The partners of one membership. Changes come as whole reads of the group and as proven deaths; each incarnation is
 * reported once as joined and once as left.
 */
final class SimulatedPeers {
    private static final long WATCH_RETRY_NANOS = 500_000_000;

    /** What changed, on the rim. */
    interface Changes {
        void joined(Member member);

        void left(Member member, LeaveReason reason);
    }

    /** One active partner incarnation. */
    private static final class Peer {
        final Node node;
        final LinkEnd end;
        final SimulatedLink link;
        Optional<LeaveReason> announced = Optional.empty();
        boolean provenDead;

        Peer(Node node, LinkEnd end, SimulatedLink link) {
            this.node = node;
            this.end = end;
            this.link = link;
        }

        Member member() {
            return node.member();
        }
    }

    private final SimulatedXcf world;
    private final SimulatedStack process;
    private final ServiceConnection connection;
    private final Member self;
    private final LinkEnd.Events events;
    private final Changes changes;
    private final Map<String, Peer> peers = new TreeMap<>();

    /** Largest incarnation of each name that is gone: a read that was on its way cannot bring it back. */
    private final Map<String, Long> gone = new HashMap<>();

    /** The membership is over: answers under way change nothing any more. */
    private boolean closed;

    SimulatedPeers(
            SimulatedXcf world,
            SimulatedStack process,
            ServiceConnection connection,
            Member self,
            LinkEnd.Events events,
            Changes changes) {
        this.world = world;
        this.process = process;
        this.connection = connection;
        this.self = self;
        this.events = events;
        this.changes = changes;
    }

    // ---- reads of the group ----

    /** Takes over a whole read; the handler runs when it is done, true when it was taken over wholly. */
    void update(Map<String, Node> read, Consumer<Boolean> handler) {
        List<Peer> missing = new ArrayList<>();
        for (Peer peer : peers.values()) {
            Node now = read.get(peer.member().name());
            if (now == null || now.member().incarnation() > peer.member().incarnation()) {
                missing.add(peer);
            }
        }
        explain(missing, 0, whole -> {
            if (whole) {
                addNew(read);
            }
            handler.accept(whole);
        });
    }

    private void explain(List<Peer> missing, int next, Consumer<Boolean> handler) {
        if (next == missing.size()) {
            handler.accept(true);
            return;
        }
        Peer peer = missing.get(next);
        explain(peer, reason -> {
            reason.ifPresent(r -> remove(peer, r));
            if (reason.isPresent()) {
                explain(missing, next + 1, handler);
            } else {
                handler.accept(false);
            }
        });
    }

    /** Finds out why a member whose node is gone has left; nothing when the service did not answer. */
    private void explain(Peer peer, Consumer<Optional<LeaveReason>> handler) {
        connection.read(
                content -> content.member(peer.member().name()).flatMap(node -> node.departure(peer.member())),
                said -> {
                    if (said.isEmpty() || said.get().isPresent()) {
                        handler.accept(said.flatMap(reason -> reason));
                    } else {
                        handler.accept(Optional.of(peer.announced.orElse(LeaveReason.SYSTEM_REMOVED)));
                    }
                });
    }

    private void addNew(Map<String, Node> read) {
        if (closed) {
            return;
        }
        List<Node> fresh = new ArrayList<>(read.values());
        fresh.removeIf(node -> node.member().name().equals(self.name())
                || peers.containsKey(node.member().name())
                || node.member().incarnation()
                        <= gone.getOrDefault(node.member().name(), 0L));
        fresh.sort(Comparator.comparingLong(node -> node.member().incarnation()));
        fresh.forEach(this::add);
    }

    private void add(Node node) {
        LinkEnd end = new LinkEnd(process, self, node.member(), events);
        Peer peer = new Peer(node, end, world.link(self, node.member()));
        peers.put(peer.member().name(), peer);
        changes.joined(peer.member());
        if (node.process().dead()) {
            watchEnded(node.process());
        }
        peer.link.open(end);
    }

    private void remove(Peer peer, LeaveReason reason) {
        if (peers.remove(peer.member().name(), peer)) {
            gone.put(peer.member().name(), peer.member().incarnation());
            peer.link.close(peer.end);
            world.closed(peer.link);
            changes.left(peer.member(), reason);
        }
    }

    // ---- proof of death ----

    /** The watch connection to this process ended, or is refused; proof takes a moment and a way there. */
    void watchEnded(SimulatedStack ended) {
        for (Peer peer : peers.values()) {
            if (peer.node.process() == ended && ended.provable()) {
                process.schedule(world.proofDelay(), () -> prove(peer));
            }
        }
    }

    private void prove(Peer peer) {
        if (peers.get(peer.member().name()) != peer || peer.provenDead) {
            return;
        }
        if (peer.link.cut(peer.end)) {
            process.schedule(WATCH_RETRY_NANOS, () -> prove(peer));
            return;
        }
        peer.provenDead = true;
        removeDead(peer);
    }

    /** Ends the incarnation of the dead, so that it can never write again, and reports it. */
    private void removeDead(Peer peer) {
        Node node = peer.node;
        connection.transact(service -> endBySelf(service, node.member()), ended -> {
            if (ended.isPresent() && ended.get()) {
                remove(peer, LeaveReason.ABEND);
            } else if (ended.isPresent()) {
                explain(peer, reason -> reason.ifPresent(r -> remove(peer, r)));
            }
        });
    }

    /** Only a member ends another. */
    private boolean endBySelf(SimulatedService service, Member dead) {
        return service.content().active(self) && service.end(dead, LeaveReason.ABEND);
    }

    /** Tries again what the service did not answer. */
    void retryDead() {
        peers.values().stream().filter(peer -> peer.provenDead).forEach(this::removeDead);
    }

    // ---- signalling ----

    private Optional<Peer> peer(Member member) {
        return Optional.ofNullable(peers.get(member.name()))
                .filter(peer -> peer.member().incarnation() == member.incarnation());
    }

    boolean send(Member to, byte[] signal) {
        return signal.length <= LinkEnd.SIGNAL_MAX
                && peer(to).filter(peer -> peer.link.offer(peer.end, signal)).isPresent();
    }

    /** Breaks the link to a member whose signals cannot be read. */
    void refuse(Member from) {
        peer(from).filter(peer -> peer.end.up()).ifPresent(peer -> peer.link.reset());
    }

    void announced(Member member, LeaveReason reason) {
        peer(member).ifPresent(peer -> peer.announced = Optional.of(reason));
    }

    /** Tells all partners; the result are those whose answer is to be waited for. */
    Set<Member> announceLeave(LeaveReason reason) {
        Set<Member> told = new HashSet<>();
        for (Peer peer : peers.values()) {
            if (peer.link.announceLeave(peer.end, reason)) {
                told.add(peer.member());
            }
        }
        return told;
    }

    List<GroupView.Row> rows() {
        return peers.values().stream()
                .map(peer -> new GroupView.Row(peer.member(), peer.end.up()))
                .toList();
    }

    /** Ends all links without an event. */
    void close() {
        closed = true;
        for (Peer peer : peers.values()) {
            peer.link.close(peer.end);
            world.closed(peer.link);
        }
        peers.clear();
    }
}
