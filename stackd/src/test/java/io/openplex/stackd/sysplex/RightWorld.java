package io.openplex.stackd.sysplex;

import io.openplex.dvipa.OwnerId;
import io.openplex.proto.v1.XcfSignal;
import io.openplex.stackd.xcflink.HeartbeatEndpoint;
import io.openplex.stackd.xcflink.LinkKey;
import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.MemberInfo;
import io.openplex.xcf.api.right.CoupleDataSet;
import io.openplex.xcf.api.right.Heartbeat;
import io.openplex.xcf.api.right.RightValues;
import io.openplex.xcf.api.right.Seat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** SYSA's right and group line between SYSB, which is silent and holds an address, and SYSC, which is heard. */
final class RightWorld {
    static final long MS = 1_000_000L;
    static final LinkKey KEY = LinkKey.ofSecret("secret", "PLEX1", "EZBTCPCS");
    static final Member A = member("SYSA", 1);
    static final Member B = member("SYSB", 2);
    static final Member C = member("SYSC", 3);

    long now = 1_000 * MS;
    private final SentSignals group = new SentSignals();
    final DataSet dataSet = new DataSet();
    final GroupLine line = new GroupLine(group);
    final GroupRight right;
    private long beats;

    RightWorld() {
        this(HeartbeatEndpoint.NONE);
    }

    RightWorld(HeartbeatEndpoint heartbeats) {
        Coupling coupling = new Coupling(group, new Records(), dataSet, heartbeats, "home-SYSA", RightValues.DEFAULT);
        right = new GroupRight(coupling, KEY, () -> now);
        line.joined(A, List.of(B, C));
        line.link(B, true);
        line.link(C, true);
        right.right().joined(A, List.of(B, C));
    }

    /** What was said to members so far. */
    List<XcfSignal> sent() {
        line.flush();
        return group.single();
    }

    private static Member member(String system, long incarnation) {
        MemberInfo info = new MemberInfo(system, "TCPIP", "A1", "CPC1", "VTAM", Optional.empty(), Optional.empty());
        return new Member(incarnation, info.at("home-" + system, "host:" + incarnation));
    }

    static Seat seat(Member member) {
        return new Seat(member.name(), member.info().home());
    }

    /** Time goes on; SYSC is heard all the while. */
    void run(long millis, GhostRemoval ghosts) {
        for (long at = 0; at < millis; at += 5) {
            heard(C);
            right.step(now);
            ghosts.step(now);
            now += 5 * MS;
        }
    }

    void heard(Member who) {
        beats++;
        right.right().received(new Heartbeat(who.incarnation(), A.incarnation(), beats, 0, false, 3), now);
    }

    /** Status and lists; answers at once. */
    static final class DataSet implements CoupleDataSet {
        private SortedSet<Seat> listOfB = new TreeSet<>();
        private long versionOfB;
        final List<String> isolated = new ArrayList<>();
        Answer answer = Answer.DONE;
        /** Incarnations whose record is not active. */
        final Set<Long> ended = new HashSet<>();

        boolean silent;

        /** Statuses are answered when the test runs them. */
        boolean holding;

        final List<Runnable> held = new ArrayList<>();
        private long version;

        void listOfB(Seat... seats) {
            listOfB = new TreeSet<>(List.of(seats));
            versionOfB++;
        }

        @Override
        public void confirm(AnswerHandler handler) {
            handler.answer(Answer.DONE);
        }

        @Override
        public void status(Member member, StatusHandler handler) {
            SortedSet<Seat> list = member.equals(B) ? listOfB : new TreeSet<>();
            boolean active = !ended.contains(member.incarnation());
            Status status = new Status(active, list, member.equals(A) ? version : versionOfB, 0);
            Runnable answer = () -> handler.answer(silent ? Optional.empty() : Optional.of(status));
            if (holding) {
                held.add(answer);
            } else {
                answer.run();
            }
        }

        @Override
        public void changeList(SortedSet<Seat> list, long onVersion, AnswerHandler handler) {
            version++;
            handler.answer(Answer.DONE);
        }

        @Override
        public void isolate(Member member, Status read, long ownVersion, AnswerHandler handler) {
            write("seated ", member, read, handler);
        }

        @Override
        public void isolateAbandoned(Member member, Status read, long ownVersion, AnswerHandler handler) {
            write("abandoned ", member, read, handler);
        }

        private void write(String how, Member member, Status read, AnswerHandler handler) {
            if (read.version() == versionOfB) {
                isolated.add(how + member.name());
                handler.answer(answer);
            } else {
                handler.answer(Answer.REFUSED);
            }
        }

        @Override
        public void reread() {
            // The test says itself when a member is gone.
        }
    }

    /** SYSB holds an address. */
    private static final class Records implements CouplingFacility {
        @Override
        public void read(String structure, String entry, ReplyHandler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void readAll(String structure, ListHandler handler) {
            byte[] owner = SignalCodec.record(Optional.of(OwnerId.of(B)));
            handler.reply(CouplingFacility.Status.OK, List.of(new Entry("198.51.100.11", 0, owner)));
        }

        @Override
        public void write(
                String structure,
                String entry,
                long expectedVersion,
                byte[] data,
                Optional<Member> inFavourOf,
                ReplyHandler handler) {
            throw new UnsupportedOperationException();
        }
    }
}
