package io.openplex.stackd.sysplex;

import io.openplex.dvipa.OwnerId;
import io.openplex.proto.v1.XcfSignal;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.XcfGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** This stack's line to its group: who is there, whose signalling link is up, and sending. */
final class GroupLine {
    private final XcfGroup group;
    private final TreeMap<String, Member> others = new TreeMap<>();
    private final TreeSet<String> linked = new TreeSet<>();
    private @Nullable Member self;
    private boolean coordinationLost;
    private long unsent;

    GroupLine(XcfGroup group) {
        this.group = group;
    }

    void joined(Member me, List<Member> members) {
        self = me;
        others.clear();
        linked.clear();
        members.forEach(m -> others.put(m.name(), m));
    }

    void left() {
        self = null;
        others.clear();
        linked.clear();
    }

    void added(Member member) {
        others.put(member.name(), member);
    }

    void removed(Member member) {
        others.remove(member.name());
        linked.remove(member.name());
    }

    void link(Member member, boolean up) {
        if (up) {
            linked.add(member.name());
        } else {
            linked.remove(member.name());
        }
    }

    void coordination(boolean lost) {
        coordinationLost = lost;
    }

    boolean coordinationLost() {
        return coordinationLost;
    }

    Optional<Member> self() {
        return Optional.ofNullable(self);
    }

    boolean isSelf(Member member) {
        return member.equals(self);
    }

    String name() {
        return group.groupName();
    }

    /** The active member with this identity, the own one included. */
    Optional<Member> active(OwnerId id) {
        Member found = self != null && self.name().equals(id.member()) ? self : others.get(id.member());
        return Optional.ofNullable(found).filter(m -> m.incarnation() == id.incarnation());
    }

    /** Active members, the own one included, by name. */
    List<Member> members() {
        TreeMap<String, Member> all = new TreeMap<>(others);
        if (self != null) {
            all.put(self.name(), self);
        }
        return List.copyOf(all.values());
    }

    boolean isLinked(Member member) {
        return isSelf(member) || linked.contains(member.name());
    }

    void send(Member to, XcfSignal.Builder signal) {
        if (!group.send(to, signal.build().toByteArray())) {
            unsent++;
        }
    }

    void sendAll(XcfSignal.Builder signal) {
        byte[] bytes = signal.build().toByteArray();
        for (Member member : new ArrayList<>(others.values())) {
            if (linked.contains(member.name()) && !group.send(member, bytes)) {
                unsent++;
            }
        }
    }

    /** Signals that found no room or no receiver. */
    long unsent() {
        return unsent;
    }
}
