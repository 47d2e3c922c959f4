package io.openplex.xcf.zookeeper;

import com.google.protobuf.InvalidProtocolBufferException;
import io.openplex.proto.v1.DepartureRecord;
import io.openplex.proto.v1.GroupRecord;
import io.openplex.proto.v1.MemberRecord;
import io.openplex.proto.v1.MemberState;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The group's nodes in the ensemble (ownership rule, clauses 1 and 2). A member's record becomes active, and its fence
 * is created, in one transaction; it ceases to be active, and its fence is deleted, in one. The fence's name says which
 * incarnation it stands for, so a write that checks it cannot come from a later life or an ended one.
 */
final class MemberDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(MemberDirectory.class);
    private static final int GENERATION_BITS = 32;

    /** Seconds from 1970 to 2020: generations fit into 31 bits until 2088. */
    private static final long FIRST_GENERATION_SECOND = 1_577_836_800L;

    private final Ensemble ensemble;
    private final GroupPaths paths;
    private final XcfCounters counters;

    /** Highest generation that this process has seen. */
    private long generation;

    MemberDirectory(Ensemble ensemble, GroupPaths paths, XcfCounters counters) {
        this.ensemble = ensemble;
        this.paths = paths;
        this.counters = counters;
    }

    /** Generation of the ensemble as this process knows it; the upper half of incarnations and versions. */
    long generation() {
        return generation;
    }

    /**
     * The group as it stands for somebody who wants to join.
     *
     * @param generation of the ensemble
     * @param version of the group's node: a join that commits after another one has another version
     * @param created when the group was created, milliseconds by the ensemble's clock
     * @param members the active ones
     * @param own the record of the name that wants to join
     */
    record Entrance(long generation, int version, long created, Actives members, Optional<Registration> own) {
        /** Incarnation of who joins here. */
        long nextIncarnation() {
            return generation << GENERATION_BITS | (version + 1L);
        }
    }

    /**
     * The active members as they were read.
     *
     * @param usable their records by name, sorted
     * @param unusable names of those whose record cannot be read: they may act, and nothing else is known of them
     */
    record Actives(SortedMap<String, Registration> usable, SortedSet<String> unusable) {
        /** Nobody, to be filled. */
        Actives() {
            this(new TreeMap<>(), new TreeSet<>());
        }

        /** Everything is known. */
        boolean whole() {
            return unusable.isEmpty();
        }
    }

    // ---- joining ----

    /** Makes what must be there before a member can be; OK, or why not. */
    void prepare(String member, Consumer<Code> handler) {
        ensemble.ensure(
                paths.parentsOfGroup(),
                code -> proceed(
                        code,
                        handler,
                        () -> ensemble.transact(
                                (made, failed, results) -> proceed(
                                        made == Code.NODEEXISTS ? Code.OK : made,
                                        handler,
                                        () -> ensemble.ensure(paths.parentsOf(member), handler)),
                                with -> List.of(with.create(paths.group(), firstRecord())))));
    }

    private static void proceed(Code code, Consumer<Code> handler, Runnable next) {
        if (code == Code.OK) {
            next.run();
        } else {
            handler.accept(code);
        }
    }

    private byte[] firstRecord() {
        long second = System.currentTimeMillis() / 1000 - FIRST_GENERATION_SECOND;
        return GroupRecord.newBuilder()
                .setGeneration(Math.max(second, generation + 1))
                .build()
                .toByteArray();
    }

    /** Reads the entrance; empty when the service did not answer or holds no group. */
    void entrance(String member, Consumer<Optional<Entrance>> handler) {
        ensemble.sync(
                paths.group(),
                synced -> ensemble.read(paths.group(), (code, stat, data) -> {
                    if (synced != Code.OK || stat == null || data == null) {
                        handler.accept(Optional.empty());
                        return;
                    }
                    long found = generationOf(data);
                    if (found < generation || found == 0) {
                        raise(stat.getVersion(), handler);
                        return;
                    }
                    generation = found;
                    ensemble.children(
                            paths.active(),
                            (listed, names) ->
                                    readAll(listed, names, active -> entrance(member, found, stat, active, handler)));
                }));
    }

    private void entrance(
            String member, long found, Stat group, Optional<Actives> active, Consumer<Optional<Entrance>> handler) {
        read(
                member,
                (code, own) -> handler.accept(
                        active.isEmpty() || code != Code.OK && code != Code.NONODE
                                ? Optional.empty()
                                : Optional.of(
                                        new Entrance(found, group.getVersion(), group.getCtime(), active.get(), own))));
    }

    /**
     * How long ago the group was created, milliseconds: both ends are read from the ensemble's clock, which stamps
     * whatever is written now; empty when the service did not answer.
     */
    void age(Entrance entrance, Consumer<OptionalLong> handler) {
        ensemble.transact(
                (code, failed, results) -> {
                    Stat now = code == Code.OK && !results.isEmpty()
                            ? results.getFirst().getResultStat()
                            : null;
                    handler.accept(
                            now == null ? OptionalLong.empty() : OptionalLong.of(now.getMtime() - entrance.created()));
                },
                with -> List.of(with.set(paths.members(), new byte[0])));
    }

    /**
     * The ensemble was rebuilt by somebody who has seen less than this process, or the group's node is unusable: the
     * generation has to be a later one. Members read it with the join that follows.
     */
    private void raise(int version, Consumer<Optional<Entrance>> handler) {
        LOG.warn("the coordination service has forgotten the group's generation; it is raised");
        ensemble.transact(
                (code, failed, results) -> handler.accept(Optional.empty()),
                with -> List.of(with.set(paths.group(), version, firstRecord())));
    }

    private static long generationOf(byte[] data) {
        try {
            return GroupRecord.parseFrom(data).getGeneration();
        } catch (InvalidProtocolBufferException e) {
            return 0;
        }
    }

    /**
     * Joins through an entrance: fails when anything that it shows has changed. A record of the same name that is still
     * active is ended by it; the caller has proof that its process is dead.
     */
    void join(Entrance entrance, MemberRecord mine, Consumer<Code> handler) {
        MemberRecord.Builder record =
                mine.toBuilder().setIncarnation(entrance.nextIncarnation()).setState(MemberState.MEMBER_STATE_ACTIVE);
        entrance.members().usable().values().stream()
                .filter(r -> !r.member().name().equals(name(mine)))
                .forEach(r -> record.addList(Registration.seat(r.seat())));
        entrance.own()
                .ifPresent(own -> record.setPrevious(DepartureRecord.newBuilder()
                        .setIncarnation(own.member().incarnation())
                        .setCause(Registration.cause(
                                own.active() ? LeaveReason.ABEND : cause(own).orElse(LeaveReason.SYSTEM_REMOVED)))));
        ensemble.transact(
                (code, failed, results) -> handler.accept(code), with -> joining(with, entrance, record.build()));
    }

    private static Optional<LeaveReason> cause(Registration ended) {
        return ended.departure(ended.member().incarnation());
    }

    private List<CuratorOp> joining(Ensemble.Operations with, Entrance entrance, MemberRecord record) throws Exception {
        String name = name(record);
        List<CuratorOp> operations = new ArrayList<>();
        byte[] group = GroupRecord.newBuilder()
                .setGeneration(entrance.generation())
                .build()
                .toByteArray();
        operations.add(with.set(paths.group(), entrance.version(), group));
        if (entrance.own().isPresent()) {
            Registration own = entrance.own().get();
            operations.add(with.set(paths.member(name), own.version(), record.toByteArray()));
            if (own.active()) {
                operations.add(with.delete(paths.fence(name, own.member().incarnation())));
            }
        } else {
            operations.add(with.create(paths.member(name), record.toByteArray()));
        }
        operations.add(with.create(paths.fence(name, record.getIncarnation()), new byte[0]));
        return operations;
    }

    private static String name(MemberRecord record) {
        return record.getSystem() + record.getJob();
    }

    // ---- the end of an incarnation ----

    /**
     * Ends an incarnation that left or is proven dead: OK when this did it, NONODE when it had ended before.
     *
     * @param by a member that must still be active, unless it is the one that ends
     */
    void end(Registration ending, LeaveReason reason, Optional<Member> by, Consumer<Code> handler) {
        Member member = ending.member();
        ensemble.transact(
                (code, failed, results) -> handler.accept(by.isPresent() && failed == 0 ? Code.SYSTEMERROR : code),
                with -> {
                    List<CuratorOp> operations = new ArrayList<>();
                    if (by.isPresent()) {
                        operations.add(
                                with.check(paths.fence(by.get().name(), by.get().incarnation())));
                    }
                    operations.add(with.delete(paths.fence(member.name(), member.incarnation())));
                    operations.add(with.set(
                            paths.member(member.name()), ending.ended(reason).toByteArray()));
                    return operations;
                });
    }

    // ---- reading ----

    /** Reads one record: empty with code NONODE when there is none, empty with OK when its content is unusable. */
    void read(String name, RegistrationHandler handler) {
        ensemble.read(paths.member(name), (code, stat, data) -> {
            Optional<Registration> found =
                    stat == null || data == null ? Optional.empty() : Registration.of(name, stat, data);
            if (code == Code.OK && found.isEmpty()) {
                counters.add(XcfCounters.Count.RECORDS_MALFORMED);
                LOG.warn("unusable content in member node {}", name);
            }
            handler.answer(code, found);
        });
    }

    /**
     * Reads all active members and the generation, and sets the watch; empty when the service did not answer. A service
     * that has forgotten the group has no active members.
     */
    void readAll(CuratorWatcher watch, Consumer<Optional<Actives>> handler) {
        ensemble.read(paths.group(), (code, stat, data) -> {
            if (data != null) {
                generation = Math.max(generation, generationOf(data));
            }
        });
        ensemble.children(paths.active(), watch, (code, names) -> readAll(code, names, handler));
    }

    private void readAll(Code code, List<String> names, Consumer<Optional<Actives>> handler) {
        switch (code) {
            case OK ->
                new Reading(handler)
                        .start(names.stream()
                                .flatMap(name -> GroupPaths.Fence.parse(name).stream())
                                .map(GroupPaths.Fence::member)
                                .distinct()
                                .toList());
            case NONODE -> handler.accept(Optional.of(new Actives()));
            default -> handler.accept(Optional.empty());
        }
    }

    /**
     * Reads why an incarnation left; empty when it ended without anybody saying so. A record from before that
     * incarnation is no answer.
     */
    void readDeparture(String name, long incarnation, DepartureHandler handler) {
        read(name, (code, found) -> {
            boolean older =
                    found.filter(r -> r.member().incarnation() < incarnation).isPresent();
            handler.answer(
                    !older && (code == Code.OK || code == Code.NONODE), found.flatMap(r -> r.departure(incarnation)));
        });
    }

    /** Answer to the read of one member. */
    @FunctionalInterface
    interface RegistrationHandler {
        void answer(Code code, Optional<Registration> found);
    }

    /** Answer to the read of a departure. */
    @FunctionalInterface
    interface DepartureHandler {
        void answer(boolean answered, Optional<LeaveReason> reason);
    }

    /** One read of the records of all that have a fence; they are asked for at once. */
    private final class Reading {
        private final Actives found = new Actives();
        private final Consumer<Optional<Actives>> handler;
        private int outstanding;
        private boolean failed;

        Reading(Consumer<Optional<Actives>> handler) {
            this.handler = handler;
        }

        void start(Collection<String> names) {
            outstanding = names.size();
            if (names.isEmpty()) {
                handler.accept(Optional.of(found));
            }
            for (String name : names) {
                read(name, (code, registration) -> {
                    failed |= code != Code.OK && code != Code.NONODE;
                    if (registration.isEmpty()) {
                        found.unusable().add(name);
                    } else if (registration.get().active()) {
                        found.usable().put(name, registration.get());
                    }
                    outstanding--;
                    if (outstanding == 0) {
                        handler.accept(failed ? Optional.empty() : Optional.of(found));
                    }
                });
            }
        }
    }
}
