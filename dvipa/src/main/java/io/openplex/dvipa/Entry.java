package io.openplex.dvipa;

import io.openplex.dvipa.config.Moveable;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.xcf.api.Member;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** All that this stack holds about one address. */
final class Entry {
    /** No deadline. */
    static final long NEVER = Long.MAX_VALUE;

    /** No claim is in doubt. */
    private static final long NO_CLAIM = Long.MIN_VALUE;

    final IpAddress address;

    @Nullable
    Claim claim;

    boolean deactivated;
    /** The stack resigns or leaves: it wants no address for now. */
    boolean withheld;

    Claim.@Nullable Attributes learned;
    DistributionRole role = DistributionRole.NOT_APPLICABLE;

    Phase phase = Phase.WAITING;
    OwnershipView view = OwnershipView.ABSENT;
    boolean viewKnown;
    Optional<OwnerId> previousOwner = Optional.empty();
    /** The one outstanding request to the coupling facility; replies to older ones change nothing. */
    long attempt;

    boolean readAgain;

    /** The version of an unreadable record that was last complained of. */
    long complainedVersion = Long.MIN_VALUE;

    /** The version on which a claim in doubt was written, or {@link #NO_CLAIM}: it may land as long as that stands. */
    long doubtfulVersion = NO_CLAIM;

    /** True from activation until the record names another. */
    boolean held;

    OptionalLong activatedNanos = OptionalLong.empty();
    /** Not the owner any more, but connections remain that a successor feeds. */
    boolean lingering;

    @Nullable
    Member requester;

    @Nullable
    Member giveTo;

    boolean vacant;
    long vacantSince;
    boolean suspect;
    long recheckAt;
    long requestAt;
    long deadline = NEVER;
    boolean unsettled;

    /** What was last told to the outside. */
    Optional<DvipaAction.InstallAddress> toldHome = Optional.empty();

    boolean toldClaiming;
    long toldEpoch;
    Optional<Status> toldStatus = Optional.empty();

    Entry(IpAddress address) {
        this.address = address;
    }

    /** True when this stack wants the address: a definition that is neither deactivated nor withheld. */
    boolean wanted() {
        return claim != null && !deactivated && !withheld;
    }

    /** The attributes in force: those of a VIPADEFINE win once seen (unconfirmed). */
    Claim.Attributes attributes() {
        Claim.Attributes own = claim == null ? null : claim.attributes();
        if (own != null && own.defined()) {
            return own;
        }
        if (learned != null && (learned.defined() || own == null || own.prefixLength() == 0)) {
            return learned;
        }
        return own != null ? own : new Claim.Attributes(0, "", Moveable.NOT_APPLICABLE, false);
    }

    /** True when this stack may become owner. */
    boolean eligible() {
        return wanted() && attributes().prefixLength() > 0;
    }

    /** True when nothing is left to remember. */
    boolean disposable() {
        return claim == null && !held && !lingering && phase == Phase.WAITING && !role.isTarget() && toldHome.isEmpty();
    }

    Origin origin() {
        if (claim != null) {
            return claim.origin();
        }
        return role.isTarget() ? Origin.TARGET : Origin.UNKNOWN;
    }

    /** Forgets everything but configuration and what was told. */
    void resetForGroup() {
        phase = Phase.WAITING;
        view = OwnershipView.ABSENT;
        viewKnown = false;
        previousOwner = Optional.empty();
        attempt = 0;
        readAgain = false;
        doubtfulVersion = NO_CLAIM;
        held = false;
        activatedNanos = OptionalLong.empty();
        lingering = false;
        requester = null;
        giveTo = null;
        vacant = false;
        suspect = false;
        requestAt = 0;
        deadline = NEVER;
        role = DistributionRole.NOT_APPLICABLE;
        withheld = false;
    }

    /** Takes over newer knowledge of the record; older knowledge changes nothing. */
    void learn(OwnershipView newer) {
        if (viewKnown && newer.version() < view.version()) {
            return;
        }
        if (newer.version() != view.version()) {
            requestAt = 0;
        }
        if (viewKnown && !newer.owner().equals(view.owner())) {
            previousOwner = view.owner();
        } else if (!viewKnown) {
            previousOwner = Optional.empty();
        }
        view = newer;
        viewKnown = true;
    }

    /** A write that names this stack may be on its way still, and would succeed. */
    boolean claimMayLand() {
        return viewKnown && doubtfulVersion == view.version();
    }

    /** Earlier of the present and this deadline. */
    void wakeAt(long nanos) {
        deadline = Math.min(deadline, nanos);
    }
}
