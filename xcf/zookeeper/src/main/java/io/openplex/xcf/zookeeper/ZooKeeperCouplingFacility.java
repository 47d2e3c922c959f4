package io.openplex.xcf.zookeeper;

import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Structures as persistent nodes. A write is one transaction: the writer's fence exists, and the entry has the expected
 * version. A write in favour of a member moreover takes nothing from an active one: if the entry is an ownership record
 * that names another incarnation than the writer's, the transaction checks the version of the record by which that
 * incarnation is not active any more. A read lets its server catch up first, so it sees what was committed before it
 * was asked for (except across a change of leader, hence only a write decides).
 */
final class ZooKeeperCouplingFacility implements CouplingFacility {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperCouplingFacility.class);
    private static final int GENERATION_BITS = 32;

    private final Rim rim;
    private final Ensemble ensemble;
    private final GroupPaths paths;
    private final Supplier<Optional<Member>> writer;
    private final LongSupplier generation;
    private final NamedOwners owners = new NamedOwners();
    private final FormerOwners formerOwners;

    /**
     * The structures of one stack.
     *
     * @param writer the active incarnation of this stack; empty while it is no member or leaves
     * @param generation of the ensemble
     */
    ZooKeeperCouplingFacility(
            Rim rim, Ensemble ensemble, GroupPaths paths, Supplier<Optional<Member>> writer, LongSupplier generation) {
        this.rim = rim;
        this.ensemble = ensemble;
        this.paths = paths;
        this.writer = writer;
        this.generation = generation;
        formerOwners = new FormerOwners(ensemble, paths);
    }

    /** The version of an entry, with the generation of the ensemble before it. */
    private long version(Stat stat) {
        return generation.getAsLong() << GENERATION_BITS | stat.getVersion();
    }

    @Override
    public void read(String structure, String entry, ReplyHandler handler) {
        String path = paths.entry(structure, entry);
        rim.execute(() -> ensemble.sync(
                path,
                synced -> ensemble.read(path, (code, stat, data) -> {
                    if (synced != Code.OK && synced != Code.NONODE) {
                        reply(handler, Status.IN_DOUBT);
                    } else if (code == Code.OK && stat != null && data != null) {
                        reply(handler, owners.saw(path, new Entry(entry, version(stat), data)));
                    } else {
                        reply(handler, code == Code.NONODE ? Status.NOT_FOUND : Status.IN_DOUBT);
                    }
                })));
    }

    @Override
    public void readAll(String structure, ListHandler handler) {
        String path = paths.structure(structure);
        rim.execute(() -> ensemble.sync(
                path,
                synced -> ensemble.children(path, (code, names) -> {
                    boolean caughtUp = synced == Code.OK || synced == Code.NONODE;
                    if (!caughtUp || code != Code.OK && code != Code.NONODE) {
                        rim.deliver(() -> handler.reply(Status.IN_DOUBT, List.of()));
                    } else if (names.isEmpty()) {
                        rim.deliver(() -> handler.reply(Status.OK, List.of()));
                    } else {
                        new ListReading(structure, names.size(), handler).start(names);
                    }
                })));
    }

    @Override
    public void write(
            String structure,
            String entry,
            long expectedVersion,
            byte[] data,
            Optional<Member> inFavourOf,
            ReplyHandler handler) {
        paths.entry(structure, entry); // refuses bad names here, not on the rim thread
        if (expectedVersion < ABSENT) {
            throw new IllegalArgumentException("not a version: " + expectedVersion);
        }
        byte[] content = data.clone();
        rim.execute(() -> {
            Optional<Member> mine = writer.get();
            boolean otherGeneration =
                    expectedVersion != ABSENT && expectedVersion >>> GENERATION_BITS != generation.getAsLong();
            if (mine.isEmpty()) {
                reply(handler, Status.NOT_A_MEMBER);
            } else if (otherGeneration) {
                reply(handler, Status.VERSION_MISMATCH);
            } else {
                int expected = expectedVersion == ABSENT ? (int) ABSENT : (int) expectedVersion;
                new Write(structure, entry, expected, content, mine.get(), inFavourOf, handler).start(expectedVersion);
            }
        });
    }

    private void reply(ReplyHandler handler, Status status) {
        rim.deliver(() -> handler.reply(status, Optional.empty()));
    }

    private void reply(ReplyHandler handler, Entry entry) {
        rim.deliver(() -> handler.reply(Status.OK, Optional.of(entry)));
    }

    /** One conditional write. */
    private final class Write {
        private static final int FENCE = 0;
        private static final int ENTRY = 1;

        private final String structure;
        private final String entry;
        private final int expected;
        private final byte[] data;
        private final Member by;
        private final Optional<Member> inFavourOf;
        private final ReplyHandler handler;

        /** Who must not be active any more. */
        private Optional<GroupPaths.Fence> former = Optional.empty();

        /** Version of its member's record that says so; empty: there is none, the fence must be missing. */
        private OptionalInt ended = OptionalInt.empty();

        Write(
                String structure,
                String entry,
                int expected,
                byte[] data,
                Member by,
                Optional<Member> inFavourOf,
                ReplyHandler handler) {
            this.structure = structure;
            this.entry = entry;
            this.expected = expected;
            this.data = data;
            this.by = by;
            this.inFavourOf = inFavourOf;
            this.handler = handler;
        }

        void start(long version) {
            if (inFavourOf.isEmpty() || version == ABSENT) {
                send(true);
                return;
            }
            String path = paths.entry(structure, entry);
            Optional<NamedOwners.Named> named = owners.at(path, version);
            if (named.isPresent()) {
                takeFrom(named.get());
                return;
            }
            ensemble.read(path, (code, stat, data) -> {
                if (stat != null && data != null) {
                    owners.saw(path, new Entry(entry, version(stat), data));
                }
                Optional<NamedOwners.Named> now = owners.at(path, version);
                if (now.isPresent()) {
                    takeFrom(now.get());
                } else {
                    boolean answered = code == Code.OK || code == Code.NONODE;
                    reply(handler, answered ? Status.VERSION_MISMATCH : Status.IN_DOUBT);
                }
            });
        }

        /** Who writes may give what is its own, and nobody loses what is confirmed as its own. */
        private void takeFrom(NamedOwners.Named named) {
            former = named.owner()
                    .filter(owner -> !is(owner, by) && inFavourOf.stream().noneMatch(gains -> is(owner, gains)));
            if (former.isEmpty()) {
                send(true);
            } else {
                formerOwners.find(former.get(), this::found);
            }
        }

        private void found(FormerOwners.Finding finding) {
            switch (finding.kind()) {
                case ENDED -> {
                    ended = OptionalInt.of(finding.version());
                    send(true);
                }
                case UNRECORDED -> send(true);
                case ACTIVE -> reply(handler, Status.VERSION_MISMATCH);
                case UNANSWERED -> reply(handler, Status.IN_DOUBT);
            }
        }

        private static boolean is(GroupPaths.Fence owner, Member member) {
            return owner.member().equals(member.name()) && owner.incarnation() == member.incarnation();
        }

        private void send(boolean first) {
            ensemble.transact((code, failed, results) -> answered(first, code, failed, results), this::operations);
        }

        private List<CuratorOp> operations(Ensemble.Operations with) throws Exception {
            String path = paths.entry(structure, entry);
            List<CuratorOp> operations = new ArrayList<>();
            operations.add(with.check(paths.fence(by.name(), by.incarnation())));
            operations.add(expected == ABSENT ? with.create(path, data) : with.set(path, expected, data));
            if (inFavourOf.isPresent()) {
                Member gains = inFavourOf.get();
                operations.add(with.check(paths.fence(gains.name(), gains.incarnation())));
                operations.add(with.set(paths.beat(gains.name()), new byte[0]));
            }
            if (former.isPresent() && ended.isPresent()) {
                operations.add(with.check(paths.member(former.get().member()), ended.getAsInt()));
            } else if (former.isPresent()) {
                String fence = paths.fence(former.get().member(), former.get().incarnation());
                operations.add(with.create(fence, new byte[0]));
                operations.add(with.delete(fence));
            }
            return operations;
        }

        private void answered(boolean first, Code code, int failed, List<CuratorTransactionResult> results) {
            if (code == Code.OK) {
                Stat stat = results.size() > ENTRY ? results.get(ENTRY).getResultStat() : null;
                long version =
                        stat == null ? generation.getAsLong() << GENERATION_BITS | (expected + 1L) : version(stat);
                reply(handler, owners.saw(paths.entry(structure, entry), new Entry(entry, version, data)));
            } else if (code == Code.NONODE && failed == ENTRY && expected == ABSENT && first) {
                ensemble.ensure(paths.parentsOfStructure(structure), made -> send(false));
            } else {
                former.ifPresent(formerOwners::forget);
                reply(handler, status(code, failed));
            }
        }

        private Status status(Code code, int failed) {
            return switch (code) {
                case NONODE -> failed == FENCE ? Status.NOT_A_MEMBER : Status.VERSION_MISMATCH;
                case NODEEXISTS, BADVERSION -> Status.VERSION_MISMATCH;
                case NOAUTH, AUTHFAILED, INVALIDACL -> {
                    LOG.warn("no right to write {} of structure {}: {}", entry, structure, code);
                    yield Status.NOT_A_MEMBER;
                }
                default -> Status.IN_DOUBT;
            };
        }
    }

    /** One read of all entries. */
    private final class ListReading {
        private final String structure;
        private final ListHandler handler;
        private final List<Entry> found = new ArrayList<>();
        private int outstanding;
        private boolean failed;

        ListReading(String structure, int outstanding, ListHandler handler) {
            this.structure = structure;
            this.outstanding = outstanding;
            this.handler = handler;
        }

        void start(List<String> names) {
            for (String name : names) {
                ensemble.read(paths.entry(structure, name), (code, stat, data) -> {
                    failed |= code != Code.OK && code != Code.NONODE;
                    if (stat != null && data != null) {
                        found.add(owners.saw(paths.entry(structure, name), new Entry(name, version(stat), data)));
                    }
                    outstanding--;
                    if (outstanding == 0) {
                        finish();
                    }
                });
            }
        }

        private void finish() {
            found.sort(Comparator.comparing(Entry::name));
            List<Entry> entries = failed ? List.of() : List.copyOf(found);
            Status status = failed ? Status.IN_DOUBT : Status.OK;
            rim.deliver(() -> handler.reply(status, entries));
        }
    }
}
