package io.openplex.stackd.sysplex;

import com.google.protobuf.ByteString;
import io.openplex.distributor.DistributionRule;
import io.openplex.distributor.ListenerCount;
import io.openplex.distributor.RemoteConnection;
import io.openplex.distributor.config.Method;
import io.openplex.dvipa.DistributionRole;
import io.openplex.dvipa.Origin;
import io.openplex.dvipa.OwnerId;
import io.openplex.dvipa.Status;
import io.openplex.dvipa.TableEntry;
import io.openplex.dvipa.config.Moveable;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.v1.Connection;
import io.openplex.proto.v1.DvipaEntry;
import io.openplex.proto.v1.DvipaTable;
import io.openplex.proto.v1.DvipaTableChange;
import io.openplex.proto.v1.Listener;
import io.openplex.proto.v1.ListenerState;
import io.openplex.proto.v1.OwnershipRecord;
import io.openplex.proto.v1.XcfSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Values of the engines as Protocol Buffers and back ({@code openplex.v1}). Decoding refuses what no correct sender
 * sends
 * by {@link BadSignalException}.
 */
final class SignalCodec {
    /** Version of signal contents that this level speaks. */
    static final int VERSION = 1;

    private SignalCodec() {}

    /** Content that no correct sender sends. */
    static final class BadSignalException extends Exception {
        private static final long serialVersionUID = 1L;

        BadSignalException(String what) {
            super(what);
        }
    }

    static XcfSignal.Builder signal() {
        return XcfSignal.newBuilder().setVersion(VERSION);
    }

    static ByteString bytes(IpAddress address) {
        return ByteString.copyFrom(address.toBytes());
    }

    static IpAddress address(ByteString bytes) throws BadSignalException {
        if (bytes.size() != 4 && bytes.size() != 16) {
            throw new BadSignalException("address of " + bytes.size() + " bytes");
        }
        return IpAddress.of(bytes.toByteArray());
    }

    static DvipaTable table(List<TableEntry> entries) {
        return DvipaTable.newBuilder().addAllEntries(lines(entries)).build();
    }

    static DvipaTableChange change(List<TableEntry> changed, List<IpAddress> removed) {
        DvipaTableChange.Builder change = DvipaTableChange.newBuilder().addAllChanged(lines(changed));
        removed.forEach(address -> change.addRemoved(bytes(address)));
        return change.build();
    }

    private static List<DvipaEntry> lines(List<TableEntry> entries) {
        List<DvipaEntry> lines = new ArrayList<>(entries.size());
        for (TableEntry e : entries) {
            lines.add(DvipaEntry.newBuilder()
                    .setAddress(bytes(e.address()))
                    .setPrefixLength(e.prefixLength())
                    .setInterfaceName(e.interfaceName())
                    .setOrigin(e.origin().code())
                    .setStatus(e.status().code())
                    .setRank(e.rank())
                    .setMoveable(e.moveable().code())
                    .setDistribution(e.role().code())
                    .setEpoch(e.epoch())
                    .setDefinedOrder(e.definedOrder())
                    .build());
        }
        return lines;
    }

    static List<IpAddress> addresses(List<ByteString> encoded) throws BadSignalException {
        List<IpAddress> addresses = new ArrayList<>(encoded.size());
        for (ByteString bytes : encoded) {
            addresses.add(address(bytes));
        }
        return List.copyOf(addresses);
    }

    static List<TableEntry> entries(List<DvipaEntry> lines) throws BadSignalException {
        List<TableEntry> entries = new ArrayList<>(lines.size());
        for (DvipaEntry e : lines) {
            IpAddress address = address(e.getAddress());
            int prefix = e.getPrefixLength();
            int rank = e.getRank();
            if (prefix < 0 || prefix > address.bitLength() || rank < 0 || rank > TableEntry.DEFINE_RANK) {
                throw new BadSignalException("table entry for " + address);
            }
            entries.add(new TableEntry(
                    address,
                    prefix,
                    e.getInterfaceName(),
                    Origin.ofCode(e.getOrigin()),
                    Status.ofCode(e.getStatus()),
                    rank,
                    Moveable.ofCode(e.getMoveable()),
                    DistributionRole.ofCode(e.getDistribution()),
                    e.getEpoch(),
                    e.getDefinedOrder()));
        }
        return List.copyOf(entries);
    }

    static io.openplex.proto.v1.DistributionRules rules(List<DistributionRule> rules, List<Long> epochs) {
        io.openplex.proto.v1.DistributionRules.Builder all = io.openplex.proto.v1.DistributionRules.newBuilder();
        for (int i = 0; i < rules.size(); i++) {
            DistributionRule rule = rules.get(i);
            io.openplex.proto.v1.DistributionRule.Builder one = io.openplex.proto.v1.DistributionRule.newBuilder()
                    .setAddress(bytes(rule.address()))
                    .addAllPorts(rule.ports())
                    .setMethod(rule.method().code())
                    .setAllTargets(rule.allTargets())
                    .setEpoch(epochs.get(i));
            rule.targets().forEach(target -> one.addTargets(bytes(target)));
            all.addRules(one);
        }
        return all.build();
    }

    /** This stack knows the rule's method; a newer partner may have others. */
    static boolean knows(io.openplex.proto.v1.DistributionRule rule) {
        return Method.ofCode(rule.getMethod()).code() == rule.getMethod();
    }

    static DistributionRule rule(io.openplex.proto.v1.DistributionRule rule) throws BadSignalException {
        List<IpAddress> targets = new ArrayList<>();
        for (ByteString target : rule.getTargetsList()) {
            targets.add(address(target));
        }
        for (int port : rule.getPortsList()) {
            checkPort(port, 1);
        }
        if (!knows(rule)) {
            throw new BadSignalException("distribution method " + rule.getMethod());
        }
        Method method = Method.ofCode(rule.getMethod());
        return new DistributionRule(
                address(rule.getAddress()),
                List.copyOf(rule.getPortsList()),
                method,
                rule.getAllTargets(),
                List.copyOf(targets));
    }

    static ListenerState listeners(List<ListenerCount> listeners) {
        ListenerState.Builder state = ListenerState.newBuilder();
        for (ListenerCount l : listeners) {
            state.addListeners(Listener.newBuilder()
                    .setAddress(l.address().map(SignalCodec::bytes).orElse(ByteString.EMPTY))
                    .setPort(l.port())
                    .setReady(l.ready())
                    .setJob(l.job()));
        }
        return state.build();
    }

    static List<ListenerCount> listeners(ListenerState state) throws BadSignalException {
        List<ListenerCount> listeners = new ArrayList<>(state.getListenersCount());
        for (Listener l : state.getListenersList()) {
            checkPort(l.getPort(), 1);
            if (l.getReady() < 0) {
                throw new BadSignalException("listeners ready " + l.getReady());
            }
            Optional<IpAddress> bound =
                    l.getAddress().isEmpty() ? Optional.empty() : Optional.of(address(l.getAddress()));
            listeners.add(new ListenerCount(bound, l.getPort(), l.getReady(), l.getJob()));
        }
        return List.copyOf(listeners);
    }

    static List<Connection> connections(List<RemoteConnection> connections) {
        List<Connection> all = new ArrayList<>(connections.size());
        for (RemoteConnection c : connections) {
            all.add(Connection.newBuilder()
                    .setLocalPort(c.localPort())
                    .setRemoteAddress(bytes(c.remoteAddress()))
                    .setRemotePort(c.remotePort())
                    .setHalfOpen(c.halfOpen())
                    .build());
        }
        return all;
    }

    static List<RemoteConnection> remotes(List<Connection> connections) throws BadSignalException {
        List<RemoteConnection> all = new ArrayList<>(connections.size());
        for (Connection c : connections) {
            checkPort(c.getLocalPort(), 0);
            checkPort(c.getRemotePort(), 0);
            all.add(new RemoteConnection(
                    c.getLocalPort(), address(c.getRemoteAddress()), c.getRemotePort(), c.getHalfOpen()));
        }
        return List.copyOf(all);
    }

    static byte[] record(Optional<OwnerId> owner) {
        return owner.map(o -> OwnershipRecord.newBuilder()
                        .setMember(o.member())
                        .setIncarnation(o.incarnation())
                        .build())
                .orElse(OwnershipRecord.getDefaultInstance())
                .toByteArray();
    }

    static Optional<OwnerId> owner(byte[] record) throws BadSignalException {
        try {
            OwnershipRecord parsed = OwnershipRecord.parseFrom(record);
            if (!parsed.getMember().chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/')) {
                throw new BadSignalException("ownership record: member '" + parsed.getMember() + "'");
            }
            return parsed.getMember().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new OwnerId(parsed.getMember(), parsed.getIncarnation()));
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new BadSignalException("ownership record: " + e.getMessage());
        }
    }

    private static void checkPort(int port, int least) throws BadSignalException {
        if (port < least || port > 0xffff) {
            throw new BadSignalException("port " + port);
        }
    }
}
