package io.openplex.hwsim.adapters.osa;

import io.openplex.hwsim.adapters.lan.LanPort;
import io.openplex.hwsim.wire.Ethernet;
import io.openplex.hwsim.wire.Frame;
import io.openplex.hwsim.wire.MacAddress;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/** The Ethernet side of a port: puts link headers on and takes tags off, with padding. */
final class OsaLink {
    private static final int TAG = 4;

    private final LanPort port;
    private final BooleanSupplier up;
    private int vid;

    /** A link through this LAN port; {@code up} says whether it can send. */
    OsaLink(LanPort port, BooleanSupplier up) {
        this.port = port;
        this.up = up;
    }

    /**
     * Takes the VLAN tag off a received frame, so that 14 bytes of link header stand before the payload, and keeps it
     * in {@link Frame#vlan}; false: the frame is too short. A null tag carries only a priority and counts as untagged
     * (hardware.md 2.3 step 1).
     */
    boolean open(Frame frame) {
        if (!Ethernet.check(frame.length())) {
            return false;
        }
        ByteBuffer b = frame.buffer();
        int at = frame.offset();
        vid = 0;
        if (Ethernet.type(b, at) == Ethernet.TYPE_VLAN) {
            if (frame.length() < Ethernet.LENGTH + TAG) {
                return false;
            }
            frame.vlan = b.getShort(at + 14) & 0xffff;
            vid = frame.vlan & 0xfff;
            long destination = Ethernet.destination(b, at);
            long source = Ethernet.source(b, at);
            frame.strip(TAG);
            MacAddress.write(b, at + TAG, destination);
            MacAddress.write(b, at + TAG + 6, source);
        }
        return true;
    }

    /** VLAN id of the frame that was opened last, 0 for none. */
    int vid() {
        return vid;
    }

    /**
     * Puts the link header before an IP or ARP packet of a session and sends it; the caller keeps the frame.
     *
     * @param leased the frame claims a leased address: it leaves only while the session's lease is in force
     */
    boolean send(OsaSession from, Frame frame, long destination, int type, boolean leased, long nowNanos) {
        if (frame.offset() < Ethernet.LENGTH + TAG) {
            from.statistics().drop(OsaDrop.UNFINISHED);
            return false;
        }
        Ethernet.write(frame.buffer(), frame.prepend(Ethernet.LENGTH), destination, from.macBits(), type);
        return sendFrame(from, frame, leased, nowNanos);
    }

    /** Sends an untagged frame of a session with the session's tag, padded to the shortest frame. */
    boolean sendFrame(OsaSession from, Frame frame, boolean leased, long nowNanos) {
        if (!up.getAsBoolean()) {
            from.statistics().drop(OsaDrop.NO_LINK);
            return false;
        }
        boolean tagged = from.vid() != 0;
        int padding = Math.max(0, Ethernet.MIN_FRAME - frame.length() - (tagged ? TAG : 0));
        if (frame.tailroom() < padding || tagged && frame.offset() < TAG) {
            from.statistics().drop(OsaDrop.UNFINISHED);
            return false;
        }
        ByteBuffer b = frame.buffer();
        for (int i = 0; i < padding; i++) {
            b.put(frame.end() + i, (byte) 0);
        }
        frame.length(frame.length() + padding);
        if (tagged) {
            tag(frame, from.vid());
        }
        return leased ? claim(from, frame, nowNanos) : send(from, frame, nowNanos);
    }

    /**
     * Nothing may come between the reading of the clock and the wire, for a process can be frozen anywhere: a port that
     * gathers frames sends what it has before, and this one at once.
     */
    private boolean claim(OsaSession from, Frame frame, long nowNanos) {
        port.flush();
        if (from.lease.isOver()) {
            from.statistics().drop(OsaDrop.LEASE_OVER);
            return false;
        }
        boolean sent = send(from, frame, nowNanos);
        port.flush();
        return sent;
    }

    private boolean send(OsaSession from, Frame frame, long nowNanos) {
        if (!port.send(frame, nowNanos)) {
            from.statistics().drop(OsaDrop.PORT_FULL);
            return false;
        }
        return true;
    }

    private static void tag(Frame frame, int vid) {
        ByteBuffer b = frame.buffer();
        long destination = Ethernet.destination(b, frame.offset());
        long source = Ethernet.source(b, frame.offset());
        int at = frame.prepend(TAG);
        MacAddress.write(b, at, destination);
        MacAddress.write(b, at + 6, source);
        b.putShort(at + 12, (short) Ethernet.TYPE_VLAN);
        b.putShort(at + 14, (short) vid);
    }
}
