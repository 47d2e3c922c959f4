package io.openplex.xcf.zookeeper;

import io.openplex.proto.v1.SignalHello;
import io.openplex.xcf.api.GroupView;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partners of one membership. Changes come as whole reads of the group and as proven deaths; each incarnation is
 * reported once as joined and once as left. Once closed it does nothing any more: answers that are still on their way
 * change nothing and open nothing. Runs on the rim thread, but {@link #link} and {@link #rows} on any.
 */
final class PeerTable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerTable.class);
    private static final long RETRY_MS = 500;

    /** What the table is made of; shared by all memberships of a stack. */
    record Means(
            Rim rim,
            XcfOptions options,
            MemberDirectory directory,
            SignallingPort port,
            ExecutorService threads,
            LivenessProbe probe,
            XcfCounters counters) {}

    private final Means means;
    private final Registration self;
    private final Link.Events linkEvents;
    private final Consumer<Peer> joined;
    private final BiConsumer<Peer, LeaveReason> left;
    private final Map<String, Peer> peers = new ConcurrentSkipListMap<>();

    /** Largest incarnation of each name that is gone: a read that was on its way cannot bring it back. */
    private final Map<String, Long> gone = new HashMap<>();

    /** Whose death is to be written again. */
    private final Set<Peer> retrying = new HashSet<>();

    private boolean closed;

    PeerTable(
            Means means,
            Registration self,
            Link.Events linkEvents,
            Consumer<Peer> joined,
            BiConsumer<Peer, LeaveReason> left) {
        this.means = means;
        this.self = self;
        this.linkEvents = linkEvents;
        this.joined = joined;
        this.left = left;
    }

    /** Active partners, sorted by name. */
    Collection<Peer> all() {
        return peers.values();
    }

    /** The link of exactly this incarnation. */
    Optional<Link> link(Member member) {
        return peer(member.name(), member.incarnation()).map(Peer::link);
    }

    Optional<Peer> peer(String name, long incarnation) {
        Peer peer = peers.get(name);
        return peer != null && peer.member().incarnation() == incarnation ? Optional.of(peer) : Optional.empty();
    }

    /** Rows of a display, sorted by name. */
    List<GroupView.Row> rows() {
        List<GroupView.Row> rows = new ArrayList<>();
        rows.add(new GroupView.Row(self.member(), true));
        peers.values()
                .forEach(p -> rows.add(new GroupView.Row(p.member(), p.link().up())));
        rows.sort(Comparator.comparing(row -> row.member().name()));
        return rows;
    }

    /**
     * Takes over a read of the group; who is in it with an unusable record stays what it is. The handler runs when it
     * is done, true when it was taken over wholly.
     */
    void update(MemberDirectory.Actives read, Consumer<Boolean> handler) {
        List<Peer> missing = new ArrayList<>();
        for (Peer peer : peers.values()) {
            String name = peer.member().name();
            Registration now = read.usable().get(name);
            if (now == null
                    ? !read.unusable().contains(name)
                    : now.member().incarnation() > peer.member().incarnation()) {
                missing.add(peer);
            }
        }
        explain(missing, 0, whole -> {
            if (whole && !closed) {
                addNew(read.usable());
            }
            handler.accept(whole && !closed);
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
        Member member = peer.member();
        means.directory().readDeparture(member.name(), member.incarnation(), (answered, reason) -> {
            if (!answered || reason.isPresent()) {
                handler.accept(reason);
            } else if (peer.announced().isPresent()) {
                handler.accept(peer.announced());
            } else {
                handler.accept(Optional.of(LeaveReason.SYSTEM_REMOVED));
            }
        });
    }

    private void addNew(Map<String, Registration> read) {
        List<Registration> fresh = new ArrayList<>(read.values());
        fresh.removeIf(r -> r.member().name().equals(self.member().name())
                || peers.containsKey(r.member().name())
                || r.member().incarnation() <= gone.getOrDefault(r.member().name(), 0L));
        fresh.sort(Comparator.comparingLong(r -> r.member().incarnation()));
        fresh.forEach(this::add);
    }

    private void add(Registration registration) {
        Member member = registration.member();
        Link link = new Link(
                self.member(), registration, hello(member), means.port(), means.rim(), means.counters(), linkEvents);
        PeerWatch watch = new PeerWatch(
                registration.target(),
                means.threads(),
                means.rim(),
                means.probe(),
                means.counters(),
                () -> peer(member.name(), member.incarnation()).ifPresent(this::removeDead));
        Peer peer = new Peer(registration, link, watch);
        peers.put(member.name(), peer);
        joined.accept(peer);
        watch.open();
        link.open();
    }

    private SignalHello hello(Member to) {
        return SignalHello.newBuilder()
                .setProtocol(SignalStream.PROTOCOL)
                .setSysplex(means.options().sysplex())
                .setGroup(means.options().group())
                .setMember(self.member().name())
                .setIncarnation(self.member().incarnation())
                .setReceiverIncarnation(to.incarnation())
                .build();
    }

    /** Ends the incarnation whose death is proven (clause 9), so that it can never write again, and reports it. */
    private void removeDead(Peer peer) {
        if (closed) {
            return;
        }
        Member member = peer.member();
        means.directory().end(peer.registration(), LeaveReason.ABEND, Optional.of(self.member()), code -> {
            switch (code) {
                case OK -> {
                    means.counters().add(XcfCounters.Count.DEATHS_PROVEN);
                    remove(peer, LeaveReason.ABEND);
                }
                case NONODE -> explain(peer, reason -> reason.ifPresent(r -> remove(peer, r)));
                default -> {
                    LOG.info("{} is dead; its record cannot be ended now: {}", member, code);
                    retryLater(peer);
                }
            }
        });
    }

    private void retryLater(Peer peer) {
        if (retrying.add(peer)) {
            means.rim().schedule(RETRY_MS, () -> {
                retrying.remove(peer);
                if (peers.get(peer.member().name()) == peer) {
                    removeDead(peer);
                }
            });
        }
    }

    /** Tries again what the service did not answer; called when it answers again. */
    void retryDead() {
        peers.values().stream().filter(p -> p.watch().proven()).forEach(this::removeDead);
    }

    private void remove(Peer peer, LeaveReason reason) {
        if (!closed && peers.remove(peer.member().name(), peer)) {
            gone.put(peer.member().name(), peer.member().incarnation());
            peer.close();
            left.accept(peer, reason);
        }
    }

    /** Ends all links and watch connections without an event. */
    void close() {
        closed = true;
        peers.values().forEach(Peer::close);
        peers.clear();
    }
}
