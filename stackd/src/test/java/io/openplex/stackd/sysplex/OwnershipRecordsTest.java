package io.openplex.stackd.sysplex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.openplex.dvipa.DvipaAction;
import io.openplex.dvipa.DvipaEvent;
import io.openplex.dvipa.OwnerId;
import io.openplex.dvipa.OwnershipView;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.v1.OwnershipRecord;
import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the content of an ownership record means. */
class OwnershipRecordsTest {
    private static final IpAddress V = IpAddress.parse("192.0.2.10");
    private static final OwnerId OWNER = new OwnerId("SYSBTCPIP", 2);
    private static final byte[] TORN = {0x0a, 0x7f, 'S'};

    private final List<DvipaEvent> events = new ArrayList<>();

    private OwnershipRecords holding(byte[] content) {
        return new OwnershipRecords(new OneRecord(content), id -> Optional.empty(), events::add);
    }

    private static CouplingFacility.Entry entry(byte[] content) {
        return new CouplingFacility.Entry("192.0.2.10", 3, content);
    }

    private void expect(byte[] content, OwnershipView view) {
        events.clear();
        OwnershipRecords records = holding(content);
        records.read(new DvipaAction.ReadRecord(V, 1));
        assertThat(events).containsExactly(new DvipaEvent.RecordRead(V, 1, Optional.of(view)));
        assertThat(records.unreadable()).isEqualTo(view.readable() ? 0 : 1);
    }

    @Test
    @DisplayName("a readable record names an owner or nobody")
    void readable() {
        expect(SignalCodec.record(Optional.of(OWNER)), new OwnershipView(3, Optional.of(OWNER)));
        expect(SignalCodec.record(Optional.empty()), new OwnershipView(3, Optional.empty()));
    }

    @Test
    @DisplayName("a record that cannot be read does not leave the address free")
    void unreadable() {
        expect(TORN, OwnershipView.unreadable(3));
        byte[] noName = OwnershipRecord.newBuilder()
                .setMemberBytes(ByteString.copyFromUtf8("SYS/B"))
                .build()
                .toByteArray();
        expect(noName, OwnershipView.unreadable(3));
    }

    @Test
    @DisplayName("a record that cannot be read may name anybody")
    void mayName() {
        assertThat(OwnershipRecords.mayName(entry(TORN), OWNER)).isTrue();
        assertThat(OwnershipRecords.mayName(entry(SignalCodec.record(Optional.of(OWNER))), OWNER))
                .isTrue();
        assertThat(OwnershipRecords.mayName(entry(SignalCodec.record(Optional.of(OWNER))), new OwnerId("SYSBTCPIP", 3)))
                .isFalse();
        assertThat(OwnershipRecords.mayName(entry(SignalCodec.record(Optional.empty())), OWNER))
                .isFalse();
    }

    /** A facility with one record. */
    private record OneRecord(byte[] content) implements CouplingFacility {
        @Override
        public void read(String structure, String name, ReplyHandler handler) {
            handler.reply(Status.OK, Optional.of(entry(content)));
        }

        @Override
        public void readAll(String structure, ListHandler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(
                String structure,
                String name,
                long expectedVersion,
                byte[] data,
                Optional<Member> inFavourOf,
                ReplyHandler handler) {
            throw new UnsupportedOperationException();
        }
    }
}
