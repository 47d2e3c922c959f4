package io.openplex.stackd.stack;

import io.openplex.distributor.ConnectionRow;
import io.openplex.distributor.DestinationPortRow;
import io.openplex.dvipa.DistributionRole;
import io.openplex.dvipa.GroupRow;
import io.openplex.dvipa.LocalRow;
import io.openplex.dvipa.Origin;
import io.openplex.dvipa.Status;
import io.openplex.hwsim.wire.ConnectionId;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.IpEndpoint;
import io.openplex.hwsim.wire.IpPrefix;
import io.openplex.stackd.console.ConnectionEntry;
import io.openplex.stackd.console.CrtEntry;
import io.openplex.stackd.console.DistStatus;
import io.openplex.stackd.console.DptRow;
import io.openplex.stackd.console.DvipaEntry;
import io.openplex.stackd.console.DvipaOrigin;
import io.openplex.stackd.console.DvipaStatus;
import io.openplex.stackd.console.GroupDvipa;
import io.openplex.stackd.console.HomeEntry;
import io.openplex.stackd.console.StackStatus;
import io.openplex.stackd.console.StackView;
import io.openplex.stackd.console.VipaRouteEntry;
import io.openplex.stackd.console.XcfFacts;
import io.openplex.stackd.console.XcfGroupEntry;
import io.openplex.stackd.console.XcfMember;
import io.openplex.stackd.enf.EnfEvent;
import io.openplex.stackd.enf.EnfIdentity;
import io.openplex.stackd.enf.GroupFacts;
import io.openplex.stackd.ip.HomeKind;
import io.openplex.stackd.ip.IpLayer;
import io.openplex.stackd.profile.StackProfile;
import io.openplex.stackd.sysplex.Release;
import io.openplex.stackd.sysplex.Sysplex;
import io.openplex.stackd.tcp.ConnectionStatus;
import io.openplex.stackd.tcp.TcpEngine;
import io.openplex.stackd.tcp.TcpListener;
import io.openplex.stackd.tcp.TcpState;
import io.openplex.xcf.api.Member;
import io.openplex.xcf.api.right.RightValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the console sees of a stack: the engines' own rows in the shapes of the displays. */
final class StackDisplays implements StackView {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** Values of a target whose responsiveness is not measured (dvipa-and-distributor.md 3.4). */
    private static final int FULL = 100;

    private final StackIdentity identity;
    private final StackProfile profile;
    private final IpLayer ip;
    private final TcpEngine tcp;
    private final Sysplex sysplex;
    private final Surroundings around;

    StackDisplays(
            StackIdentity identity,
            StackProfile profile,
            IpLayer ip,
            TcpEngine tcp,
            Sysplex sysplex,
            Surroundings around) {
        this.identity = identity;
        this.profile = profile;
        this.ip = ip;
        this.tcp = tcp;
        this.sysplex = sysplex;
        this.around = around;
    }

    private static XcfFacts.Couple couple(RightValues values) {
        return new XcfFacts.Couple(
                (int) (values.heartbeatNanos() / NANOS_PER_MILLI),
                (int) (values.promiseNanos() / NANOS_PER_MILLI),
                (int) (values.confirmationNanos() / NANOS_PER_MILLI),
                (int) (values.sessionNanos() / NANOS_PER_MILLI));
    }

    @Override
    public String system() {
        return identity.system();
    }

    @Override
    public String stack() {
        return identity.job();
    }

    @Override
    public List<StackStatus> stacks() {
        return List.of(new StackStatus(identity.job(), Release.NAME, true));
    }

    @Override
    public int maxRecords() {
        int max = profile.globalConfig().maxRecords();
        return max == 0 ? Integer.MAX_VALUE : max;
    }

    @Override
    public List<HomeEntry> home() {
        List<HomeEntry> rows = new ArrayList<>();
        for (io.openplex.stackd.ip.HomeEntry entry : ip.home().entries()) {
            List<HomeEntry.Flag> flags = new ArrayList<>();
            if (entry.primary()) {
                flags.add(HomeEntry.Flag.PRIMARY);
            }
            if (entry.internal()) {
                flags.add(HomeEntry.Flag.INTERNAL);
            }
            boolean link = entry.kind() != HomeKind.INTERFACE && entry.address().isV4();
            rows.add(new HomeEntry(entry.linkName(), link, entry.address(), type(entry.address()), flags));
        }
        return rows;
    }

    private static Optional<HomeEntry.Type> type(IpAddress address) {
        if (address.isV4()) {
            return Optional.empty();
        }
        if (address.isLoopback()) {
            return Optional.of(HomeEntry.Type.LOOPBACK);
        }
        return Optional.of(address.high() >>> 54 == 0xfe80L >>> 6 ? HomeEntry.Type.LINK_LOCAL : HomeEntry.Type.GLOBAL);
    }

    @Override
    public List<ConnectionEntry> connections() {
        List<ConnectionEntry> rows = new ArrayList<>();
        for (TcpListener listener : tcp.listeners()) {
            rows.add(new ConnectionEntry(
                    listener.job(),
                    listener.id(),
                    listener.local(),
                    Optional.of(new IpEndpoint(any(listener.local().address()), 0)),
                    Optional.of(TcpState.LISTEN),
                    Optional.empty()));
        }
        for (ConnectionStatus c : tcp.connections()) {
            rows.add(new ConnectionEntry(
                    c.job(),
                    c.id(),
                    c.connection().local(),
                    Optional.of(c.connection().remote()),
                    Optional.of(c.state()),
                    Optional.empty()));
        }
        rows.sort(Comparator.comparingLong(row -> Integer.toUnsignedLong(row.connectionId())));
        return rows;
    }

    private static IpAddress any(IpAddress sameFamily) {
        return sameFamily.isV4() ? IpAddress.ANY4 : IpAddress.ANY6;
    }

    @Override
    public List<DvipaEntry> dvipas() {
        List<DvipaEntry> rows = new ArrayList<>();
        for (LocalRow row : sysplex.dvipa().localRows()) {
            status(row.status())
                    .ifPresent(status -> rows.add(new DvipaEntry(
                            new IpPrefix(row.address(), prefixLength(row)),
                            Optional.of(row.interfaceName()).filter(name -> !name.isEmpty()),
                            status,
                            origin(row.origin()),
                            role(row.role()),
                            activatedMillis(row.activatedNanos()),
                            Optional.empty())));
        }
        return rows;
    }

    /** A passive backup that has not learned the mask yet shows the host prefix. */
    private static int prefixLength(LocalRow row) {
        return row.prefixLength() == 0 ? row.address().bitLength() : row.prefixLength();
    }

    private OptionalLong activatedMillis(OptionalLong activatedNanos) {
        if (activatedNanos.isEmpty()) {
            return OptionalLong.empty();
        }
        long ago = around.clock().nanos() - activatedNanos.getAsLong();
        return OptionalLong.of(around.wallMillis().getAsLong() - ago / NANOS_PER_MILLI);
    }

    private static Optional<DvipaStatus> status(Status status) {
        return switch (status) {
            case ACTIVE -> Optional.of(DvipaStatus.ACTIVE);
            case BACKUP -> Optional.of(DvipaStatus.BACKUP);
            case MOVING -> Optional.of(DvipaStatus.MOVING);
            case QUIESCING -> Optional.of(DvipaStatus.QUIESCING);
            case DEACTIVATED -> Optional.of(DvipaStatus.DEACTIVATED);
            case UNKNOWN, DEACTIVATED_LEAVE_GROUP, DEACTIVATED_AUTONOMICS -> Optional.empty();
        };
    }

    private static DvipaOrigin origin(Origin origin) {
        return switch (origin) {
            case DEFINE -> DvipaOrigin.VIPADEFINE;
            case BACKUP -> DvipaOrigin.VIPABACKUP;
            case RANGE_BIND -> DvipaOrigin.VIPARANGE_BIND;
            case RANGE_IOCTL -> DvipaOrigin.VIPARANGE_IOCTL;
            case TARGET, UNKNOWN -> DvipaOrigin.TARGET;
        };
    }

    private static DistStatus role(DistributionRole role) {
        return switch (role) {
            case NOT_APPLICABLE, NEITHER -> DistStatus.NONE;
            case DISTRIBUTOR -> DistStatus.DIST;
            case TARGET -> DistStatus.DEST;
            case BOTH -> DistStatus.BOTH;
        };
    }

    @Override
    public List<VipaRouteEntry> vipaRoutes() {
        return List.of();
    }

    @Override
    public List<DptRow> destinationPorts() {
        List<DptRow> rows = new ArrayList<>();
        for (DestinationPortRow row : sysplex.distributor().destinationPorts()) {
            rows.add(new DptRow(
                    row.destination(),
                    row.dynamicXcf(),
                    row.totalConnections(),
                    row.ready(),
                    0,
                    FULL,
                    row.method().name(),
                    row.pathActive() ? List.of() : List.of("INACTIVE"),
                    FULL,
                    FULL,
                    FULL,
                    Optional.empty(),
                    0,
                    FULL,
                    row.activeConnections()));
        }
        return rows;
    }

    @Override
    public List<CrtEntry> connectionRoutes() {
        List<CrtEntry> rows = new ArrayList<>();
        for (ConnectionRow row : sysplex.distributor().connections()) {
            rows.add(crt(row.connection(), row.dynamicXcf()));
        }
        // A target, or a stack that gave the address up, lists the connections that end here (operations.md 1.10).
        IpAddress own =
                profile.ipConfig().dynamicXcf().map(x -> x.address().address()).orElse(IpAddress.ANY4);
        for (ConnectionStatus c : tcp.connections()) {
            IpAddress local = c.connection().local().address();
            io.openplex.stackd.ip.HomeEntry home = ip.home().find(local);
            if (home != null && home.kind().isDvipa() && home.kind() != HomeKind.DVIPA_OWNED) {
                rows.add(crt(c.connection(), own));
            }
        }
        return rows;
    }

    private static CrtEntry crt(ConnectionId connection, IpAddress destXcf) {
        return new CrtEntry(
                connection.local(), connection.remote(), destXcf, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public Optional<String> group() {
        return sysplex.self().map(self -> around.coupling().group().groupName());
    }

    @Override
    public List<GroupDvipa> groupDvipas() {
        List<GroupDvipa> rows = new ArrayList<>();
        for (GroupRow row : sysplex.dvipa().groupRows()) {
            List<GroupDvipa.Line> lines = new ArrayList<>();
            for (GroupRow.Line line : row.lines()) {
                status(line.status())
                        .ifPresent(status -> lines.add(new GroupDvipa.Line(
                                line.member().info().job(),
                                line.member().info().system(),
                                status,
                                status == DvipaStatus.BACKUP ? OptionalInt.of(line.rank()) : OptionalInt.empty(),
                                role(line.role()))));
            }
            rows.add(new GroupDvipa(row.address(), row.local().map(this::local), lines));
        }
        return rows;
    }

    private GroupDvipa.Local local(LocalRow row) {
        boolean here = ip.home().find(row.address()) != null;
        return new GroupDvipa.Local(
                here ? Optional.of(row.linkName()) : Optional.empty(), prefixLength(row), origin(row.origin()));
    }

    @Override
    public List<XcfGroupEntry> xcfGroups() {
        List<XcfMember> members = new ArrayList<>();
        for (Member member : sysplex.members()) {
            members.add(new XcfMember(
                    member.name(),
                    member.info().system(),
                    member.info().job(),
                    member.info().cpc(),
                    XcfMember.Status.ACTIVE,
                    sysplex.isLinked(member),
                    lastHeardMillis(member),
                    member.incarnation()));
        }
        return members.isEmpty()
                ? List.of()
                : List.of(new XcfGroupEntry(around.coupling().group().groupName(), members));
    }

    private OptionalLong lastHeardMillis(Member member) {
        if (sysplex.self().filter(member::equals).isPresent()) {
            return OptionalLong.of(0);
        }
        Optional<Long> at = sysplex.right().right().heardAtNanos(member);
        return at.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, around.clock().nanos() - at.get()) / NANOS_PER_MILLI);
    }

    @Override
    public String sysplex() {
        return identity.sysplex();
    }

    @Override
    public boolean xcfCurrent() {
        return !sysplex.coordinationLost();
    }

    @Override
    public XcfFacts xcfFacts() {
        return XcfFacts.defaults()
                .withCouple(couple(around.coupling().values()))
                .withAction(around.sfmAction());
    }

    EnfIdentity enfIdentity(String group) {
        return new EnfIdentity(
                identity.system(), identity.job(), identity.sysplex(), group, identity.system() + identity.job());
    }

    GroupFacts groupFacts() {
        return new GroupFacts() {
            @Override
            public List<String> members() {
                return sysplex.members().stream().map(Member::name).toList();
            }

            @Override
            public List<EnfEvent.Dvipa> dvipas() {
                return groupDvipas().stream()
                        .map(d -> new EnfEvent.Dvipa(d.address().toConsole(), ownStatus(d), owner(d)))
                        .toList();
            }
        };
    }

    private String ownStatus(GroupDvipa dvipa) {
        return dvipa.stacks().stream()
                .filter(line -> line.mvsName().equals(identity.system()))
                .map(line -> line.status().name())
                .findFirst()
                .orElse("");
    }

    private static String owner(GroupDvipa dvipa) {
        return dvipa.stacks().stream()
                .filter(line -> line.status() == DvipaStatus.ACTIVE && line.distribution() != DistStatus.DEST)
                .map(line -> line.mvsName())
                .findFirst()
                .orElse("");
    }
}
