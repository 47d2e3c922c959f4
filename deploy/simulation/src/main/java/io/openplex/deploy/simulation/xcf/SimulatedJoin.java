package io.openplex.deploy.simulation.xcf;

import io.openplex.deploy.simulation.xcf.SimulatedService.Entrance;
import io.openplex.deploy.simulation.xcf.SimulatedService.Node;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.MemberInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One attempt to become a member. An active record of the same name is replaced when it was written on the same home,
 * or when its process is proven dead; while its process lives elsewhere the join is refused; otherwise it waits.
 */
final class SimulatedJoin {
    private static final long RETRY_NANOS = 50_000_000;
    private static final long SECOND = 1_000_000_000;

    /** With two sessions: so old is a group in which a process joins that was no member before. */
    private static final long YOUNG_NANOS = 3 * SECOND;

    /** Nodes that must be there before, one request each; the third is the group's own. */
    private static final int PARENTS = 7;

    private static final int GROUP = 3;

    private final SimulatedXcf world;
    private final SimulatedStack process;
    private final ServiceConnection connection;
    private final MemberInfo info;
    private final long attemptNumber;
    private final Runnable created;
    private final BiConsumer<JoinRefusal, String> refused;
    private final long startNanos;
    private long answeredNanos;
    private boolean cancelled;

    SimulatedJoin(
            SimulatedXcf world,
            SimulatedStack process,
            ServiceConnection connection,
            MemberInfo info,
            long attemptNumber,
            Runnable created,
            BiConsumer<JoinRefusal, String> refused) {
        this.world = world;
        this.process = process;
        this.connection = connection;
        this.info = info;
        this.attemptNumber = attemptNumber;
        this.created = created;
        this.refused = refused;
        startNanos = world.now();
        answeredNanos = startNanos;
    }

    /** Tries, and again until it is decided. */
    void attempt() {
        if (cancelled) {
            return;
        }
        if (!connection.connected()) {
            unanswered();
        } else {
            parent(1);
        }
    }

    /** Nothing more happens; no outcome is told. */
    void cancel() {
        cancelled = true;
    }

    private void parent(int number) {
        long generation = Math.max(world.now() / SECOND + 1, process.generation() + 1);
        connection.transact(service -> number != GROUP || service.createGroup(generation, world.now()), made -> {
            if (cancelled) {
                return;
            }
            if (made.isEmpty()) {
                unanswered();
            } else if (number < PARENTS) {
                parent(number + 1);
            } else {
                enter();
            }
        });
    }

    /** Lets the server catch up; reads the group's node, then the active members, then the own record. */
    private void enter() {
        connection.read(
                content -> true,
                synced -> connection.read(
                        content -> List.of(content.generation(), content.joins()),
                        group -> connection.read(
                                content -> content.activeNames().stream()
                                        .map(name -> content.member(name).orElseThrow())
                                        .toList(),
                                active -> connection.read(content -> content.member(info.memberName()), own -> {
                                    if (cancelled) {
                                        return;
                                    }
                                    if (synced.isEmpty() || group.isEmpty() || active.isEmpty() || own.isEmpty()) {
                                        unanswered();
                                    } else {
                                        entered(new Entrance(
                                                group.get().getFirst(),
                                                group.get().getLast(),
                                                active.get(),
                                                own.get()));
                                    }
                                }))));
    }

    private void entered(Entrance entrance) {
        if (entrance.generation() == 0) {
            unanswered();
            return;
        }
        if (entrance.generation() < process.generation()) {
            long later = process.generation() + 1;
            connection.transact(service -> service.raise(entrance.joins(), later), raised -> unanswered());
            return;
        }
        answeredNanos = world.now();
        long wait = youngFor();
        if (wait > 0) {
            process.schedule(wait, () -> {
                answeredNanos = world.now();
                attempt();
            });
            return;
        }
        process.generation(entrance.generation());
        Optional<Node> holder = entrance.own().filter(Node::active);
        if (holder.isEmpty()) {
            join(entrance);
        } else {
            judge(entrance, holder.get());
        }
    }

    /**
     * Stacks that knew an earlier ensemble may still answer for their addresses: who knew none waits. Of an ensemble
     * that is the first its operator says so.
     */
    private long youngFor() {
        boolean mayComeUponOthers = process.generation() == 0 && world.service().rebuilt();
        long old = 2 * world.timing().sessionNanos() + YOUNG_NANOS;
        return mayComeUponOthers ? world.service().content().createdNanos() + old - world.now() : 0;
    }

    private void join(Entrance entrance) {
        connection.transact(service -> service.join(entrance, info, attemptNumber, process), joined -> {
            if (cancelled) {
                return;
            }
            if (joined.isEmpty()) {
                unanswered();
            } else if (joined.get()) {
                created.run();
            } else {
                attempt();
            }
        });
    }

    private void unanswered() {
        if (cancelled) {
            return;
        }
        if (world.now() - answeredNanos > world.timing().sessionNanos()) {
            refuse(JoinRefusal.UNAVAILABLE, "the coordination service does not answer");
        } else {
            process.schedule(RETRY_NANOS, this::attempt);
        }
    }

    private void judge(Entrance entrance, Node holder) {
        if (holder.attempt() == attemptNumber) {
            created.run(); // the answer to our join had been lost
        } else if (!info.home().isEmpty() && holder.member().info().home().equals(info.home())) {
            join(entrance);
        } else {
            process.schedule(world.signalDelay(), () -> verdict(holder));
        }
    }

    /** What the holder's watch port says: its kernel answers also for a process that stands still. */
    private void verdict(Node holder) {
        if (cancelled) {
            return;
        }
        SimulatedStack other = holder.process();
        if (!other.dead()) {
            refuse(JoinRefusal.NAME_IN_USE, "member " + info.memberName() + " is active");
        } else if (other.provable()) {
            connection.transact(service -> service.end(holder.member(), LeaveReason.ABEND), ended -> attempt());
        } else if (world.now() - startNanos > 2 * world.timing().sessionNanos()) {
            refuse(JoinRefusal.NAME_IN_USE, "nobody ends the previous " + holder.member());
        } else {
            process.schedule(RETRY_NANOS, this::attempt);
        }
    }

    private void refuse(JoinRefusal refusal, String detail) {
        cancelled = true;
        refused.accept(refusal, detail);
    }
}
