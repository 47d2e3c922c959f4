package io.openplex.deploy.simulation.xcf;

import io.openplex.deploy.simulation.xcf.SimulatedMembership.Identity;
import io.openplex.deploy.simulation.xcf.SimulatedService.Node;
import io.openplex.deploy.simulation.xcf.SimulatedService.Session;
import io.openplex.xcf.api.JoinRefusal;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.MemberInfo;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One attempt to become a member. A node of the same name that another session left behind goes when its process is
 * proven dead, or with its session; while its process lives the join is refused.
 */
final class SimulatedJoin {
    private static final long RETRY_NANOS = 50_000_000;

    /** Nodes above a member that must be there before, one request each. */
    private static final int PARENTS = 7;

    private final SimulatedXcf world;
    private final SimulatedStack process;
    private final ServiceConnection connection;
    private final MemberInfo info;
    private final Identity identity;
    private final Consumer<Session> created;
    private final BiConsumer<JoinRefusal, String> refused;
    private final long startNanos;
    private long answeredNanos;
    private boolean cancelled;

    SimulatedJoin(
            SimulatedXcf world,
            SimulatedStack process,
            ServiceConnection connection,
            MemberInfo info,
            Identity identity,
            Consumer<Session> created,
            BiConsumer<JoinRefusal, String> refused) {
        this.world = world;
        this.process = process;
        this.connection = connection;
        this.info = info;
        this.identity = identity;
        this.created = created;
        this.refused = refused;
        startNanos = world.now();
        answeredNanos = startNanos;
    }

    /** Tries, and again until it is decided. */
    void attempt() {
        Optional<Session> session = connection.session();
        if (cancelled) {
            return;
        }
        if (!connection.connected() || session.isEmpty()) {
            unanswered();
        } else {
            parent(1, session.get());
        }
    }

    /** Nothing more happens; no outcome is told. */
    void cancel() {
        cancelled = true;
    }

    private void parent(int number, Session session) {
        connection.transact(service -> true, made -> {
            if (cancelled) {
                return;
            }
            if (made.isEmpty()) {
                unanswered();
            } else if (number < PARENTS) {
                parent(number + 1, session);
            } else {
                create(session);
            }
        });
    }

    private void create(Session session) {
        connection.transact(service -> service.create(info, identity.fence(), session, process), made -> {
            if (cancelled) {
                return;
            }
            if (made.isEmpty()) {
                unanswered();
            } else if (made.get()) {
                created.accept(session);
            } else {
                connection.read(content -> content.member(identity.name()), this::examine);
            }
        });
    }

    private void unanswered() {
        if (world.now() - answeredNanos > world.timing().sessionNanos()) {
            refuse(JoinRefusal.UNAVAILABLE, "the coordination service does not answer");
        } else {
            process.schedule(RETRY_NANOS, this::attempt);
        }
    }

    private void examine(Optional<Optional<Node>> answer) {
        if (cancelled) {
            return;
        }
        if (answer.isEmpty()) {
            unanswered();
        } else if (answer.get().isEmpty()) {
            attempt();
        } else {
            judge(answer.get().get());
        }
    }

    private void judge(Node holder) {
        answeredNanos = world.now();
        boolean mine = holder.fence() == identity.fence();
        boolean ownSession =
                connection.session().filter(holder.session()::equals).isPresent();
        if (mine && ownSession) {
            created.accept(holder.session()); // the answer to our creation had been lost
        } else if (mine || ownSession) {
            take(holder, LeaveReason.SYSTEM_REMOVED);
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
            refuse(JoinRefusal.NAME_IN_USE, "member " + identity.name() + " is active");
        } else if (other.provable()) {
            take(holder, LeaveReason.ABEND);
        } else if (world.now() - startNanos > 2 * world.timing().sessionNanos()) {
            refuse(JoinRefusal.NAME_IN_USE, "the session of the previous " + holder.member() + " does not end");
        } else {
            process.schedule(RETRY_NANOS, this::attempt);
        }
    }

    private void take(Node holder, LeaveReason reason) {
        connection.transact(service -> service.remove(identity.name(), holder.fence(), reason), removed -> attempt());
    }

    private void refuse(JoinRefusal refusal, String detail) {
        cancelled = true;
        refused.accept(refusal, detail);
    }
}
