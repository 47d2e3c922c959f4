package io.openplex.xcf.zookeeper;

import com.google.protobuf.InvalidProtocolBufferException;
import io.openplex.proto.v1.DepartureRecord;
import io.openplex.proto.v1.MemberRecord;
import io.openplex.xcf.api.LeaveReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The group's nodes in the ensemble. A member node and its fence node are created in one transaction and deleted in
 * one (or by the end of their session), so the fence stands for exactly that incarnation: to delete it is to end that
 * incarnation and no other, and a write that checks it cannot come from a later life or an ended one.
 */
final class MemberDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(MemberDirectory.class);

    private final Ensemble ensemble;
    private final GroupPaths paths;
    private final XcfCounters counters;

    MemberDirectory(Ensemble ensemble, GroupPaths paths, XcfCounters counters) {
        this.ensemble = ensemble;
        this.paths = paths;
        this.counters = counters;
    }

    /** Creates a member under a name that must be free: NODEEXISTS when it is not. */
    void create(String name, MemberRecord record, Consumer<Code> handler) {
        ensemble.ensure(paths.parentsOf(name), code -> {
            if (code != Code.OK) {
                handler.accept(code);
                return;
            }
            ensemble.transact(
                    (result, failed, results) -> handler.accept(result),
                    with -> List.of(
                            with.createEphemeral(paths.member(name), record.toByteArray()),
                            with.createEphemeral(paths.fence(record.getFence()), new byte[0])));
        });
    }

    /** Ends one incarnation: OK when this did it, NONODE when it had ended before. */
    void remove(String name, long incarnation, String fence, LeaveReason reason, Consumer<Code> handler) {
        byte[] departure = DepartureRecord.newBuilder()
                .setIncarnation(incarnation)
                .setCause(Registration.cause(reason))
                .build()
                .toByteArray();
        ensemble.transact(
                (code, failed, results) -> handler.accept(code),
                with -> List.of(
                        with.delete(paths.fence(fence)),
                        with.delete(paths.member(name)),
                        with.set(paths.departure(name), departure)));
    }

    /** Reads one member: empty with code NONODE when the name is free, empty with OK when its content is unusable. */
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

    /** Reads all members, sorted by name, and sets the watch; empty when the service did not answer. */
    void readAll(Runnable watch, Consumer<Optional<Map<String, Registration>>> handler) {
        ensemble.children(paths.members(), watch, names -> {
            if (names.isEmpty()) {
                handler.accept(Optional.empty());
            } else {
                new Reading(names.get().size(), handler).start(names.get());
            }
        });
    }

    /** Reads why an incarnation left; empty when it ended without anybody saying so. */
    void readDeparture(String name, long incarnation, DepartureHandler handler) {
        ensemble.read(paths.departure(name), (code, stat, data) -> {
            Optional<LeaveReason> reason = Optional.empty();
            if (data != null && data.length > 0) {
                try {
                    DepartureRecord record = DepartureRecord.parseFrom(data);
                    if (record.getIncarnation() == incarnation) {
                        reason = Registration.reason(record.getCause());
                    }
                } catch (InvalidProtocolBufferException e) {
                    LOG.warn("unusable departure record of {}", name, e);
                }
            }
            handler.answer(code == Code.OK || code == Code.NONODE, reason);
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

    /** One read of all member nodes; they are asked for at once. */
    private final class Reading {
        private final Map<String, Registration> found = new TreeMap<>();
        private final Consumer<Optional<Map<String, Registration>>> handler;
        private int outstanding;
        private boolean failed;

        Reading(int outstanding, Consumer<Optional<Map<String, Registration>>> handler) {
            this.outstanding = outstanding;
            this.handler = handler;
        }

        void start(List<String> names) {
            if (names.isEmpty()) {
                handler.accept(Optional.of(found));
            }
            for (String name : names) {
                read(name, (code, registration) -> {
                    failed |= code != Code.OK && code != Code.NONODE;
                    registration.ifPresent(r -> found.put(name, r));
                    outstanding--;
                    if (outstanding == 0) {
                        handler.accept(failed ? Optional.empty() : Optional.of(found));
                    }
                });
            }
        }
    }
}
