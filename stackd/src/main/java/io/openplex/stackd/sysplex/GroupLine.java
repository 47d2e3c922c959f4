package io.openplex.stackd.sysplex;

import io.openplex.dvipa.OwnerId;
import io.openplex.proto.v1.SignalBatch;
import io.openplex.proto.v1.XcfSignal;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.XcfGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * This stack's line to its group: who is there, whose signalling link is up, and sending. What one iteration of the
 * loop has to say to a member leaves at its end in one signal.
 */
final class GroupLine {
    /** A batch is closed before it grows beyond so many bytes; what is larger by itself goes alone. */
    private static final int BATCH_BYTES = 128 * 1024;

    private final XcfGroup group;
    private final TreeMap<String, Member> others = new TreeMap<>();
    private final TreeSet<String> linked = new TreeSet<>();

    /** What waits for the end of the iteration, by receiver. */
    private final LinkedHashMap<Member, List<XcfSignal>> waiting = new LinkedHashMap<>();

    /** Members with a link for whom there was no room: they have missed something. */
    private final TreeSet<String> lagging = new TreeSet<>();

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
        waiting.clear();
        lagging.clear();
    }

    void added(Member member) {
        others.put(member.name(), member);
    }

    void removed(Member member) {
        others.remove(member.name());
        linked.remove(member.name());
        waiting.remove(member);
        lagging.remove(member.name());
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
        waiting.computeIfAbsent(to, member -> new ArrayList<>()).add(signal.build());
    }

    /** To all whose links are up. */
    void sendAll(XcfSignal.Builder signal) {
        XcfSignal built = signal.build();
        for (Member member : others.values()) {
            if (linked.contains(member.name())) {
                waiting.computeIfAbsent(member, m -> new ArrayList<>()).add(built);
            }
        }
    }

    /** Sends what waits. */
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        waiting.forEach(this::sendBatches);
        waiting.clear();
    }

    private void sendBatches(Member to, List<XcfSignal> signals) {
        int from = 0;
        while (from < signals.size()) {
            int end = from + 1;
            int bytes = signals.get(from).getSerializedSize();
            while (end < signals.size() && bytes + signals.get(end).getSerializedSize() <= BATCH_BYTES) {
                bytes += signals.get(end).getSerializedSize();
                end++;
            }
            XcfSignal one = end == from + 1
                    ? signals.get(from)
                    : SignalCodec.signal()
                            .setBatch(SignalBatch.newBuilder().addAllSignals(signals.subList(from, end)))
                            .build();
            if (!group.send(to, one.toByteArray())) {
                unsent += end - from;
                if (linked.contains(to.name())) {
                    lagging.add(to.name());
                }
            }
            from = end;
        }
    }

    /** Members that have missed something since this was last asked: they must be told everything again. */
    List<Member> takeLagging() {
        if (lagging.isEmpty()) {
            return List.of();
        }
        List<Member> members = lagging.stream()
                .filter(linked::contains)
                .map(others::get)
                .filter(Objects::nonNull)
                .toList();
        lagging.clear();
        return members;
    }

    boolean hasLagging() {
        return !lagging.isEmpty();
    }

    /** Signals that found no room or no receiver. */
    long unsent() {
        return unsent;
    }
}
