package io.openplex.dvipa;

import io.openplex.hwsim.wire.IpPrefix;
import java.util.Optional;

/**
 * Tells the outside what an entry has become: HOME, claiming, ownership, status. It compares with what was told last,
 * so that the decisions need not know who must hear of them.
 */
final class Outward {
    private final Context c;

    Outward(Context context) {
        this.c = context;
    }

    /** Emits the difference; true when anything changed that the group's tables show. */
    boolean tell(Entry e) {
        boolean claiming = e.held && e.phase == Phase.ACTIVE;
        if (e.toldClaiming && !claiming) {
            e.toldClaiming = false;
            c.emit(new DvipaAction.StopClaiming(e.address));
        }
        if (!e.held && e.toldEpoch != 0) {
            e.toldEpoch = 0;
            c.emit(new DvipaAction.OwnershipLost(e.address));
        }
        tellHome(e);
        boolean newEpoch = e.held && e.toldEpoch != e.view.epoch() && e.phase == Phase.ACTIVE;
        if (newEpoch) {
            e.toldEpoch = e.view.epoch();
            c.emit(new DvipaAction.OwnershipGained(e.address, e.toldEpoch));
        }
        if (!e.toldClaiming && claiming) {
            e.toldClaiming = true;
            c.emit(new DvipaAction.StartClaiming(e.address));
        }
        if (newEpoch) {
            c.emit(new DvipaAction.AnnounceOwnership(Optional.empty(), e.address, e.toldEpoch));
        }
        Optional<Status> status = status(e);
        boolean changed = newEpoch || !status.equals(e.toldStatus);
        if (!status.equals(e.toldStatus)) {
            c.statusChanges++;
            c.emit(new DvipaAction.StatusChanged(e.address, e.toldStatus, status));
            e.toldStatus = status;
        }
        return changed;
    }

    private void tellHome(Entry e) {
        Optional<HomeKind> kind = homeKind(e);
        if (kind.isEmpty()) {
            if (e.toldHome.isPresent()) {
                if (c.connections.count(e.address) > 0) {
                    c.emit(new DvipaAction.BreakConnections(e.address));
                }
                e.toldHome = Optional.empty();
                c.emit(new DvipaAction.UninstallAddress(e.address));
            }
            return;
        }
        Claim.Attributes attributes = e.attributes();
        int length = attributes.prefixLength() == 0 ? e.address.bitLength() : attributes.prefixLength();
        var home =
                new DvipaAction.InstallAddress(new IpPrefix(e.address, length), attributes.interfaceName(), kind.get());
        if (!e.toldHome.equals(Optional.of(home))) {
            e.toldHome = Optional.of(home);
            c.emit(home);
        }
    }

    private static Optional<HomeKind> homeKind(Entry e) {
        if (e.held) {
            return Optional.of(HomeKind.OWNED);
        }
        if (e.role.isTarget()) {
            return Optional.of(HomeKind.INTERNAL);
        }
        return e.lingering ? Optional.of(HomeKind.LINGERING) : Optional.empty();
    }

    /** What displays call the entry; empty when they do not list it. */
    Optional<Status> status(Entry e) {
        if (!c.group.joined()) {
            return e.claim != null && c.leftOnce ? Optional.of(c.outStatus) : Optional.empty();
        }
        if (e.held) {
            return Optional.of(Status.ACTIVE);
        }
        if (e.lingering) {
            return Optional.of(e.wanted() ? Status.MOVING : Status.QUIESCING);
        }
        if (e.claim != null) {
            return Optional.of(e.deactivated ? Status.DEACTIVATED : Status.BACKUP);
        }
        return e.role.isTarget() ? Optional.of(Status.ACTIVE) : Optional.empty();
    }
}
