package io.openplex.distributor;

import io.openplex.distributor.config.VipaDistribute;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.Member;
import java.util.List;
import java.util.Optional;

/** What a {@link DistributorEngine} wants done, in this order. */
public sealed interface DistributorAction {
    /**
     * Send this stack's rules to one member, or to all.
     *
     * @param epochs epoch under which this stack owns the address of the rule with the same index, 0 as backup
     */
    record SendRules(Optional<Member> to, List<DistributionRule> rules, List<Long> epochs)
            implements DistributorAction {}

    /**
     * Collect this stack's connections with this local address and send them as a report; to this stack itself: feed
     * them back as {@link DistributorEvent.ConnectionsReported}.
     */
    record SendReport(Member to, IpAddress address, long epoch) implements DistributorAction {}

    /** Announce this stack's ownership again to all, so that every stack reports its connections. */
    record AskReports(IpAddress address, long epoch) implements DistributorAction {}

    /** Tell the owner that connections began here. */
    record SendStarted(Member to, IpAddress address, long epoch, List<RemoteConnection> connections)
            implements DistributorAction {}

    /** Tell the owner that connections ended here. */
    record SendEnded(Member to, IpAddress address, long epoch, List<RemoteConnection> connections)
            implements DistributorAction {}

    /** This stack's part in the distribution of an address changed (dvipa: RoleChanged). */
    record RoleChanged(IpAddress address, TargetRole role) implements DistributorAction {}

    /** A statement was not accepted. */
    record RefuseStatement(VipaDistribute statement, StatementRefusal refusal) implements DistributorAction {}
}
