package io.openplex.stackd.sysplex;

import io.openplex.dvipa.OwnerId;
import io.openplex.dvipa.OwnershipView;
import io.openplex.stackd.loop.ClaimLicence;
import io.openplex.stackd.loop.LoopParticipant;
import io.openplex.stackd.loop.NanoClock;
import io.openplex.stackd.xcflink.HeartbeatCodec;
import io.openplex.stackd.xcflink.HeartbeatEndpoint;
import io.openplex.stackd.xcflink.LinkKey;
import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.right.Heartbeat;
import io.openplex.xcf.api.right.RightToOwn;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * This stack's right to own addresses, on its loop: heartbeats come and go here, never on a thread that would vouch for
 * a stuck loop. The loop asks it as its licence.
 */
public final class GroupRight implements LoopParticipant, ClaimLicence {
    private static final int HEARTBEATS_AT_ONCE = 256;

    private final Coupling coupling;
    private final NanoClock clock;
    private final HeartbeatCodec codec;
    private final RightToOwn right;
    private final ByteBuffer out = ByteBuffer.allocate(HeartbeatCodec.LENGTH);

    /** One more than a heartbeat: a longer datagram is seen to be longer. */
    private final ByteBuffer in = ByteBuffer.allocate(HeartbeatCodec.LENGTH + 1);

    private Events events = new Events() {};
    private long unsent;

    /** What the right tells the stack; on the loop. */
    interface Events {
        /** Give all addresses up and claim none before then. */
        default void resign(long untilNanos) {}

        /** Something about another member. */
        default void told(RightToOwn.Notice notice, Member member) {}

        /** Policy: may this member be isolated now. */
        default boolean mayIsolate(Member member, long nowNanos) {
            return true;
        }
    }

    /** The right of a stack that is not a member yet. */
    public GroupRight(Coupling coupling, LinkKey key, NanoClock clock) {
        this.coupling = coupling;
        this.clock = clock;
        codec = new HeartbeatCodec(key);
        right = new RightToOwn(coupling.values(), coupling.dataSet(), clock::nanos, new Acts());
    }

    void bind(Events to) {
        events = to;
    }

    /** The engine. */
    public RightToOwn right() {
        return right;
    }

    /** The member was heard so lately that it may believe in this stack's promise. */
    public boolean hears(Member member) {
        return right.hears(member, clock.nanos());
    }

    /** How this stack is coupled. */
    Coupling coupling() {
        return coupling;
    }

    /** A reading of the clock now, for what must be stamped after it was received. */
    long stamp() {
        return clock.nanos();
    }

    @Override
    public long claimUntilNanos() {
        return right.claimUntilNanos();
    }

    /** A heartbeat that was taken or sent leaves nothing to do: it keeps no loop awake. */
    @Override
    public int step(long nowNanos) {
        int taken = 0;
        HeartbeatEndpoint endpoint = coupling.heartbeats();
        while (taken < HEARTBEATS_AT_ONCE) {
            int length = endpoint.receive(in.clear());
            if (length < 0) {
                break;
            }
            taken++;
            Heartbeat beat = codec.read(in, length);
            if (beat != null) {
                right.received(beat, clock.nanos());
            }
        }
        right.step(nowNanos);
        return taken == HEARTBEATS_AT_ONCE ? 1 : 0;
    }

    @Override
    public long nextDeadlineNanos() {
        return right.nextDeadlineNanos();
    }

    /** Counts of heartbeats that were refused or not sent. */
    public HeartbeatCounts counts() {
        return new HeartbeatCounts(codec.malformed(), codec.foreign(), codec.unauthenticated(), unsent);
    }

    /**
     * Heartbeats that came to nothing.
     *
     * @param malformed no heartbeat at all, or of another version
     * @param foreign of another group
     * @param unauthenticated with a wrong checksum
     * @param unsent refused by the system
     */
    public record HeartbeatCounts(long malformed, long foreign, long unauthenticated, long unsent) {}

    private final class Acts implements RightToOwn.Surroundings {
        @Override
        public void send(Member to, Heartbeat beat) {
            codec.write(beat, out);
            if (!coupling.heartbeats().send(to.info().heartbeat(), out)) {
                unsent++;
            }
        }

        @Override
        public void holds(Member member, Consumer<Optional<Boolean>> answer) {
            coupling.facility().readAll(OwnershipView.STRUCTURE, (status, entries) -> {
                if (status != CouplingFacility.Status.OK) {
                    answer.accept(Optional.empty());
                    return;
                }
                OwnerId id = OwnerId.of(member);
                answer.accept(Optional.of(entries.stream().anyMatch(e -> OwnershipRecords.mayName(e, id))));
            });
        }

        @Override
        public boolean mayIsolate(Member member, long nowNanos) {
            return events.mayIsolate(member, nowNanos);
        }

        @Override
        public void told(RightToOwn.Notice notice, Member member) {
            events.told(notice, member);
        }

        @Override
        public void revoked() {
            // The group says so too, and then the stack acts; until then the licence is over.
        }

        @Override
        public void resign(long untilNanos) {
            events.resign(untilNanos);
        }
    }
}
