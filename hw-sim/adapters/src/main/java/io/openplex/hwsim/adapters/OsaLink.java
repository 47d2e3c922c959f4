package io.openplex.hwsim.adapters;

import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.MacAddress;
import java.nio.ByteBuffer;

/** The Ethernet side of an OSA port: puts link headers on and takes them off, with VLAN tag, padding and filters. */
final class OsaLink {
    /** Answer of {@link #open}: the frame was dropped and counted. */
    static final int DROPPED = -1;

    private static final int TAG = 4;

    private final LanPort port;
    private final OsaStatistics statistics;
    private final Lease lease;
    private final long mac;
    private final int vlan;

    OsaLink(LanPort port, OsaSettings settings, OsaStatistics statistics, Lease lease) {
        this.port = port;
        this.statistics = statistics;
        this.lease = lease;
        mac = settings.mac().bits();
        vlan = settings.vlan();
    }

    /** Strips the link header of a received frame and answers its EtherType, or {@link #DROPPED}. */
    int open(Frame frame) {
        ByteBuffer b = frame.buffer();
        int at = frame.offset();
        if (!Ethernet.check(frame.length())) {
            return drop(OsaDrop.RUNT);
        }
        int header = Ethernet.LENGTH;
        int type = Ethernet.type(b, at);
        int tag = 0;
        if (type == Ethernet.TYPE_VLAN) {
            header += TAG;
            if (frame.length() < header) {
                return drop(OsaDrop.RUNT);
            }
            tag = b.getShort(at + 14) & 0xffff;
            type = b.getShort(at + 16) & 0xffff;
            frame.vlan = tag;
        }
        // A null tag carries only a priority and counts as untagged (hardware.md 2.3 step 1).
        if ((tag & 0xfff) != (vlan == Frame.NO_VLAN ? 0 : vlan)) {
            return drop(OsaDrop.WRONG_VLAN);
        }
        long destination = Ethernet.destination(b, at);
        if (destination != mac && !MacAddress.isGroup(destination)) {
            return drop(OsaDrop.WRONG_MAC);
        }
        frame.strip(header);
        return type;
    }

    private int drop(OsaDrop reason) {
        statistics.drop(reason);
        return DROPPED;
    }

    /**
     * Puts the link header on, pads to the shortest frame and sends; the caller keeps the frame.
     *
     * @param leased the frame claims a leased address: it leaves only while the lease is in force
     */
    boolean send(Frame frame, long destination, int type, boolean leased, long nowNanos) {
        int header = vlan == Frame.NO_VLAN ? Ethernet.LENGTH : Ethernet.LENGTH + TAG;
        int padding = Math.max(0, Ethernet.MIN_FRAME - header - frame.length());
        if (frame.offset() < header || frame.tailroom() < padding) {
            statistics.drop(OsaDrop.UNFINISHED);
            return false;
        }
        ByteBuffer b = frame.buffer();
        for (int i = 0; i < padding; i++) {
            b.put(frame.end() + i, (byte) 0);
        }
        frame.length(frame.length() + padding);
        int at = frame.prepend(header);
        Ethernet.write(b, at, destination, mac, vlan == Frame.NO_VLAN ? type : Ethernet.TYPE_VLAN);
        if (vlan != Frame.NO_VLAN) {
            b.putShort(at + 14, (short) vlan);
            b.putShort(at + 16, (short) type);
        }
        // Nothing may come between this reading of the clock and the port: a process can be frozen anywhere.
        if (leased && lease.isOver()) {
            statistics.drop(OsaDrop.LEASE_OVER);
            return false;
        }
        if (!port.send(frame, nowNanos)) {
            statistics.drop(OsaDrop.PORT_FULL);
            return false;
        }
        return true;
    }
}
