package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.adapters.KeyIndex;
import io.openplex.hwsim.adapters.RegistrationKind;
import io.openplex.hwsim.wire.IpAddress;

/** The addresses registered by one session and the state of their announcements. */
final class Registrations {
    private final KeyIndex index = new KeyIndex(OsaTiming.REGISTRATIONS);
    private final IpAddress[] address = new IpAddress[OsaTiming.REGISTRATIONS];
    private final RegistrationKind[] kind = new RegistrationKind[OsaTiming.REGISTRATIONS];
    private final boolean[] takeover = new boolean[OsaTiming.REGISTRATIONS];
    private final boolean[] probing = new boolean[OsaTiming.REGISTRATIONS];
    private final int[] announced = new int[OsaTiming.REGISTRATIONS];
    private final boolean[] everAnnounced = new boolean[OsaTiming.REGISTRATIONS];
    private final long[] lastNanos = new long[OsaTiming.REGISTRATIONS];
    private final long[] dueNanos = new long[OsaTiming.REGISTRATIONS];

    /** Number of a registered address (halves, IPv4 in mapped form), or -1. */
    int find(long high, long low) {
        return index.find(high, low);
    }

    int findV4(int ip) {
        return index.find(IpAddress.V4_HIGH, IpAddress.lowOfV4(ip));
    }

    /** Packets for this address (halves, IPv4 in mapped form) are the session's. */
    boolean delivers(long high, long low) {
        int id = index.find(high, low);
        return id >= 0 && kind[id].delivers();
    }

    /**
     * Registers, or registers anew, with all announcements to come; -1 when the table is full. A new address of this
     * port's ARP without the takeover flag is looked for on the LAN before it is answered for.
     */
    int put(IpAddress added, RegistrationKind ofKind, boolean withTakeover, long nowNanos) {
        int id = index.find(added.high(), added.low());
        boolean fresh = id < 0;
        if (fresh) {
            id = index.add(added.high(), added.low());
            if (id < 0) {
                return id;
            }
            everAnnounced[id] = false;
            probing[id] = false;
        }
        address[id] = added;
        kind[id] = ofKind;
        takeover[id] = withTakeover;
        probing[id] = (fresh || probing[id]) && mustProbe(id);
        restart(id, nowNanos);
        return id;
    }

    private boolean mustProbe(int id) {
        return !takeover[id] && kind[id].answersArp() && address[id].isV4();
    }

    void remove(IpAddress removed) {
        int id = index.find(removed.high(), removed.low());
        if (id >= 0) {
            index.remove(id);
        }
    }

    /** Nothing claims the address any more, whatever the lease. */
    void forbid(IpAddress lost) {
        int id = index.find(lost.high(), lost.low());
        if (id >= 0) {
            kind[id] = RegistrationKind.FORBIDDEN;
            probing[id] = false;
        }
    }

    /** All announcements of this registration are to come again. */
    void restart(int id, long nowNanos) {
        announced[id] = 0;
        dueNanos[id] = nowNanos;
    }

    /** The LAN has returned: announce everything, and look again for what must be looked for. */
    void restartAll(long nowNanos) {
        for (int id = 0; id < index.top(); id++) {
            if (index.isUsed(id)) {
                restart(id, nowNanos);
                probing[id] = mustProbe(id);
            }
        }
    }

    /** One more announcement, now or as soon as the last one is {@link OsaTiming#DEFENCE_NANOS} old. */
    void defend(int id, long nowNanos) {
        long due = nowNanos;
        if (everAnnounced[id] && nowNanos - lastNanos[id] < OsaTiming.DEFENCE_NANOS) {
            due = lastNanos[id] + OsaTiming.DEFENCE_NANOS;
        }
        boolean idle = announced[id] == wanted(id);
        if (idle || due - dueNanos[id] < 0) {
            dueNanos[id] = due;
        }
        if (idle) {
            announced[id]--;
        }
    }

    /** One announcement to find a duplicate; several of an address that moves, since one can be lost. */
    private int wanted(int id) {
        return takeover[id] ? OsaTiming.ANNOUNCEMENTS : 1;
    }

    boolean isDue(int id, long nowNanos) {
        return index.isUsed(id)
                && announced[id] < wanted(id)
                && dueNanos[id] - nowNanos <= 0
                && address[id].isV4()
                && kind[id].answersArp();
    }

    void announced(int id, long nowNanos) {
        announced[id]++;
        everAnnounced[id] = true;
        lastNanos[id] = nowNanos;
        dueNanos[id] = nowNanos + OsaTiming.announcementGapNanos(announced[id]);
    }

    /** Gate or lease held the announcement back: it stays due. */
    void refused(int id, long nowNanos) {
        dueNanos[id] = nowNanos + OsaTiming.GATE_RETRY_NANOS;
    }

    /** The address has been looked for long enough and is now answered for; true once. */
    boolean settles(int id, long nowNanos) {
        if (index.isUsed(id) && probing[id] && announced[id] > 0 && nowNanos - lastNanos[id] >= OsaTiming.PROBE_NANOS) {
            probing[id] = false;
            return true;
        }
        return false;
    }

    boolean isProbing(int id) {
        return probing[id];
    }

    boolean isUsed(int id) {
        return index.isUsed(id);
    }

    IpAddress address(int id) {
        return address[id];
    }

    RegistrationKind kind(int id) {
        return kind[id];
    }

    /** Number of a registered address of which this port has the ARP, or -1. */
    int findForArp(int ip) {
        int id = findV4(ip);
        return id >= 0 && kind[id].answersArp() ? id : -1;
    }

    /** ARP requests for the address are answered here: it is not being looked for. */
    boolean answersArp(int id) {
        return kind[id].answersArp() && !probing[id];
    }

    /** Claims of this address need the lease. */
    boolean isLeased(int id) {
        return kind[id].isLeased();
    }

    /** Nothing may claim this address. */
    boolean isForbidden(int id) {
        return kind[id] == RegistrationKind.FORBIDDEN;
    }

    /** The address can move, or has moved. */
    boolean isMoveable(int id) {
        return kind[id] != RegistrationKind.PERMANENT;
    }

    boolean takeover(int id) {
        return takeover[id];
    }

    int top() {
        return index.top();
    }

    int size() {
        return index.size();
    }
}
