package io.openplex.xcf.zookeeper;

import io.openplex.xcf.api.CouplingFacility;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Structures as persistent nodes. A write is one transaction: the writer's fence exists, and the entry has the expected
 * version. A read lets its server catch up first, so it sees what was committed before it was asked for (except across
 * a change of leader, hence only a write decides).
 */
final class ZooKeeperCouplingFacility implements CouplingFacility {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperCouplingFacility.class);

    private final Rim rim;
    private final Ensemble ensemble;
    private final GroupPaths paths;
    private final Supplier<Optional<String>> fence;

    ZooKeeperCouplingFacility(Rim rim, Ensemble ensemble, GroupPaths paths, Supplier<Optional<String>> fence) {
        this.rim = rim;
        this.ensemble = ensemble;
        this.paths = paths;
        this.fence = fence;
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
                        reply(handler, new Entry(entry, stat.getVersion(), data));
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
                    if (code == Code.NONODE || (code == Code.OK && names.isEmpty())) {
                        rim.deliver(() -> handler.reply(Status.OK, List.of()));
                    } else if (code == Code.OK && synced == Code.OK) {
                        new ListReading(structure, names.size(), handler).start(names);
                    } else {
                        rim.deliver(() -> handler.reply(Status.IN_DOUBT, List.of()));
                    }
                })));
    }

    @Override
    public void write(String structure, String entry, long expectedVersion, byte[] data, ReplyHandler handler) {
        paths.entry(structure, entry); // refuses bad names here, not on the rim thread
        if (expectedVersion < ABSENT || expectedVersion > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("not a version: " + expectedVersion);
        }
        byte[] content = data.clone();
        rim.execute(() -> {
            Optional<String> mine = fence.get();
            if (mine.isEmpty()) {
                reply(handler, Status.NOT_A_MEMBER);
            } else {
                new Write(structure, entry, (int) expectedVersion, content, mine.get(), handler).send(true);
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
        private final String fenceName;
        private final ReplyHandler handler;

        Write(String structure, String entry, int expected, byte[] data, String fenceName, ReplyHandler handler) {
            this.structure = structure;
            this.entry = entry;
            this.expected = expected;
            this.data = data;
            this.fenceName = fenceName;
            this.handler = handler;
        }

        void send(boolean first) {
            String path = paths.entry(structure, entry);
            ensemble.transact(
                    (code, failed, results) -> answered(first, code, failed, results),
                    with -> List.of(
                            with.check(paths.fence(fenceName)),
                            expected == ABSENT ? with.create(path, data) : with.set(path, expected, data)));
        }

        private void answered(boolean first, Code code, int failed, List<CuratorTransactionResult> results) {
            if (code == Code.OK) {
                Stat stat = results.size() > ENTRY ? results.get(ENTRY).getResultStat() : null;
                reply(handler, new Entry(entry, stat == null ? expected + 1L : stat.getVersion(), data));
            } else if (code == Code.NONODE && failed == ENTRY && expected == ABSENT && first) {
                ensemble.ensure(paths.parentsOfStructure(structure), made -> send(false));
            } else {
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
                        found.add(new Entry(name, stat.getVersion(), data));
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
