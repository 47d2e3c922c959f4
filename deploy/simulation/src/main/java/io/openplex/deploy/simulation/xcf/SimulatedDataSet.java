package io.openplex.deploy.simulation.xcf;

import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.right.CoupleDataSet;
import io.openplex.xcf.api.right.Seat;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** One stack's way to status, lists and isolation, with the requests of xcf/zookeeper. */
final class SimulatedDataSet implements CoupleDataSet {
    private final SimulatedStack process;
    private final ServiceConnection connection;
    private final SimulatedMembership membership;

    SimulatedDataSet(SimulatedStack process, ServiceConnection connection, SimulatedMembership membership) {
        this.process = process;
        this.connection = connection;
        this.membership = membership;
    }

    @Override
    public void confirm(AnswerHandler handler) {
        transact(handler, me -> service -> service.confirm(me));
    }

    /** The own server catches up, then the beat is read, then the record. */
    @Override
    public void status(Member member, StatusHandler handler) {
        connection.read(
                content -> true,
                synced -> connection.read(
                        content -> content.beat(member.name()),
                        beat -> connection.read(content -> content.member(member.name()), found -> {
                            boolean answered = synced.isPresent() && beat.isPresent() && found.isPresent();
                            Optional<Status> status = answered
                                    ? found.get()
                                            .map(node -> new Status(
                                                    node.active()
                                                            && node.member().incarnation() == member.incarnation(),
                                                    node.list(),
                                                    node.version(),
                                                    beat.get()))
                                    : Optional.empty();
                            process.deliver(() -> handler.answer(status));
                        })));
    }

    /** Reads the own record first, as the real one does to learn whose seats are dropped. */
    @Override
    public void changeList(SortedSet<Seat> list, long version, AnswerHandler handler) {
        SortedSet<Seat> wanted = new TreeSet<>(list);
        connection.read(content -> true, read -> {
            if (read.isEmpty()) {
                answer(handler, Answer.IN_DOUBT);
            } else {
                transact(handler, me -> service -> service.changeList(me, wanted, version));
            }
        });
    }

    @Override
    public void isolate(Member member, Status read, long ownVersion, AnswerHandler handler) {
        connection.read(content -> true, found -> {
            if (found.isEmpty()) {
                answer(handler, Answer.REFUSED); // nothing was sent
            } else {
                transact(
                        handler, me -> service -> service.isolate(me, ownVersion, member, read.version(), read.beat()));
            }
        });
    }

    @Override
    public void isolateAbandoned(Member member, Status read, long ownVersion, AnswerHandler handler) {
        connection.read(content -> true, found -> {
            if (found.isEmpty()) {
                answer(handler, Answer.REFUSED); // nothing was sent
            } else {
                transact(
                        handler,
                        me -> service -> service.isolateAbandoned(me, ownVersion, member, read.version(), read.beat()));
            }
        });
    }

    @Override
    public void reread() {
        process.execute(membership::refresh);
    }

    private void transact(AnswerHandler handler, Function<Member, Function<SimulatedService, Answer>> request) {
        Optional<Member> me = membership.writer();
        if (me.isEmpty()) {
            answer(handler, Answer.NOT_A_MEMBER);
            return;
        }
        connection.transact(request.apply(me.get()), result -> {
            Answer answer = result.orElse(Answer.IN_DOUBT);
            answer(handler, answer);
            if (answer == Answer.NOT_A_MEMBER) {
                membership.refresh();
            }
        });
    }

    private void answer(AnswerHandler handler, Answer answer) {
        process.deliver(() -> handler.answer(answer));
    }
}
