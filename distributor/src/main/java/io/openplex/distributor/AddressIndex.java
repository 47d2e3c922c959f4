package io.openplex.distributor;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Owned addresses by their two halves, without allocation; rebuilt when an address comes or goes. */
final class AddressIndex {
    private @Nullable OwnedAddress[] cells = new OwnedAddress[2];

    void rebuild(Collection<OwnedAddress> owned) {
        @Nullable OwnedAddress[] fresh = new OwnedAddress[Integer.highestOneBit(owned.size() * 2 + 1) * 2];
        for (OwnedAddress address : owned) {
            int at = home(address.address.high(), address.address.low(), fresh.length);
            while (fresh[at] != null) {
                at = at + 1 & fresh.length - 1;
            }
            fresh[at] = address;
        }
        cells = fresh;
    }

    @Nullable
    OwnedAddress find(long high, long low) {
        int at = home(high, low, cells.length);
        while (true) {
            OwnedAddress found = cells[at];
            if (found == null || found.address.low() == low && found.address.high() == high) {
                return found;
            }
            at = at + 1 & cells.length - 1;
        }
    }

    private static int home(long high, long low, int length) {
        long mixed = (high * 31 + low) * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 40) & length - 1;
    }
}
