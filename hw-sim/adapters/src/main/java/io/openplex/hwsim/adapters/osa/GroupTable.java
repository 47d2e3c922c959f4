package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.adapters.KeyIndex;
import io.openplex.hwsim.wire.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** The groups that a session has registered: IP groups of a layer-3 session, group MAC addresses of a layer-2 one. */
final class GroupTable {
    private final KeyIndex index = new KeyIndex(OsaTiming.GROUPS);

    /** Adds a group by both halves, a MAC address with 0 as its first; false when there is no room. */
    boolean add(long high, long low) {
        return index.find(high, low) >= 0 || index.add(high, low) >= 0;
    }

    /** Removes a group; false when it is not there. */
    boolean remove(long high, long low) {
        int id = index.find(high, low);
        if (id < 0) {
            return false;
        }
        index.remove(id);
        return true;
    }

    boolean contains(long high, long low) {
        return index.find(high, low) >= 0;
    }

    /** IP groups for a display, by address. */
    List<IpAddress> addresses() {
        List<IpAddress> all = new ArrayList<>();
        for (int id = 0; id < index.top(); id++) {
            if (index.isUsed(id)) {
                all.add(IpAddress.of(index.high(id), index.low(id)));
            }
        }
        all.sort(null);
        return all;
    }
}
