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

    /** No record. */
    public static final OwnershipView ABSENT = new OwnershipView(CouplingFacility.ABSENT, Optional.empty());

    /** The owner's epoch: version + 1. */
    public long epoch() {
        return version + 1;
    }

    /** True when the record names exactly this owner. */
    public boolean names(OwnerId candidate) {
        return owner.isPresent() && owner.get().equals(candidate);
    }
}
