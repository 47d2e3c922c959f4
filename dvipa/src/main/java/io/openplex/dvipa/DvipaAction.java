package io.openplex.dvipa;

import io.openplex.dvipa.config.VipaStatement;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.xcf.api.Member;
import java.util.List;
import java.util.Optional;

/** What a {@link DvipaEngine} wants done, in this order. */
public sealed interface DvipaAction {
    /**
     * Put the address into HOME, or change how it stands there.
     *
     * @param address address with mask or prefix length
     * @param interfaceName IPv6 interface name, else empty
     */
    record InstallAddress(IpPrefix address, String interfaceName, HomeKind kind) implements DvipaAction {}

    /** Take the address out of HOME. */
    record UninstallAddress(IpAddress address) implements DvipaAction {}

    /** Register with the adapters (gratuitous ARP / unsolicited NA), advertise, answer. */
    record StartClaiming(IpAddress address) implements DvipaAction {}

    /** Deregister, stop advertising and answering; takes effect before the next frame is sent. */
    record StopClaiming(IpAddress address) implements DvipaAction {}

    /** Connections with this local address must be reset: no stack can maintain them. */
    record BreakConnections(IpAddress address) implements DvipaAction {}

    /** Read the ownership record; answer with {@link DvipaEvent.RecordRead}. */
    record ReadRecord(IpAddress address, long attempt) implements DvipaAction {}

    /**
     * Compare-and-set the ownership record; answer with {@link DvipaEvent.RecordWritten}.
     *
     * @param expectedVersion for {@code CouplingFacility.write}
     * @param owner the owner to write; empty: nobody
     */
    record WriteRecord(IpAddress address, long attempt, long expectedVersion, Optional<OwnerId> owner)
            implements DvipaAction {}

    /**
     * A record names this incarnation and nobody here knows it: find out whether it is active. When it is not, and the
     * wait since that was learned is over, answer with {@link DvipaEvent.IncarnationGone}; otherwise with nothing. It
     * is asked again for as long as it matters.
     */
    record FindIncarnation(OwnerId owner) implements DvipaAction {}

    /** Send the whole table to a member. */
    record SendTable(Member to, List<TableEntry> entries) implements DvipaAction {}

    /** Tell all members whose links are up what has become of lines of the table. */
    record SendTableChanges(List<TableEntry> changed, List<IpAddress> removed) implements DvipaAction {}

    /** Ask the holder for the address. */
    record SendMoveRequest(Member to, IpAddress address, long epoch) implements DvipaAction {}

    /** Tell the claimant that the record names it; the glue adds the local connections to the address. */
    record SendMoveGiven(Member to, IpAddress address, long epoch) implements DvipaAction {}

    /** Tell one member, or all, that this stack owns the address, and ask for connection reports. */
    record AnnounceOwnership(Optional<Member> to, IpAddress address, long epoch) implements DvipaAction {}

    /** Ownership began, under this epoch, or goes on under a newer one (distributor: open or refresh the address). */
    record OwnershipGained(IpAddress address, long epoch) implements DvipaAction {}

    /** Ownership ended (distributor: forget the address). */
    record OwnershipLost(IpAddress address) implements DvipaAction {}

    /** The state here changed, for displays, events and records; empty: the entry is gone. */
    record StatusChanged(IpAddress address, Optional<Status> before, Optional<Status> after) implements DvipaAction {}

    /** Issue an operator message: catalogue number and arguments in the order of its text. */
    record IssueMessage(String id, List<String> arguments) implements DvipaAction {}

    /** A statement was not accepted. */
    record RefuseStatement(VipaStatement statement, StatementRefusal refusal) implements DvipaAction {}

    /** Answer to an operator command. */
    record CommandEnded(IpAddress address, CommandOutcome outcome) implements DvipaAction {}
}
