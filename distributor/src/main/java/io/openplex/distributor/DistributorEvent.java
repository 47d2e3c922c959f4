package io.openplex.distributor;

import io.openplex.distributor.config.VipaDistribute;
import io.openplex.hwsim.wire.ConnectionId;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.Member;
import java.util.List;

/** What happens to a {@link DistributorEngine} outside the packet path. */
public sealed interface DistributorEvent {
    /** VIPADISTRIBUTE statements in source order. */
    record Configured(List<VipaDistribute> statements) implements DistributorEvent {}

    /** VIPADELETE of an address: its definitions go too. */
    record AddressDeleted(IpAddress address) implements DistributorEvent {}

    /** This stack became a member; {@code others} are the other active members. */
    record Joined(Member self, List<Member> others) implements DistributorEvent {}

    /** This stack leaves or was removed: everything but the configuration is forgotten. */
    record Left() implements DistributorEvent {}

    /** Another member is active. */
    record MemberJoined(Member member) implements DistributorEvent {}

    /**
     * A member is gone; connections that ended there are reset at their next packet.
     *
     * @param ended it left, or its death is proven; false: it was isolated, may be alive and come back with its
     *     connections, so that nothing unknown is reset before the rebuild window has passed
     */
    record MemberLeft(Member member, boolean ended) implements DistributorEvent {
        /** A member that has ended. */
        public MemberLeft(Member member) {
            this(member, true);
        }
    }

    /** The signalling link to a member came up: it needs this stack's rules. */
    record LinkUp(Member member) implements DistributorEvent {}

    /** The path for packets to a member works, or not. Works unless told otherwise. */
    record PathChanged(Member member, boolean active) implements DistributorEvent {}

    /** This stack owns the address under this epoch (dvipa: OwnershipGained). */
    record OwnershipGained(IpAddress address, long epoch) implements DistributorEvent {}

    /** This stack no longer owns the address (dvipa: OwnershipLost). */
    record OwnershipLost(IpAddress address) implements DistributorEvent {}

    /** A member owns the address and asks for a report. */
    record OwnerAnnounced(Member from, IpAddress address, long epoch) implements DistributorEvent {}

    /** All rules of a member with the epoch under which it owns each address (0: as backup), aligned by index. */
    record RulesReceived(Member from, List<DistributionRule> rules, List<Long> epochs) implements DistributorEvent {}

    /** All listeners of a member, or of this stack itself; replaces what was known. */
    record ListenersChanged(Member at, List<ListenerCount> listeners) implements DistributorEvent {}

    /** A member's (or this stack's) complete answer to an announcement. */
    record ConnectionsReported(Member from, IpAddress address, long epoch, List<RemoteConnection> connections)
            implements DistributorEvent {}

    /** Connections that stay at the former owner after a move; not a complete report of a target. */
    record MoveGiven(Member from, IpAddress address, long epoch, List<RemoteConnection> connections)
            implements DistributorEvent {}

    /** Connections that a member terminates though they were not forwarded to it. */
    record ConnectionsStarted(Member from, IpAddress address, long epoch, List<RemoteConnection> connections)
            implements DistributorEvent {}

    /** Connections that ended at a member. */
    record ConnectionsEnded(Member from, IpAddress address, long epoch, List<RemoteConnection> connections)
            implements DistributorEvent {}

    /** A connection of this stack with a DVIPA as local address began without having been forwarded. */
    record LocalConnectionStarted(ConnectionId connection) implements DistributorEvent {}

    /** A connection of this stack with a DVIPA as local address ended. */
    record LocalConnectionEnded(ConnectionId connection) implements DistributorEvent {}

    /** {@link DistributorEngine#nextDeadlineNanos} has come. */
    record Timer() implements DistributorEvent {}
}
