package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.adapters.ArpEntry;
import io.openplex.hwsim.adapters.KeyIndex;
import io.openplex.hwsim.wire.IpAddress;
import io.openplex.hwsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * IPv4 next hops by VLAN and their Ethernet addresses, one cache for all sessions of a port (hardware.md 2.9): bounded,
 * ageing, without allocation but for displays. VLAN 0 is the untagged LAN.
 */
final class ArpCache {
    /** Answer of {@link #lookup}: not known. */
    static final long UNKNOWN = -1;

    private final KeyIndex index;
    private final long[] mac;
    private final long[] learnedNanos;

    ArpCache(int capacity) {
        index = new KeyIndex(capacity);
        mac = new long[capacity];
        learnedNanos = new long[capacity];
    }

    /** The MAC address of a next hop, or {@link #UNKNOWN}. */
    long lookup(int vid, int ip, long nowNanos) {
        int id = index.find(vid, IpAddress.lowOfV4(ip));
        if (id < 0) {
            return UNKNOWN;
        }
        if (isOld(id, nowNanos)) {
            index.remove(id);
            return UNKNOWN;
        }
        return mac[id];
    }

    /** Refreshes or changes an entry that is there (RFC 826, merge); false when there is none. */
    boolean update(int vid, int ip, long newMac, long nowNanos) {
        int id = index.find(vid, IpAddress.lowOfV4(ip));
        if (id < 0) {
            return false;
        }
        mac[id] = newMac;
        learnedNanos[id] = nowNanos;
        return true;
    }

    /** Adds or changes an entry; when full the oldest makes room. */
    void learn(int vid, int ip, long newMac, long nowNanos) {
        if (update(vid, ip, newMac, nowNanos)) {
            return;
        }
        if (index.isFull()) {
            index.remove(oldest(nowNanos));
        }
        int id = index.add(vid, IpAddress.lowOfV4(ip));
        mac[id] = newMac;
        learnedNanos[id] = nowNanos;
    }

    private int oldest(long nowNanos) {
        int oldest = 0;
        for (int id = 1; id < index.top(); id++) {
            if (nowNanos - learnedNanos[id] > nowNanos - learnedNanos[oldest]) {
                oldest = id;
            }
        }
        return oldest;
    }

    private boolean isOld(int id, long nowNanos) {
        return nowNanos - learnedNanos[id] >= OsaTiming.ARP_AGE_NANOS;
    }

    /** Forgets everything. */
    void purge() {
        for (int id = index.top() - 1; id >= 0; id--) {
            if (index.isUsed(id)) {
                index.remove(id);
            }
        }
    }

    /** Entries for a display, by address. */
    List<ArpEntry> entries(long nowNanos) {
        List<ArpEntry> entries = new ArrayList<>();
        for (int id = 0; id < index.top(); id++) {
            if (index.isUsed(id) && !isOld(id, nowNanos)) {
                IpAddress address = IpAddress.of(IpAddress.V4_HIGH, index.low(id));
                entries.add(new ArpEntry(address, new MacAddress(mac[id]), nowNanos - learnedNanos[id]));
            }
        }
        entries.sort(Comparator.comparing(ArpEntry::address));
        return entries;
    }
}
