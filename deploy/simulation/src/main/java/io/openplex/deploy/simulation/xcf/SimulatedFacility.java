package io.openplex.deploy.simulation.xcf;

import io.openplex.deploy.simulation.xcf.SimulatedService.Written;
import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One stack's way to the structures, with the requests of xcf/zookeeper: a read lets its server catch up first, a whole
 * structure is read name by name, and the first write of a structure finds it missing and creates it.
 */
final class SimulatedFacility implements CouplingFacility {
    private final SimulatedStack process;
    private final ServiceConnection connection;
    private final SimulatedMembership membership;

    SimulatedFacility(SimulatedStack process, ServiceConnection connection, SimulatedMembership membership) {
        this.process = process;
        this.connection = connection;
        this.membership = membership;
    }

    @Override
    public void read(String structure, String entry, ReplyHandler handler) {
        connection.read(
                content -> true,
                synced -> connection.read(content -> content.entry(structure, entry), found -> {
                    if (synced.isEmpty() || found.isEmpty()) {
                        reply(handler, Status.IN_DOUBT, Optional.empty());
                    } else {
                        reply(handler, found.get().isPresent() ? Status.OK : Status.NOT_FOUND, found.get());
                    }
                }));
    }

    @Override
    public void readAll(String structure, ListHandler handler) {
        connection.read(
                content -> true,
                synced -> connection.read(content -> content.entryNames(structure), names -> {
                    if (names.isPresent() && names.get().isEmpty()) {
                        process.deliver(() -> handler.reply(Status.OK, List.of()));
                    } else if (names.isEmpty() || synced.isEmpty()) {
                        process.deliver(() -> handler.reply(Status.IN_DOUBT, List.of()));
                    } else {
                        new ListReading(structure, names.get().size(), handler).start(names.get());
                    }
                }));
    }

    @Override
    public void write(
            String structure,
            String entry,
            long expectedVersion,
            byte[] data,
            Optional<Member> inFavourOf,
            ReplyHandler handler) {
        Optional<Member> writer = membership.writer();
        byte[] content = data.clone();
        if (writer.isEmpty()) {
            reply(handler, Status.NOT_A_MEMBER, Optional.empty());
        } else {
            new Write(writer.get(), structure, entry, expectedVersion, content, inFavourOf, handler).send(true);
        }
    }

    private void reply(ReplyHandler handler, Status status, Optional<Entry> entry) {
        process.deliver(() -> handler.reply(status, entry));
    }

    /** One conditional write. */
    private final class Write {
        /** Nodes above an entry. */
        private static final int PARENTS = 3;

        private final Member writer;
        private final String structure;
        private final String entry;
        private final long expected;
        private final byte[] data;
        private final Optional<Member> inFavourOf;
        private final ReplyHandler handler;

        Write(
                Member writer,
                String structure,
                String entry,
                long expected,
                byte[] data,
                Optional<Member> inFavourOf,
                ReplyHandler handler) {
            this.writer = writer;
            this.structure = structure;
            this.entry = entry;
            this.expected = expected;
            this.data = data;
            this.inFavourOf = inFavourOf;
            this.handler = handler;
        }

        void send(boolean first) {
            connection.transact(
                    service -> service.write(writer, structure, entry, expected, data, inFavourOf.orElse(null)),
                    result -> answered(first, result));
        }

        private void answered(boolean first, Optional<Written> result) {
            if (result.isEmpty()) {
                reply(handler, Status.IN_DOUBT, Optional.empty());
            } else if (result.get().structureMissing() && first) {
                ensure(1);
            } else {
                reply(handler, result.get().status(), result.get().entry());
            }
        }

        private void ensure(int parent) {
            connection.transact(
                    service -> {
                        if (parent == PARENTS) {
                            service.ensure(structure);
                        }
                        return true;
                    },
                    made -> {
                        if (made.isPresent() && parent < PARENTS) {
                            ensure(parent + 1);
                        } else {
                            send(false);
                        }
                    });
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
                connection.read(content -> content.entry(structure, name), entry -> {
                    failed |= entry.isEmpty();
                    entry.flatMap(e -> e).ifPresent(found::add);
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
            process.deliver(() -> handler.reply(status, entries));
        }
    }
}
