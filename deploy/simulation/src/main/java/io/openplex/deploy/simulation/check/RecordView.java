package io.openplex.deploy.simulation.check;

import com.google.protobuf.InvalidProtocolBufferException;
import io.openplex.deploy.simulation.xcf.SimulatedXcf;
import io.openplex.dvipa.OwnershipView;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.proto.v1.OwnershipRecord;
import io.openplex.xcf.api.CouplingFacility;
import io.openplex.xcf.api.Member;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The ownership record of one address as it really stands. */
final class RecordView {
    private final SimulatedXcf xcf;
    private final String entryName;
    private CouplingFacility.@Nullable Entry seen;
    private OwnershipRecord record = OwnershipRecord.getDefaultInstance();

    RecordView(SimulatedXcf xcf, IpAddress address) {
        this.xcf = xcf;
        entryName = address.toString();
    }

    /** Looks again; true when the record has changed. */
    boolean refresh() {
        CouplingFacility.Entry now =
                xcf.truth(OwnershipView.STRUCTURE, entryName).orElse(null);
        if (Objects.equals(now, seen)) {
            return false;
        }
        seen = now;
        try {
            record = now == null ? OwnershipRecord.getDefaultInstance() : OwnershipRecord.parseFrom(now.data());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("ownership record of " + entryName, e);
        }
        return true;
    }

    /** Epoch under which its owner owns; 0 without a record. */
    long epoch() {
        CouplingFacility.Entry now = seen;
        return now == null ? 0 : now.version() + 1;
    }

    boolean names(Member member) {
        return record.getIncarnation() == member.incarnation()
                && record.getMember().equals(member.name());
    }

    boolean namesNobody() {
        return record.getMember().isEmpty();
    }

    @Override
    public String toString() {
        return namesNobody() ? "nobody" : record.getMember() + "#" + record.getIncarnation() + " epoch " + epoch();
    }
}
