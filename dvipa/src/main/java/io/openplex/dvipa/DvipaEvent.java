package io.openplex.dvipa;

import io.openplex.dvipa.config.VipaStatement;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.LeaveReason;
import io.openplex.xcf.api.Member;
import java.util.List;
import java.util.Optional;

/** What happens to a {@link DvipaEngine}. */
public sealed interface DvipaEvent {
    /** Concerns one address and changes nothing about any other. */
    sealed interface OfAddress extends DvipaEvent {
        /** Which. */
        IpAddress address();
    }

    /**
     * The statements of a profile ({@code initial}: kept until the stack joins) or of an OBEYFILE data set (refused
     * while the stack is not a member), in source order.
     */
    record Configured(List<VipaStatement> statements, boolean initial) implements DvipaEvent {}

    /**
     * This stack became a member; {@code others} are the other active members, all of them whose incarnation is
     * smaller than this stack's: a smaller one that is missing can never act again, but it may still believe that it
     * may.
     *
     * @param strangersGoneNanos from then on a missing one is certain not to act any more (ownership rule, clause 10)
     * @param unknownFreeNanos from then on an address without any record is free: the records may have been lost with
     *     their ensemble, and their owners must have noticed
     */
    record Joined(Member self, List<Member> others, long strangersGoneNanos, long unknownFreeNanos)
            implements DvipaEvent {
        /** For stacks that need not wait. */
        public Joined(Member self, List<Member> others) {
            this(self, others, Long.MIN_VALUE, Long.MIN_VALUE);
        }
    }

    /**
     * This stack leaves or was removed. Feed it before {@code XcfGroup.leave} is called, and on {@code Listener.left};
     * a second one changes nothing.
     */
    record Left(LeaveReason reason) implements DvipaEvent {}

    /** Another member is active. */
    record MemberJoined(Member member) implements DvipaEvent {}

    /**
     * A member is gone: its incarnation can no longer write records, and it does not answer for its addresses any more
     * (whoever feeds this event has waited for that when its death is not proven). It says nothing of other
     * incarnations of the same name.
     */
    record MemberLeft(Member member, LeaveReason reason) implements DvipaEvent {}

    /**
     * The same for every incarnation of the member's name before this one, also those that were never heard of here:
     * each ended before this one began, and the wait since then is over.
     */
    record EarlierGone(Member member) implements DvipaEvent {}

    /**
     * An incarnation that this stack knows from a record alone, having missed its whole life, is not active: it was
     * read so after the record, and the wait since then is over (ownership rule, clause 10).
     */
    record IncarnationGone(OwnerId owner) implements DvipaEvent {}

    /** The signalling link to a member came up: it needs this stack's whole table. */
    record LinkUp(Member member) implements DvipaEvent {}

    /** A member's whole table; replaces what was known of it. */
    record TableReceived(Member from, List<TableEntry> entries) implements DvipaEvent {}

    /** Lines of a member's table that changed, and addresses that it has no line for any more. */
    record TableChanged(Member from, List<TableEntry> changed, List<IpAddress> removed) implements DvipaEvent {}

    /** A member says that the record names it. */
    record OwnerAnnounced(Member from, IpAddress address, long epoch) implements OfAddress {}

    /** A member with the better claim asks for an address that it believes is held here under {@code epoch}. */
    record MoveRequested(Member from, IpAddress address, long epoch) implements OfAddress {}

    /** The former holder says that the record names this stack under {@code epoch}. */
    record MoveGiven(Member from, IpAddress address, long epoch) implements OfAddress {}

    /**
     * Answer to {@link DvipaAction.ReadRecord}.
     *
     * @param attempt the one of the request
     * @param view what stands there ({@link OwnershipView#ABSENT} when nothing does); empty: the service did not answer
     */
    record RecordRead(IpAddress address, long attempt, Optional<OwnershipView> view) implements OfAddress {}

    /**
     * Answer to {@link DvipaAction.WriteRecord}.
     *
     * @param attempt the one of the request
     * @param version the new version; meaningful for {@link WriteOutcome#WRITTEN} only
     */
    record RecordWritten(IpAddress address, long attempt, WriteOutcome outcome, long version) implements OfAddress {}

    /** All frames of the iteration in which claiming was stopped have left (see {@code DvipaEngine.awaitsFlush}). */
    record FramesLeft() implements DvipaEvent {}

    /** The last local connection to an address ended. */
    record ConnectionsEnded(IpAddress address) implements OfAddress {}

    /** The distributor's rules make this stack distributor or target of an address, or no longer. */
    record RoleChanged(IpAddress address, DistributionRole role) implements OfAddress {}

    /** VARY TCPIP,,SYSPLEX,DEACTIVATE; answered by {@link DvipaAction.CommandEnded}. */
    record Deactivate(IpAddress address) implements OfAddress {}

    /** VARY TCPIP,,SYSPLEX,REACTIVATE; answered by {@link DvipaAction.CommandEnded}. */
    record Reactivate(IpAddress address) implements OfAddress {}

    /**
     * This stack gives all its addresses up, to the next in line or to nobody, and claims none before the time has
     * come:
     * its right has been suspended for too long though the coupling facility answers.
     */
    record Resigned(long untilNanos) implements DvipaEvent {}

    /**
     * This stack is about to leave in order: it hands its addresses over, and claims none any more. When {@code
     * DvipaEngine.holdsNothing} says so, or after some patience, {@link Left} follows.
     */
    record Leaving() implements DvipaEvent {}

    /** {@code DvipaEngine.nextDeadlineNanos} has come. */
    record Timer() implements DvipaEvent {}
}
