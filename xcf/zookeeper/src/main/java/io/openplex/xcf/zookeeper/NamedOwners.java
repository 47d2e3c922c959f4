package io.openplex.xcf.zookeeper;

import com.google.protobuf.InvalidProtocolBufferException;
import io.openplex.proto.v1.OwnershipRecord;
import io.openplex.xcf.api.CouplingFacility.Entry;
import io.openplex.xcf.zookeeper.GroupPaths.Fence;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whom entries name as their owners, in the versions that this process saw last. Runs on the rim thread. */
final class NamedOwners {
    private final Map<String, Named> latest = new HashMap<>();

    /**
     * What a version of an entry says.
     *
     * @param version of the entry
     * @param owner the incarnation that it names; empty: nobody, or its content is no ownership record
     */
    record Named(long version, Optional<Fence> owner) {}

    /** Takes note of an entry. */
    Entry saw(String path, Entry entry) {
        latest.put(path, new Named(entry.version(), owner(entry.data())));
        return entry;
    }

    /** What this version of the entry says; empty when another one was seen last. */
    Optional<Named> at(String path, long version) {
        return Optional.ofNullable(latest.get(path)).filter(named -> named.version() == version);
    }

    private static Optional<Fence> owner(byte[] content) {
        try {
            OwnershipRecord record = OwnershipRecord.parseFrom(content);
            return GroupPaths.isElement(record.getMember())
                    ? Optional.of(new Fence(record.getMember(), record.getIncarnation()))
                    : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }
}
