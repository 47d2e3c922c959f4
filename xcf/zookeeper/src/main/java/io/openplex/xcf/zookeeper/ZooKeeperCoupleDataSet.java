package io.openplex.xcf.zookeeper;

import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.right.CoupleDataSet;
import io.openplex.xcf.api.right.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.KeeperException.Code;

/**
 * Status, lists and isolation as nodes of the ensemble. Requests come from the loop, run on the rim thread and are
 * answered on the loop. Every write checks the writer's fence first.
 */
final class ZooKeeperCoupleDataSet implements CoupleDataSet {
    private static final int FENCE = 0;

    private final Rim rim;
    private final Ensemble ensemble;
    private final GroupPaths paths;
    private final MemberDirectory directory;
    private final Supplier<Optional<Member>> self;
    private final Runnable changed;

    /**
     * A data set of one stack.
     *
     * @param self the active incarnation of this stack
     * @param changed reads the members again
     */
    ZooKeeperCoupleDataSet(
            Rim rim,
            Ensemble ensemble,
            GroupPaths paths,
            MemberDirectory directory,
            Supplier<Optional<Member>> self,
            Runnable changed) {
        this.rim = rim;
        this.ensemble = ensemble;
        this.paths = paths;
        this.directory = directory;
        this.self = self;
        this.changed = changed;
    }

    @Override
    public void confirm(AnswerHandler handler) {
        asMember(handler, me -> write(handler, with -> List.of(fence(with, me), with.set(beat(me), new byte[0]))));
    }

    @Override
    public void status(Member member, StatusHandler handler) {
        String beat = paths.beat(member.name());
        rim.execute(() -> ensemble.sync(
                beat,
                synced -> ensemble.read(
                        beat,
                        (beatCode, stat, data) -> directory.read(member.name(), (code, found) -> {
                            Optional<Status> status = synced == Code.OK && stat != null
                                    ? status(member, found, stat.getVersion())
                                    : Optional.empty();
                            rim.deliver(() -> handler.answer(status));
                        }))));
    }

    /** A record from before that incarnation is older than what is known already, and says nothing of it. */
    private static Optional<Status> status(Member member, Optional<Registration> found, long beat) {
        return found.filter(r -> r.member().incarnation() >= member.incarnation()).map(r -> new Status(
                r.active() && r.member().incarnation() == member.incarnation(), r.list(), r.version(), beat));
    }

    @Override
    public void changeList(SortedSet<Seat> list, long version, AnswerHandler handler) {
        SortedSet<Seat> wanted = new TreeSet<>(list);
        asMember(
                handler,
                me -> directory.read(me.name(), (code, own) -> {
                    if (own.isEmpty()) {
                        answer(handler, code == Code.NONODE ? Answer.NOT_A_MEMBER : Answer.IN_DOUBT);
                        changed.run();
                    } else if (own.get().version() != version) {
                        answer(handler, Answer.REFUSED);
                    } else {
                        SortedSet<Seat> dropped = own.get().list();
                        dropped.removeAll(wanted);
                        holders(
                                List.copyOf(dropped),
                                new ArrayList<>(),
                                holders -> changeList(me, own.get(), wanted, holders, handler));
                    }
                }));
    }

    /** Reads who sits on the seats; empty when one of them is active or could not be read. */
    private void holders(List<Seat> seats, List<Registration> found, Consumer<Optional<List<Registration>>> handler) {
        if (found.size() == seats.size()) {
            handler.accept(Optional.of(found));
            return;
        }
        Seat seat = seats.get(found.size());
        directory.read(seat.member(), (code, holder) -> {
            boolean free = holder.isPresent()
                    && !(holder.get().active() && holder.get().seat().equals(seat));
            if (free) {
                found.add(holder.get());
                holders(seats, found, handler);
            } else {
                handler.accept(Optional.empty());
            }
        });
    }

    private void changeList(
            Member me,
            Registration own,
            SortedSet<Seat> wanted,
            Optional<List<Registration>> holders,
            AnswerHandler handler) {
        if (holders.isEmpty()) {
            answer(handler, Answer.REFUSED);
            return;
        }
        write(handler, with -> {
            List<CuratorOp> operations = new ArrayList<>();
            operations.add(fence(with, me));
            for (Registration holder : holders.get()) {
                operations.add(with.check(paths.member(holder.member().name()), holder.version()));
            }
            operations.add(with.set(
                    paths.member(me.name()), own.version(), own.withList(wanted).toByteArray()));
            return operations;
        });
    }

    @Override
    public void isolate(Member member, Status read, long ownVersion, AnswerHandler handler) {
        asMember(
                handler,
                me -> directory.read(member.name(), (code, found) -> {
                    if (found.isEmpty()) {
                        answer(handler, Answer.REFUSED);
                        return;
                    }
                    write(
                            handler,
                            with -> List.of(
                                    fence(with, me),
                                    with.check(paths.member(me.name()), (int) ownVersion),
                                    with.check(paths.beat(member.name()), (int) read.beat()),
                                    with.delete(paths.fence(member.name(), member.incarnation())),
                                    with.set(
                                            paths.member(member.name()),
                                            (int) read.version(),
                                            found.get()
                                                    .ended(io.openplex.xcf.api.LeaveReason.SYSTEM_REMOVED)
                                                    .toByteArray())));
                }));
    }

    @Override
    public void reread() {
        rim.execute(changed);
    }

    private CuratorOp fence(Ensemble.Operations with, Member me) throws Exception {
        return with.check(paths.fence(me.name(), me.incarnation()));
    }

    private String beat(Member me) {
        return paths.beat(me.name());
    }

    private void asMember(AnswerHandler handler, Consumer<Member> request) {
        rim.execute(() -> {
            Optional<Member> me = self.get();
            if (me.isPresent()) {
                request.accept(me.get());
            } else {
                answer(handler, Answer.NOT_A_MEMBER);
            }
        });
    }

    private void write(AnswerHandler handler, Ensemble.Transaction transaction) {
        ensemble.transact(
                (code, failed, results) -> {
                    switch (code) {
                        case OK -> answer(handler, Answer.DONE);
                        case NONODE, BADVERSION -> {
                            boolean out = code == Code.NONODE && failed == FENCE;
                            answer(handler, out ? Answer.NOT_A_MEMBER : Answer.REFUSED);
                            if (out) {
                                changed.run();
                            }
                        }
                        default -> answer(handler, Answer.IN_DOUBT);
                    }
                },
                transaction);
    }

    private void answer(AnswerHandler handler, Answer answer) {
        rim.deliver(() -> handler.answer(answer));
    }
}
