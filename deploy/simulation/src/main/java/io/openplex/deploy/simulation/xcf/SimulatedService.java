package io.openplex.deploy.simulation.xcf;

import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.CouplingFacility.Entry;
import io.openplex.xcf.api.CouplingFacility.Status;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.right.CoupleDataSet.Answer;
import io.openplex.xcf.api.right.Seat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The coordination service: what is committed, in one order. Every method is one transaction or one read, as in the
 * ensemble of xcf/zookeeper; when and whether it happens is the matter of {@link ServiceConnection}.
 */
final class SimulatedService {
    private static final int GENERATION_BITS = 32;
    private static final long LOWER = (1L << GENERATION_BITS) - 1;

    /** A client's session; ends once. Nothing of the group depends on it. */
    static final class Session {
        private boolean ended;

        boolean ended() {
            return ended;
        }
    }

    /**
     * A member's record.
     *
     * @param member the incarnation that it is about
     * @param attempt the join that wrote it
     * @param active that incarnation may act
     * @param cause why not
     * @param list those who may isolate it
     * @param version grows with every write
     * @param previous how the incarnation before it ended
     * @param process whose it is, for a question to its watch port
     */
    record Node(
            Member member,
            long attempt,
            boolean active,
            Optional<LeaveReason> cause,
            SortedSet<Seat> list,
            long version,
            Departure previous,
            SimulatedStack process) {
        Seat seat() {
            return new Seat(member.name(), member.info().home());
        }

        Node ended(LeaveReason reason) {
            return new Node(member, attempt, false, Optional.of(reason), list, version + 1, previous, process);
        }

        Node with(SortedSet<Seat> changed) {
            return new Node(member, attempt, active, cause, new TreeSet<>(changed), version + 1, previous, process);
        }

        Optional<LeaveReason> departure(Member who) {
            if (member.incarnation() == who.incarnation()) {
                return cause;
            }
            return previous.incarnation() == who.incarnation() ? Optional.of(previous.reason()) : Optional.empty();
        }
    }

    /** How an incarnation ended. */
    record Departure(long incarnation, LeaveReason reason) {
        static final Departure NONE = new Departure(0, LeaveReason.STACK_STOP);
    }

    /** Answer to a conditional write; the entry is there when the status is OK. */
    record Written(Status status, Optional<Entry> entry, boolean structureMissing) {
        static Written not(Status status) {
            return new Written(status, Optional.empty(), false);
        }
    }

    /** What can be read: the service's own, or what a deposed leader still has. */
    static final class Content {
        /** 0: there is no group. */
        private long generation;

        private long createdNanos;
        private long joins;
        private final Map<String, Node> members = new TreeMap<>();
        private final Map<String, Long> beats = new TreeMap<>();
        private final Map<String, TreeMap<String, Entry>> structures = new TreeMap<>();

        Content copy() {
            Content copy = new Content();
            copy.generation = generation;
            copy.createdNanos = createdNanos;
            copy.joins = joins;
            copy.members.putAll(members);
            copy.beats.putAll(beats);
            structures.forEach((name, entries) -> copy.structures.put(name, new TreeMap<>(entries)));
            return copy;
        }

        long generation() {
            return generation;
        }

        long joins() {
            return joins;
        }

        /** When the group was created. */
        long createdNanos() {
            return createdNanos;
        }

        /** Names of all that may act. */
        List<String> activeNames() {
            return members.values().stream()
                    .filter(Node::active)
                    .map(node -> node.member().name())
                    .toList();
        }

        Optional<Node> member(String name) {
            return Optional.ofNullable(members.get(name));
        }

        boolean active(Member member) {
            Node node = members.get(member.name());
            return node != null && node.active() && node.member().incarnation() == member.incarnation();
        }

        long beat(String name) {
            return beats.getOrDefault(name, 0L);
        }

        List<String> entryNames(String structure) {
            TreeMap<String, Entry> entries = structures.get(structure);
            return entries == null ? List.of() : List.copyOf(entries.keySet());
        }

        Optional<Entry> entry(String structure, String name) {
            TreeMap<String, Entry> entries = structures.get(structure);
            return entries == null ? Optional.empty() : Optional.ofNullable(entries.get(name));
        }
    }

    private Content content = new Content();
    private final Set<Runnable> watches = new LinkedHashSet<>();
    private final Set<Session> sessions = new LinkedHashSet<>();
    private long transactions;
    private boolean rebuilt;

    /** It was rebuilt at some time: stacks may know of an earlier one. */
    boolean rebuilt() {
        return rebuilt;
    }

    /** What is committed. */
    Content content() {
        return content;
    }

    /** Number of the last transaction; begins again only in a rebuilt ensemble. */
    long transactions() {
        return transactions;
    }

    Session open() {
        transactions++;
        Session session = new Session();
        sessions.add(session);
        return session;
    }

    /** Ends a session. */
    void end(Session session) {
        if (sessions.remove(session)) {
            session.ended = true;
            transactions++;
        }
    }

    // ---- the group ----

    /** Creates the group unless it is there; the service's own clock says when. */
    boolean createGroup(long generation, long nowNanos) {
        if (content.generation == 0) {
            transactions++;
            content.createdNanos = nowNanos;
            content.generation = generation;
        }
        return true;
    }

    /** Gives the group a later generation, if nobody has joined meanwhile. */
    boolean raise(long joins, long generation) {
        if (content.joins == joins) {
            transactions++;
            content.joins++;
            content.generation = generation;
        }
        return true;
    }

    /**
     * The group as somebody saw it who wants to join.
     *
     * @param active records of all that may act
     * @param own the record of the name
     */
    record Entrance(long generation, long joins, List<Node> active, Optional<Node> own) {}

    /** Joins, if nothing has changed that the entrance shows. */
    boolean join(Entrance seen, MemberInfo info, long attempt, SimulatedStack process) {
        Node own = content.members.get(info.memberName());
        boolean same = content.joins == seen.joins()
                && content.generation == seen.generation()
                && seen.own().map(Node::version).equals(Optional.ofNullable(own).map(Node::version));
        if (!same) {
            return false;
        }
        transactions++;
        content.joins++;
        Member member = new Member(content.generation << GENERATION_BITS | content.joins, info);
        SortedSet<Seat> list = new TreeSet<>();
        seen.active().stream()
                .filter(node -> !node.member().name().equals(member.name()))
                .forEach(node -> list.add(node.seat()));
        content.members.put(
                member.name(),
                new Node(
                        member,
                        attempt,
                        true,
                        Optional.empty(),
                        list,
                        own == null ? 0 : own.version() + 1,
                        own == null ? Departure.NONE : departure(own),
                        process));
        changed();
        return true;
    }

    private static Departure departure(Node before) {
        LeaveReason reason =
                before.active() ? LeaveReason.ABEND : before.cause().orElse(LeaveReason.SYSTEM_REMOVED);
        return new Departure(before.member().incarnation(), reason);
    }

    /** Ends one incarnation; false when it had ended before. */
    boolean end(Member member, LeaveReason reason) {
        Node node = content.members.get(member.name());
        if (node == null || !content.active(member)) {
            return false;
        }
        transactions++;
        content.members.put(member.name(), node.ended(reason));
        changed();
        return true;
    }

    // ---- status ----

    Answer confirm(Member me) {
        if (!content.active(me)) {
            return Answer.NOT_A_MEMBER;
        }
        transactions++;
        content.beats.merge(me.name(), 1L, Long::sum);
        return Answer.DONE;
    }

    Answer changeList(Member me, SortedSet<Seat> list, long version) {
        Node own = content.members.get(me.name());
        if (own == null || !content.active(me)) {
            return Answer.NOT_A_MEMBER;
        }
        boolean droppedActive =
                own.list().stream().filter(seat -> !list.contains(seat)).anyMatch(this::seated);
        if (own.version() != version || droppedActive) {
            return Answer.REFUSED;
        }
        transactions++;
        content.members.put(me.name(), own.with(list));
        return Answer.DONE;
    }

    private boolean seated(Seat seat) {
        Node holder = content.members.get(seat.member());
        return holder != null && holder.active() && holder.seat().equals(seat);
    }

    /** The same if, besides, nobody on the member's list is active. */
    Answer isolateAbandoned(Member me, long ownVersion, Member member, long version, long beat) {
        Node node = content.members.get(member.name());
        boolean watched = node != null && node.list().stream().anyMatch(this::seated);
        return watched && content.active(me) ? Answer.REFUSED : isolate(me, ownVersion, member, version, beat);
    }

    Answer isolate(Member me, long ownVersion, Member member, long version, long beat) {
        Node own = content.members.get(me.name());
        Node node = content.members.get(member.name());
        if (own == null || !content.active(me)) {
            return Answer.NOT_A_MEMBER;
        }
        boolean asRead = node != null
                && content.active(member)
                && own.version() == ownVersion
                && node.version() == version
                && content.beat(member.name()) == beat;
        return asRead && end(member, LeaveReason.SYSTEM_REMOVED) ? Answer.DONE : Answer.REFUSED;
    }

    // ---- structures ----

    /** Writes if writer and beneficiary are active and the version is the expected one. */
    Written write(Member by, String structure, String name, long expected, byte[] data, @Nullable Member inFavourOf) {
        TreeMap<String, Entry> entries = content.structures.get(structure);
        Entry old = entries == null ? null : entries.get(name);
        if (!content.active(by)) {
            return Written.not(Status.NOT_A_MEMBER);
        }
        if ((old == null ? CouplingFacility.ABSENT : old.version()) != expected) {
            return Written.not(Status.VERSION_MISMATCH);
        }
        if (entries == null) {
            return new Written(Status.VERSION_MISMATCH, Optional.empty(), true);
        }
        if (inFavourOf != null && !content.active(inFavourOf)) {
            return Written.not(Status.VERSION_MISMATCH);
        }
        transactions++;
        long version = expected == CouplingFacility.ABSENT ? 0 : (expected & LOWER) + 1;
        Entry written = new Entry(name, content.generation << GENERATION_BITS | version, data);
        entries.put(name, written);
        if (inFavourOf != null) {
            content.beats.merge(inFavourOf.name(), 1L, Long::sum);
        }
        return new Written(Status.OK, Optional.of(written), false);
    }

    /** Creates a structure without entries unless it exists. */
    void ensure(String structure) {
        if (!content.structures.containsKey(structure)) {
            transactions++;
            content.structures.put(structure, new TreeMap<>());
        }
    }

    /** Runs once, when the active members next change. */
    void watch(Runnable watch) {
        watches.add(watch);
    }

    private void changed() {
        List<Runnable> fired = List.copyOf(watches);
        watches.clear();
        fired.forEach(Runnable::run);
    }

    /** Forgets everything and counts from the beginning; watches and sessions are not known any more. */
    void forget() {
        content = new Content();
        rebuilt = true;
        sessions.forEach(session -> session.ended = true);
        sessions.clear();
        watches.clear();
        transactions = 0;
    }
}
