package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.adapters.KeyIndex;
import io.openplex.hwsim.wire.IpAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The OSA address table of a port: its sessions, which of them has an address, which has a MAC address, which routes
 * (hardware.md 2.1). On each VLAN an address belongs to at most one session.
 */
final class Oat {
    private VlanRows[] vlans = {};
    private final KeyIndex stations = new KeyIndex(OsaTiming.SESSIONS);
    private final @Nullable OsaSession[] owners = new OsaSession[OsaTiming.SESSIONS];
    private OsaSession[] sessions = {};

    /** Adds a session with its MAC address if that is its own. */
    void add(OsaSession session) {
        sessions = Arrays.copyOf(sessions, sessions.length + 1);
        sessions[sessions.length - 1] = session;
        if (session.settings().vmac().own()) {
            owners[stations.add(0, session.macBits())] = session;
        }
    }

    /** Removes a session with everything that it registered. */
    void remove(OsaSession session) {
        sessions = Arrays.stream(sessions).filter(s -> s != session).toArray(OsaSession[]::new);
        int station = stations.find(0, session.macBits());
        if (station >= 0 && owners[station] == session) {
            stations.remove(station);
            owners[station] = null;
        }
        rows(session.vid()).removeAll(session);
    }

    private VlanRows rows(int vid) {
        VlanRows found = find(vid);
        if (found == null) {
            found = new VlanRows(vid);
            vlans = Arrays.copyOf(vlans, vlans.length + 1);
            vlans[vlans.length - 1] = found;
        }
        return found;
    }

    private @Nullable VlanRows find(int vid) {
        for (VlanRows rows : vlans) {
            if (rows.vid == vid) {
                return rows;
            }
        }
        return null;
    }

    /** In the order of their activation; not to be changed. */
    OsaSession[] sessions() {
        return sessions;
    }

    List<OsaSession> list() {
        return List.of(sessions);
    }

    boolean isFull() {
        return sessions.length == OsaTiming.SESSIONS;
    }

    /** The session that has an address on a VLAN (halves, IPv4 in mapped form), or null. */
    @Nullable
    OsaSession holder(int vid, long high, long low) {
        VlanRows rows = find(vid);
        return rows == null ? null : rows.holder(high, low);
    }

    /** The same if that session is started. */
    @Nullable
    OsaSession holderOn(int vid, long high, long low) {
        OsaSession holder = holder(vid, high, low);
        return holder != null && holder.hears(vid) ? holder : null;
    }

    /** Gives an address of its VLAN to a session; false when the table is full. */
    boolean give(IpAddress address, OsaSession to) {
        return rows(to.vid()).give(address, to);
    }

    /** Takes the address away from a session, if it is the one that has it. */
    void take(IpAddress address, OsaSession from) {
        rows(from.vid()).take(address, from);
    }

    /** The session whose own MAC address this is, or null. */
    @Nullable
    OsaSession station(long mac) {
        int id = stations.find(0, mac);
        return id < 0 ? null : owners[id];
    }

    /** A layer-2 session is on the port, whatever its VLAN. */
    boolean hasLayer2() {
        for (OsaSession session : sessions) {
            if (session.isLayer2()) {
                return true;
            }
        }
        return false;
    }

    /** A session hears this VLAN. */
    boolean hasVlan(int vid) {
        for (OsaSession session : sessions) {
            if (session.hears(vid)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The session that gets what is for nobody's address: the primary router of the VLAN, else the first secondary one,
     * else for a tag that no session has the primary router of the untagged LAN (hardware.md 2.3 steps 1, 4 and 5).
     */
    @Nullable
    OsaSession router(int vid, boolean v6) {
        OsaSession primary = router(vid, v6, RouterRole.PRIROUTER);
        if (primary != null) {
            return primary;
        }
        OsaSession secondary = router(vid, v6, RouterRole.SECROUTER);
        if (secondary != null) {
            return secondary;
        }
        return vid != 0 && !hasVlan(vid) ? router(0, v6, RouterRole.PRIROUTER) : null;
    }

    @Nullable
    OsaSession router(int vid, boolean v6, RouterRole role) {
        for (OsaSession session : sessions) {
            if (session.hears(vid) && session.role(v6) == role) {
                return session;
            }
        }
        return null;
    }

    /** Who has which address on one VLAN. */
    private static final class VlanRows {
        final int vid;
        private final KeyIndex addresses = new KeyIndex(OsaTiming.ROWS);
        private final @Nullable OsaSession[] holders = new OsaSession[OsaTiming.ROWS];

        VlanRows(int vid) {
            this.vid = vid;
        }

        @Nullable
        OsaSession holder(long high, long low) {
            int id = addresses.find(high, low);
            return id < 0 ? null : holders[id];
        }

        boolean give(IpAddress address, OsaSession to) {
            int id = addresses.find(address.high(), address.low());
            if (id < 0) {
                id = addresses.add(address.high(), address.low());
            }
            if (id < 0) {
                return false;
            }
            holders[id] = to;
            return true;
        }

        void take(IpAddress address, OsaSession from) {
            int id = addresses.find(address.high(), address.low());
            if (id >= 0 && holders[id] == from) {
                addresses.remove(id);
                holders[id] = null;
            }
        }

        void removeAll(OsaSession session) {
            for (int id = addresses.top() - 1; id >= 0; id--) {
                if (addresses.isUsed(id) && holders[id] == session) {
                    addresses.remove(id);
                    holders[id] = null;
                }
            }
        }
    }
}
