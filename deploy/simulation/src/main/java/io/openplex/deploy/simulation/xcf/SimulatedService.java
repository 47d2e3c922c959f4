package io.openplex.deploy.simulation.xcf;

import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.CouplingFacility.Entry;
import io.openplex.xcf.api.CouplingFacility.Status;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The coordination service: what is committed, in one order. Every method is one transaction or one read, as in the
 * ensemble of xcf/zookeeper; when and whether it happens is the matter of {@link ServiceConnection}.
 */
final class SimulatedService {
    /** A client's session; ends once, and takes its member node along. */
    static final class Session {
        private boolean ended;

        boolean ended() {
            return ended;
        }
    }

    /**
     * A member node with its fence.
     *
     * @param member who it is; the incarnation is the number of the transaction that created it
     * @param fence what writes of this incarnation check
     * @param session session that it lives with
     * @param process whose it is, for a question to its watch port
     */
    record Node(Member member, long fence, Session session, SimulatedStack process) {}

    /** Answer to a conditional write; the entry is there when the status is OK. */
    record Written(Status status, Optional<Entry> entry, boolean structureMissing) {
        static Written not(Status status) {
            return new Written(status, Optional.empty(), false);
        }
    }

    private record Departure(long incarnation, LeaveReason reason) {}

    /** What can be read: the service's own, or what a deposed leader still has. */
    static final class Content {
        private final Map<String, Node> members = new TreeMap<>();
        private final Map<String, Departure> departures = new TreeMap<>();
        private final Map<String, TreeMap<String, Entry>> structures = new TreeMap<>();

        Content copy() {
            Content copy = new Content();
            copy.members.putAll(members);
            copy.departures.putAll(departures);
            structures.forEach((name, entries) -> copy.structures.put(name, new TreeMap<>(entries)));
            return copy;
        }

        List<String> memberNames() {
            return List.copyOf(members.keySet());
        }

        Optional<Node> member(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /** Why exactly this incarnation left; only the last departure of a name is kept. */
        Optional<LeaveReason> departure(Member member) {
            return Optional.ofNullable(departures.get(member.name()))
                    .filter(d -> d.incarnation() == member.incarnation())
                    .map(Departure::reason);
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
    private final Set<Session> sessions = new LinkedHashSet<>();
    private final Set<Runnable> watches = new LinkedHashSet<>();
    private long transactions;

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

    /** Ends a session with its member node. */
    void end(Session session) {
        if (sessions.remove(session)) {
            session.ended = true;
            transactions++;
            for (Node node : new ArrayList<>(content.members.values())) {
                if (node.session() == session) {
                    content.members.remove(node.member().name());
                    changed();
                }
            }
        }
    }

    /** Creates a member node if the name is free and the session lives. */
    boolean create(MemberInfo info, long fence, Session session, SimulatedStack process) {
        if (session.ended() || content.members.containsKey(info.memberName())) {
            return false;
        }
        transactions++;
        Member member = new Member(transactions, info);
        content.members.put(member.name(), new Node(member, fence, session, process));
        changed();
        return true;
    }

    /** Ends one incarnation, by its fence; false when it had ended before. */
    boolean remove(String name, long fence, LeaveReason reason) {
        Node node = content.members.get(name);
        if (node == null || node.fence() != fence) {
            return false;
        }
        transactions++;
        content.members.remove(name);
        content.departures.put(name, new Departure(node.member().incarnation(), reason));
        changed();
        return true;
    }

    /** An operator deletes the node; nobody says why. */
    void delete(String name) {
        if (content.members.remove(name) != null) {
            transactions++;
            changed();
        }
    }

    /** Writes if the fence stands and the version is the expected one. */
    Written write(String member, long fence, String structure, String name, long expected, byte[] data) {
        Node writer = content.members.get(member);
        TreeMap<String, Entry> entries = content.structures.get(structure);
        Entry old = entries == null ? null : entries.get(name);
        if (writer == null || writer.fence() != fence) {
            return Written.not(Status.NOT_A_MEMBER);
        }
        if ((old == null ? CouplingFacility.ABSENT : old.version()) != expected) {
            return Written.not(Status.VERSION_MISMATCH);
        }
        if (entries == null) {
            return new Written(Status.VERSION_MISMATCH, Optional.empty(), true);
        }
        transactions++;
        Entry written = new Entry(name, expected + 1, data);
        entries.put(name, written);
        return new Written(Status.OK, Optional.of(written), false);
    }

    /** Creates a structure without entries unless it exists. */
    void ensure(String structure) {
        if (!content.structures.containsKey(structure)) {
            transactions++;
            content.structures.put(structure, new TreeMap<>());
        }
    }

    /** Runs once, when the members next change. */
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
        sessions.forEach(session -> session.ended = true);
        sessions.clear();
        watches.clear();
        transactions = 0;
    }
}
