package io.openplex.stackd.sysplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.openplex.proto.v1.Listener;
import io.openplex.proto.v1.ListenerState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalCodecTest {
    private static final IpAddress V4 = IpAddress.parse("198.51.100.11");
    private static final IpAddress V6 = IpAddress.parse("2001:db8:1::11");

    @Test
    void aTableOfBothFamiliesComesBackAsItWas() throws Exception {
        List<TableEntry> table = List.of(
                new TableEntry(
                        V4, 28, "", Origin.DEFINE, Status.ACTIVE, 255, Moveable.IMMEDIATE, DistributionRole.BOTH, 7, 3),
                new TableEntry(
                        V6,
                        128,
                        "DVIPA6A",
                        Origin.BACKUP,
                        Status.BACKUP,
                        100,
                        Moveable.NOT_APPLICABLE,
                        DistributionRole.NEITHER,
                        0,
                        9));
        assertThat(SignalCodec.entries(SignalCodec.table(table).getEntriesList()))
                .isEqualTo(table);
    }

    @Test
    void aChangeOfATableComesBackAsItWas() throws Exception {
        List<TableEntry> changed = List.of(new TableEntry(
                V4, 28, "", Origin.BACKUP, Status.BACKUP, 7, Moveable.WHEN_IDLE, DistributionRole.TARGET, 0, 1));
        var coded = SignalCodec.change(changed, List.of(V6, V4));
        assertThat(SignalCodec.entries(coded.getChangedList())).isEqualTo(changed);
        assertThat(SignalCodec.addresses(coded.getRemovedList())).containsExactly(V6, V4);
        assertThatThrownBy(() -> SignalCodec.addresses(List.of(ByteString.copyFrom(new byte[5]))))
                .isInstanceOf(SignalCodec.BadSignalException.class);
    }

    @Test
    void rulesListenersAndConnectionsComeBackAsTheyWere() throws Exception {
        DistributionRule rule = new DistributionRule(
                V4, List.of(7, 80), Method.ROUNDROBIN, false, List.of(IpAddress.parse("192.0.2.2")));
        var coded = SignalCodec.rules(List.of(rule), List.of(12L));
        assertThat(SignalCodec.rule(coded.getRules(0))).isEqualTo(rule);
        assertThat(coded.getRules(0).getEpoch()).isEqualTo(12);

        List<ListenerCount> listeners = List.of(
                new ListenerCount(Optional.of(IpAddress.ANY4), 80, 2, "WHOAMI"),
                new ListenerCount(Optional.empty(), 7, 0, "ECHO"));
        assertThat(SignalCodec.listeners(SignalCodec.listeners(listeners))).isEqualTo(listeners);

        List<RemoteConnection> connections = List.of(
                new RemoteConnection(80, IpAddress.parse("203.0.113.1"), 65535),
                new RemoteConnection(7, V6, 1),
                new RemoteConnection(7, V6, 2, true));
        assertThat(SignalCodec.remotes(SignalCodec.connections(connections))).isEqualTo(connections);
    }

    @Test
    void anOwnershipRecordNamesItsOwnerOrNobody() throws Exception {
        OwnerId owner = new OwnerId("SYSATCPIPA", 42);
        assertThat(SignalCodec.owner(SignalCodec.record(Optional.of(owner)))).contains(owner);
        assertThat(SignalCodec.owner(SignalCodec.record(Optional.empty()))).isEmpty();
        assertThatThrownBy(() -> SignalCodec.owner("nonsense".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(SignalCodec.BadSignalException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 15, 17})
    void anAddressOfAnyOtherLengthIsRefused(int length) {
        assertThatThrownBy(() -> SignalCodec.address(ByteString.copyFrom(new byte[length])))
                .isInstanceOf(SignalCodec.BadSignalException.class);
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertRefused(DvipaEntry.newBuilder().setAddress(SignalCodec.bytes(V4)).setPrefixLength(33));
        assertRefused(DvipaEntry.newBuilder().setAddress(SignalCodec.bytes(V4)).setPrefixLength(-1));
        assertRefused(DvipaEntry.newBuilder().setAddress(SignalCodec.bytes(V4)).setRank(256));
        assertThatThrownBy(() -> SignalCodec.listeners(ListenerState.newBuilder()
                        .addListeners(Listener.newBuilder().setPort(0))
                        .build()))
                .isInstanceOf(SignalCodec.BadSignalException.class);
        assertThatThrownBy(() -> SignalCodec.remotes(List.of(Connection.newBuilder()
                        .setRemoteAddress(SignalCodec.bytes(V4))
                        .setRemotePort(65536)
                        .build())))
                .isInstanceOf(SignalCodec.BadSignalException.class);
        assertThatThrownBy(() -> SignalCodec.rule(io.openplex.proto.v1.DistributionRule.newBuilder()
                        .setAddress(SignalCodec.bytes(V4))
                        .setMethod(99)
                        .build()))
                .isInstanceOf(SignalCodec.BadSignalException.class);
    }

    private static void assertRefused(DvipaEntry.Builder entry) {
        assertThatThrownBy(() -> SignalCodec.entries(List.of(entry.build())))
                .isInstanceOf(SignalCodec.BadSignalException.class);
    }
}
