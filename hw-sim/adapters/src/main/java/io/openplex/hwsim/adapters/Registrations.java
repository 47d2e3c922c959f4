package io.openplex.hwsim.adapters;

import io.openplex.hwsim.wire.IpAddress;

/** The addresses registered with a port and the state of their announcements. */
final class Registrations {
    private final KeyIndex index = new KeyIndex(OsaTiming.REGISTRATIONS);
    private final IpAddress[] address = new IpAddress[OsaTiming.REGISTRATIONS];
    private final RegistrationKind[] kind = new RegistrationKind[OsaTiming.REGISTRATIONS];
    private final boolean[] takeover = new boolean[OsaTiming.REGISTRATIONS];
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

    /** Packets for this address (halves, IPv4 in mapped form) are the stack's. */
    boolean delivers(long high, long low) {
        int id = index.find(high, low);
        return id >= 0 && kind[id].delivers();
    }

    boolean deliversV4(int ip) {
        return delivers(IpAddress.V4_HIGH, IpAddress.lowOfV4(ip));
    }

    /** Registers, or registers anew, with all announcements to come; -1 when the table is full. */
    int put(IpAddress added, RegistrationKind ofKind, boolean withTakeover, long nowNanos) {
        int id = index.find(added.high(), added.low());
        if (id < 0) {
            id = index.add(added.high(), added.low());
            if (id < 0) {
                return id;
            }
            everAnnounced[id] = false;
        }
        address[id] = added;
        kind[id] = ofKind;
        takeover[id] = withTakeover;
        restart(id, nowNanos);
        return id;
    }

    void remove(IpAddress removed) {
        int id = index.find(removed.high(), removed.low());
        if (id >= 0) {
            index.remove(id);
        }
    }

    /** All announcements of this registration are to come again. */
    void restart(int id, long nowNanos) {
        announced[id] = 0;
        dueNanos[id] = nowNanos;
    }

    /** One more announcement, now or as soon as the last one is {@link OsaTiming#DEFENCE_NANOS} old. */
    void defend(int id, long nowNanos) {
        long due = nowNanos;
        if (everAnnounced[id] && nowNanos - lastNanos[id] < OsaTiming.DEFENCE_NANOS) {
            due = lastNanos[id] + OsaTiming.DEFENCE_NANOS;
        }
        boolean idle = announced[id] == OsaTiming.ANNOUNCEMENTS;
        if (idle || due - dueNanos[id] < 0) {
            dueNanos[id] = due;
        }
        if (idle) {
            announced[id]--;
        }
    }

    boolean isDue(int id, long nowNanos) {
        return index.isUsed(id)
                && announced[id] < OsaTiming.ANNOUNCEMENTS
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

    boolean isUsed(int id) {
        return index.isUsed(id);
    }

    IpAddress address(int id) {
        return address[id];
    }

    /** Number of a registered address of which this port has the ARP, or -1. */
    int findForArp(int ip) {
        int id = findV4(ip);
        return id >= 0 && kind[id].answersArp() ? id : -1;
    }

    /** This port has the ARP of the address. */
    boolean answersArp(int id) {
        return kind[id].answersArp();
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
}
