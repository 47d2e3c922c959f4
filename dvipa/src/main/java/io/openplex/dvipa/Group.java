package io.openplex.dvipa;

import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The active members with their tables, sorted by name, and the names of all that were ever seen. */
final class Group {
    private final TreeMap<String, Peer> peers = new TreeMap<>();
    private final Map<String, MemberInfo> known = new HashMap<>();

    /** Incarnations that are known to have left, exactly these (ownership rule, clause 10). */
    private final Set<OwnerId> left = new HashSet<>();

    /** By name: every smaller incarnation is gone. */
    private final Map<String, Long> earlierGone = new HashMap<>();

    /** Members seen in this life of the stack. */
    private final Set<OwnerId> seen = new HashSet<>();

    private @Nullable Member self;
    private @Nullable OwnerId selfId;
    private long strangersGoneNanos;
    private long unknownFreeNanos;

    private static final class Peer {
        final Member member;
        Map<IpAddress, TableEntry> table = new HashMap<>();

        Peer(Member member) {
            this.member = member;
        }
    }

    void join(Member me, List<Member> others, long strangersGone, long unknownFree) {
        unknownFreeNanos = unknownFree;
        peers.clear();
        seen.clear();
        strangersGoneNanos = strangersGone;
        self = me;
        selfId = OwnerId.of(me);
        known.put(me.name(), me.info());
        others.forEach(this::add);
    }

    void leave() {
        peers.clear();
        self = null;
        selfId = null;
    }

    void add(Member member) {
        peers.put(member.name(), new Peer(member));
        seen.add(OwnerId.of(member));
        known.put(member.name(), member.info());
    }

    void remove(Member member) {
        left.add(OwnerId.of(member));
        Peer peer = peers.get(member.name());
        if (peer != null && peer.member.incarnation() == member.incarnation()) {
            peers.remove(member.name());
        }
    }

    /** An incarnation that was never seen here has left. */
    void gone(OwnerId unseen) {
        left.add(unseen);
    }

    /** Every incarnation of this name before this one is gone. */
    void earlierGone(Member member) {
        earlierGone.merge(member.name(), member.incarnation(), Math::max);
        left.removeIf(id -> id.member().equals(member.name()) && id.incarnation() < member.incarnation());
    }

    boolean joined() {
        return self != null;
    }

    Member self() {
        if (self == null) {
            throw new IllegalStateException("not a member");
        }
        return self;
    }

    OwnerId selfId() {
        if (selfId == null) {
            throw new IllegalStateException("not a member");
        }
        return selfId;
    }

    /** The active member with this identity, self included. */
    Optional<Member> live(OwnerId id) {
        if (self != null && id.equals(selfId)) {
            return Optional.of(self);
        }
        Peer peer = peers.get(id.member());
        return peer != null && peer.member.incarnation() == id.incarnation()
                ? Optional.of(peer.member)
                : Optional.empty();
    }

    private boolean isLive(OwnerId id) {
        if (id.equals(selfId)) {
            return true;
        }
        Peer peer = peers.get(id.member());
        return peer != null && peer.member.incarnation() == id.incarnation();
    }

    /**
     * True when this incarnation can never act again: it was seen to leave, or it is older than another one of its
     * name, or older than this stack's own join and was not among the members then, and the time has come at which it
     * cannot believe any more that it may. An incarnation that is merely not known yet is not gone.
     */
    boolean gone(OwnerId id, long nowNanos) {
        if (isLive(id)) {
            return false;
        }
        return stranger(id) && nowNanos >= strangersGoneNanos
                || id.incarnation() < earlierGone.getOrDefault(id.member(), Long.MIN_VALUE)
                || left.contains(id);
    }

    /** Older than this stack's own join, and no member then. */
    boolean stranger(OwnerId id) {
        return self != null && id.incarnation() < self.incarnation() && !seen.contains(id);
    }

    /** From when on an address without a record is free. */
    long unknownFreeNanos() {
        return unknownFreeNanos;
    }

    /** From when on strangers are gone. */
    long strangersGoneNanos() {
        return strangersGoneNanos;
    }

    boolean isLivePeer(Member member) {
        Peer peer = peers.get(member.name());
        return peer != null && peer.member.incarnation() == member.incarnation();
    }

    void replaceTable(Member from, List<TableEntry> entries) {
        Peer peer = peers.get(from.name());
        if (peer != null) {
            Map<IpAddress, TableEntry> table = new HashMap<>();
            entries.forEach(entry -> table.put(entry.address(), entry));
            peer.table = table;
        }
    }

    void changeTable(Member from, List<TableEntry> changed, List<IpAddress> removed) {
        Peer peer = peers.get(from.name());
        if (peer != null) {
            changed.forEach(entry -> peer.table.put(entry.address(), entry));
            removed.forEach(peer.table::remove);
        }
    }

    /** What a peer's table says of an address. */
    Optional<TableEntry> entryOf(Member peer, IpAddress address) {
        Peer found = peers.get(peer.name());
        return found == null ? Optional.empty() : Optional.ofNullable(found.table.get(address));
    }

    /** Peers whose tables hold the address, by member name. */
    List<InLine> holders(IpAddress address) {
        List<InLine> result = new ArrayList<>();
        for (Peer peer : peers.values()) {
            TableEntry entry = peer.table.get(address);
            if (entry != null) {
                result.add(new InLine(peer.member, entry));
            }
        }
        return result;
    }

    /** All addresses that any peer knows. */
    void collectAddresses(Collection<IpAddress> into) {
        peers.values().forEach(peer -> into.addAll(peer.table.keySet()));
    }

    /** Job and system name of a member, also of one that is gone. */
    Optional<MemberInfo> infoOf(String memberName) {
        return Optional.ofNullable(known.get(memberName));
    }

    /** A stack and its table entry for one address. */
    record InLine(Member member, TableEntry entry) {}
}
