package io.openplex.xcf.zookeeper;

import io.openplex.xcf.zookeeper.GroupPaths.Fence;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException.Code;

/**
 * The member records by which incarnations that entries name are not active any more. A claim checks the version of
 * such a record: that wakes nobody, as making and deleting a fence does, whose parent all members watch. Runs on the
 * rim thread.
 */
final class FormerOwners {
    private final Ensemble ensemble;
    private final GroupPaths paths;

    /** Versions of records that were read; an old one makes the claim fail, and is forgotten. */
    private final Map<Fence, Integer> versions = new HashMap<>();

    /** What is known of a former owner. */
    enum Kind {
        /** It is not active as long as its member's record has this version. */
        ENDED,
        /** It is active. */
        ACTIVE,
        /** There is no record that can be read: only the fence says. */
        UNRECORDED,
        /** The ensemble did not answer. */
        UNANSWERED
    }

    /**
     * An answer.
     *
     * @param version of the member's record; meaningless unless the kind is {@link Kind#ENDED}
     */
    record Finding(Kind kind, int version) {}

    FormerOwners(Ensemble ensemble, GroupPaths paths) {
        this.ensemble = ensemble;
        this.paths = paths;
    }

    /** Finds out about an incarnation; answers at once what was found before. */
    void find(Fence owner, Consumer<Finding> handler) {
        Integer known = versions.get(owner);
        if (known != null) {
            handler.accept(new Finding(Kind.ENDED, known));
            return;
        }
        ensemble.read(paths.member(owner.member()), (code, stat, data) -> {
            if (stat == null || data == null) {
                handler.accept(new Finding(code == Code.NONODE ? Kind.UNRECORDED : Kind.UNANSWERED, 0));
                return;
            }
            Optional<Registration> record = Registration.of(owner.member(), stat, data);
            if (record.isEmpty()) {
                handler.accept(new Finding(Kind.UNRECORDED, 0));
            } else if (record.get().active() && record.get().member().incarnation() == owner.incarnation()) {
                handler.accept(new Finding(Kind.ACTIVE, 0));
            } else {
                versions.put(owner, stat.getVersion());
                handler.accept(new Finding(Kind.ENDED, stat.getVersion()));
            }
        });
    }

    /** A claim failed: the record may have changed. */
    void forget(Fence owner) {
        versions.remove(owner);
    }
}
