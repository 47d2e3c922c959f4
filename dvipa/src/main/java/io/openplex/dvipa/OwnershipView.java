package io.openplex.dvipa;

import io.openplex.xcf.api.CouplingFacility;
import java.util.Optional;

/**
 * What a stack knows of the ownership record of an address: structure {@link #STRUCTURE}, entry {@code
 * address.toString()}.
 *
 * @param version version of the record, {@link CouplingFacility#ABSENT} when there is none
 * @param owner the owner; empty when nobody owns the address
 */
public record OwnershipView(long version, Optional<OwnerId> owner) {
    /** Name of the coupling-facility structure that holds the records. */
    public static final String STRUCTURE = "DVIPA";

    /** The owner in a record that nobody can read: no member, and never known to be gone. */
    private static final OwnerId UNREADABLE = new OwnerId("?", Long.MAX_VALUE);

    /** No record. */
    public static final OwnershipView ABSENT = new OwnershipView(CouplingFacility.ABSENT, Optional.empty());

    /** A record whose content is none: it may name an owner that is alive, so nobody may claim on it. */
    public static OwnershipView unreadable(long version) {
        return new OwnershipView(version, Optional.of(UNREADABLE));
    }

    /** False when the content of the record is none. */
    public boolean readable() {
        return !names(UNREADABLE);
    }

    /** The owner's epoch: version + 1. */
    public long epoch() {
        return version + 1;
    }

    /** True when the record names exactly this owner. */
    public boolean names(OwnerId candidate) {
        return owner.isPresent() && owner.get().equals(candidate);
    }
}
