package io.openplex.deploy.simulation.xcf;

import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.Member;
import java.util.List;
import java.util.Optional;

/** One stack's way to the structures: there and back take time, and either way may be cut. */
final class SimulatedFacility implements CouplingFacility {
    private final SimulatedXcf world;
    private final SimulatedStack stack;

    SimulatedFacility(SimulatedXcf world, SimulatedStack stack) {
        this.world = world;
        this.stack = stack;
    }

    @Override
    public void read(String structure, String entry, ReplyHandler handler) {
        request(
                () -> {
                    Optional<Entry> found =
                            Optional.ofNullable(world.structure(structure).get(entry));
                    return () -> handler.reply(found.isPresent() ? Status.OK : Status.NOT_FOUND, found);
                },
                () -> handler.reply(Status.IN_DOUBT, Optional.empty()));
    }

    @Override
    public void readAll(String structure, ListHandler handler) {
        request(
                () -> {
                    List<Entry> entries = List.copyOf(world.structure(structure).values());
                    return () -> handler.reply(Status.OK, entries);
                },
                () -> handler.reply(Status.IN_DOUBT, List.of()));
    }

    @Override
    public void write(String structure, String entry, long expectedVersion, byte[] data, ReplyHandler handler) {
        Optional<Member> writer = Optional.ofNullable(stack.self());
        byte[] content = data.clone();
        request(
                () -> {
                    Entry old = world.structure(structure).get(entry);
                    Status status = Status.OK;
                    if (writer.isEmpty() || !world.active(writer.get())) {
                        status = Status.NOT_A_MEMBER;
                    } else if ((old == null ? ABSENT : old.version()) != expectedVersion) {
                        status = Status.VERSION_MISMATCH;
                    }
                    Optional<Entry> written = Optional.empty();
                    if (status == Status.OK) {
                        written = Optional.of(new Entry(entry, expectedVersion + 1, content));
                        world.structure(structure).put(entry, written.get());
                    }
                    Status outcome = status;
                    Optional<Entry> now = written;
                    return () -> handler.reply(outcome, now);
                },
                () -> handler.reply(Status.IN_DOUBT, Optional.empty()));
    }

    private void request(Action action, Runnable doubt) {
        boolean lost = world.lost(ServiceFault.REQUESTS_LOST, stack);
        boolean unanswered = world.lost(ServiceFault.ANSWERS_LOST, stack);
        world.later(world.coordinationDelay(), () -> {
            Runnable done = world.serviceAnswers() && !lost ? action.run() : doubt;
            Runnable reply = unanswered ? doubt : done;
            world.later(
                    world.coordinationDelay(), () -> world.deliver(stack, 0, world.serviceAnswers() ? reply : doubt));
        });
    }

    /** What the service does when a request arrives; the result runs at the stack when the reply does. */
    @FunctionalInterface
    private interface Action {
        Runnable run();
    }
}
