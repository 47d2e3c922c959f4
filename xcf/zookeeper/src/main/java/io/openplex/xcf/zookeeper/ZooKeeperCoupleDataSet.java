package io.openplex.xcf.zookeeper;

import io.openplex.xcf.api.LeaveReason;
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
        return found.filter(r -> r.member().incarnation() >= member.incarnation())
                .map(r -> new Status(
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

    /**
     * The node of a member that does not hold a seat any more.
     *
     * @param version of the node; {@link #NO_NODE}: it does not exist
     */
    private record Vacated(String member, int version) {
        static final int NO_NODE = -1;
    }

    /** Reads who sits on the seats; empty when one of them is active or could not be read. */
    private void holders(List<Seat> seats, List<Vacated> found, Consumer<Optional<List<Vacated>>> handler) {
        if (found.size() == seats.size()) {
            handler.accept(Optional.of(found));
            return;
        }
        holder(seats.get(found.size()), vacated -> {
            if (vacated.isPresent()) {
                found.add(vacated.get());
                holders(seats, found, handler);
            } else {
                handler.accept(Optional.empty());
            }
        });
    }

    private void holder(Seat seat, Consumer<Optional<Vacated>> handler) {
        String name = seat.member();
        ensemble.read(paths.member(name), (code, stat, data) -> {
            if (stat != null && data != null) {
                Optional<Registration> holder = Registration.of(name, stat, data);
                Optional<Vacated> vacated = Optional.of(new Vacated(name, stat.getVersion()));
                if (holder.isEmpty()) {
                    unlessFenced(name, vacated, handler); // nobody can read the record, but everybody sees the fence
                } else {
                    boolean sits = holder.get().active() && holder.get().seat().equals(seat);
                    handler.accept(sits ? Optional.empty() : vacated);
                }
            } else if (code == Code.NONODE) {
                unlessFenced(name, Optional.of(new Vacated(name, Vacated.NO_NODE)), handler);
            } else {
                handler.accept(Optional.empty());
            }
        });
    }

    private void unlessFenced(String name, Optional<Vacated> vacated, Consumer<Optional<Vacated>> handler) {
        ensemble.children(paths.active(), (code, fences) -> {
            boolean free = code == Code.OK
                    && fences.stream()
                            .flatMap(fence -> GroupPaths.Fence.parse(fence).stream())
                            .noneMatch(fence -> fence.member().equals(name));
            handler.accept(free ? vacated : Optional.empty());
        });
    }

    private void changeList(
            Member me,
            Registration own,
            SortedSet<Seat> wanted,
            Optional<List<Vacated>> holders,
            AnswerHandler handler) {
        if (holders.isEmpty()) {
            answer(handler, Answer.REFUSED);
            return;
        }
        write(handler, with -> {
            List<CuratorOp> operations = new ArrayList<>();
            operations.add(fence(with, me));
            for (Vacated holder : holders.get()) {
                operations.addAll(stillVacated(with, holder));
            }
            operations.add(with.set(
                    paths.member(me.name()), own.version(), own.withList(wanted).toByteArray()));
            return operations;
        });
    }

    private List<CuratorOp> stillVacated(Ensemble.Operations with, Vacated holder) throws Exception {
        String path = paths.member(holder.member());
        return holder.version() == Vacated.NO_NODE
                ? List.of(with.create(path, new byte[0]), with.delete(path)) // fails when there is one by now
                : List.of(with.check(path, holder.version()));
    }

    @Override
    public void isolate(Member member, Status read, long ownVersion, AnswerHandler handler) {
        asMember(handler, me -> isolate(me, member, read, ownVersion, List.of(), handler));
    }

    @Override
    public void isolateAbandoned(Member member, Status read, long ownVersion, AnswerHandler handler) {
        asMember(
                handler,
                me -> holders(List.copyOf(read.list()), new ArrayList<>(), holders -> {
                    if (holders.isPresent()) {
                        isolate(me, member, read, ownVersion, holders.get(), handler);
                    } else {
                        answer(handler, Answer.REFUSED);
                    }
                }));
    }

    /** Ends the member if, besides, the records of {@code holders} are as they were read. */
    private void isolate(
            Member me, Member member, Status read, long ownVersion, List<Vacated> holders, AnswerHandler handler) {
        directory.read(member.name(), (code, found) -> {
            if (found.isEmpty()) {
                answer(handler, Answer.REFUSED);
                return;
            }
            write(handler, with -> {
                List<CuratorOp> operations = new ArrayList<>();
                operations.add(fence(with, me));
                operations.add(with.check(paths.member(me.name()), (int) ownVersion));
                for (Vacated holder : holders) {
                    operations.addAll(stillVacated(with, holder));
                }
                operations.add(with.check(paths.beat(member.name()), (int) read.beat()));
                operations.add(with.delete(paths.fence(member.name(), member.incarnation())));
                operations.add(with.set(
                        paths.member(member.name()),
                        (int) read.version(),
                        found.get().ended(LeaveReason.SYSTEM_REMOVED).toByteArray()));
                return operations;
            });
        });
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
                        case NONODE, NODEEXISTS, BADVERSION -> {
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
